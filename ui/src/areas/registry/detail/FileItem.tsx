/** One file: its name shows it, the buttons beside do the rest. */
import { Download, ExternalLink, FileText, HardDriveDownload, Image, type LucideIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { api, type FileRow } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { useActions } from "@/lib/actions";
import { formatBytes } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { choosePlace, openInSystem } from "@/lib/system";
import { useWrite } from "@/lib/write";
import { Preview } from "./Preview";

interface Props {
  file: FileRow;
  isShown: boolean;
  onShow: () => void;
}

export function FileItem({ file, isShown, onShow }: Props) {
  const isHere = file.place === "here";
  const fetch = useWrite(() => api.fetchFile({ component: file.id }), ["files"]);
  const open = useWrite(async () => openInSystem(await api.openFile({ component: file.id })), []);
  const save = useWrite(async () => {
    const path = await choosePlace(file.name);
    if (path === null) return;
    await api.saveFile({ component: file.id, path });
    say(t("done.save_file", { path }));
  }, []);
  // Whoever wants to look at a file wants it here.
  const mustFetch = isShown && file.place === "at_centre";
  useEffect(() => {
    if (mustFetch) fetch.run(undefined);
  }, [mustFetch]);
  const item = useRef<HTMLLIElement>(null);
  useActions(
    [
      { id: `file.fetch.${file.id}`, label: t("files.fetch"), keys: "F", run: () => fetch.run(undefined), isEnabled: file.place === "at_centre" && !fetch.isRunning, isHinted: true, isLocal: true },
      { id: `file.open.${file.id}`, label: t("files.open"), keys: "O", run: () => open.run(undefined), isEnabled: isHere, isHinted: true, isLocal: true },
      { id: `file.save.${file.id}`, label: t("files.save"), keys: "S", run: () => save.run(undefined), isEnabled: isHere, isHinted: true, isLocal: true },
    ],
    item,
  );
  const Icon: LucideIcon = file.preview === "image" ? Image : FileText;
  return (
    <li ref={item} className="file" data-component={file.id} data-place={file.place}>
      <div className="file-line">
        <button type="button" className="file-name" aria-expanded={isShown} onClick={onShow} title={file.name}>
          <Icon size={16} aria-hidden />
          <span className="clip">{file.name}</span>
        </button>
        <span className="muted numbers">{formatBytes(file.size_bytes)}</span>
        <Place file={file} />
        {file.place === "at_centre" && (
          <Button look="quiet" icon={HardDriveDownload} onPress={() => fetch.run(undefined)} isDisabled={fetch.isRunning}>
            {t("files.fetch")}
          </Button>
        )}
        {isHere && (
          <>
            <Button look="quiet" icon={ExternalLink} onPress={() => open.run(undefined)}>
              {t("files.open")}
            </Button>
            <Button look="quiet" icon={Download} onPress={() => save.run(undefined)}>
              {t("files.save")}
            </Button>
          </>
        )}
      </div>
      {isShown && <Preview file={file} />}
    </li>
  );
}

/** Where the file is, when it is not simply here. */
function Place({ file }: { file: FileRow }) {
  if (file.place === "on_its_way") return <span className="pending">{file.coming_from ? t("files.on_its_way", { from: file.coming_from }) : t("files.on_its_way_here")}</span>;
  if (file.place === "fetching") return <span className="pending">{t("files.fetching")}</span>;
  if (file.place === "at_centre") return <span className="muted">{t("files.at_centre")}</span>;
  return null;
}
