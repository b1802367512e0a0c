/** One file: its name shows it, the buttons beside do the rest. */
import { Download, ExternalLink, FileCheck, FileText, HardDriveDownload, Image, type LucideIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { api, type FileRow } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { useActions } from "@/lib/actions";
import { formatBytes } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { choosePlace, openInSystem } from "@/lib/system";
import { useWrite } from "@/lib/write";
import { OutputPath } from "./OutputPath";
import { Preview } from "./Preview";

interface Props {
  file: FileRow;
  /** All files of the document: an output version is one of them. */
  files: FileRow[];
  document: string;
  mayAttach: boolean;
  isShown: boolean;
  onShow: () => void;
}

export function FileItem({ file, files, document, mayAttach, isShown, onShow }: Props) {
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
  const [isAsking, setAsking] = useState(false);
  const mayGetOutput = mayAttach && !file.is_output_format && file.output_of === null;
  const leaveOutput = () => {
    setAsking(false);
    item.current?.querySelector<HTMLElement>(".file-name")?.focus();
  };
  useActions(
    [
      { id: `file.fetch.${file.id}`, label: t("files.fetch"), keys: "F", run: () => fetch.run(undefined), isEnabled: file.place === "at_centre" && !fetch.isRunning, isHinted: true, isLocal: true },
      { id: `file.open.${file.id}`, label: t("files.open"), keys: "O", run: () => open.run(undefined), isEnabled: isHere, isHinted: true, isLocal: true },
      { id: `file.save.${file.id}`, label: t("files.save"), keys: "S", run: () => save.run(undefined), isEnabled: isHere, isHinted: true, isLocal: true },
      { id: `file.output.${file.id}`, label: t("files.output"), keys: "V", run: () => setAsking(true), isEnabled: mayGetOutput && !isAsking, isHinted: true, isLocal: true },
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
        <Output file={file} files={files} />
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
        {mayGetOutput && (
          <Button look="quiet" icon={FileCheck} onPress={() => setAsking(true)} isExpanded={isAsking}>
            {t("files.output")}
          </Button>
        )}
      </div>
      {isAsking && <OutputPath document={document} file={file} scope={item} onClose={leaveOutput} />}
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

/** Which file this one is the output version of, or that it has none and archives do not take it as it is. */
function Output({ file, files }: { file: FileRow; files: FileRow[] }) {
  const original = files.find((it) => it.id === file.output_of);
  if (original) return <span className="muted clip" data-output-of={original.id}>{t("files.output_of", { name: original.name })}</span>;
  const hasOutput = files.some((it) => it.output_of === file.id && it.is_output_format);
  if (file.is_output_format || hasOutput) return null;
  return <span className="muted">{t("files.no_output")}</span>;
}
