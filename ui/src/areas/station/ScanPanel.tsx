/** Asks what is scanned and how its documents are told apart; the last scanner stands there again. */
import { Printer } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { api, type BatchDetail } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Check } from "@/components/Check";
import { Choices } from "@/components/Choices";
import { Field } from "@/components/Field";
import { FilePath } from "@/components/FilePath";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { loadDraft, useDraft } from "@/lib/draft";
import { t } from "@/lib/i18n";
import { useScanners } from "@/lib/queries";
import { say } from "@/lib/messages";
import { chooseFiles, choosePlace } from "@/lib/system";
import { useWrite } from "@/lib/write";
import { PageWishes, PLAIN, wishOf, type PageWish } from "./PageWishes";
import type { TreeRow } from "./rows";

const PROFILES = ["labels", "one-document", "every-1", "every-2"] as const;

/** Enough for a pile; they are used again. */
const N_SEPARATORS = 10;

interface Props {
  /** The batch that may go on. */
  batch: BatchDetail | undefined;
  /** The page that is scanned once more. */
  replaces: TreeRow | undefined;
  /** Files instead of a scanner, in the order in which they came, also by being dropped on the window. */
  files: string[];
  onFiles: (paths: string[]) => void;
  /** Called with the batch, none where a folder is watched, and with how many files it was begun of. */
  onBegun: (batch: string | null, nFiles: number) => void;
  onLeave: () => void;
}

/** Waits for what was asked the last time. */
export function ScanPanel(props: Props) {
  const [last, setLast] = useState<Kept | null>(null);
  useEffect(() => {
    const fresh = keptOf({});
    void loadDraft("scan").then((body) => setLast(body === "" ? fresh : keptOf(JSON.parse(body) as Partial<Kept>))).catch(() => setLast(fresh));
  }, []);
  return last && <ScanForm {...props} last={last} />;
}

interface Kept {
  source: string;
  profile: string;
  pages: PageWish;
}

/** A way that is not chosen from any more is the first one. */
const known = (profile: string | undefined): string => PROFILES.find((it) => it === profile) ?? PROFILES[0];

/** What a version before this kept may lack a wish that came later. */
const keptOf = (it: Partial<Kept>): Kept => {
  const pages = { ...PLAIN, ...it.pages };
  // Both sides were a way of telling documents apart.
  return { source: it.source ?? "", profile: known(it.profile), pages: { ...pages, bothSides: pages.bothSides || it.profile === "labels-duplex" } };
};

function ScanForm({ batch, replaces, files, onFiles, onBegun, onLeave, last }: Props & { last: Kept }) {
  const box = useRef<HTMLDivElement>(null);
  // A folder is watched for whole files: no page of a batch is scanned again from it.
  const [source, setSource] = useState(replaces !== undefined && last.source.trim().startsWith("folder:") ? "" : last.source);
  const [profile, setProfile] = useState(known(batch?.row.profile ?? last.profile));
  const [pages, setPages] = useState(last.pages);
  const [trustsAnew, setTrustsAnew] = useState(false);
  const [goesOn, setGoesOn] = useState(batch !== undefined);
  const { clear, refuse, problemOf } = useRefusal(box);
  const scanners = useScanners();
  useDraft("scan", JSON.stringify({ source, profile, pages } satisfies Kept));
  useEffect(() => focusNamed(box.current, "source"), []);
  const isAgain = replaces !== undefined;
  /** The rest of a pile is scanned and kept as it was begun; files are a batch of their own. */
  const isRest = batch !== undefined && goesOn && !isAgain && files.length === 0;
  const begin = useWrite(
    (of: string[]) => api.beginScan({ form: { source, trusts_anew: trustsAnew, files: of, profile, ...wishOf(pages), batch: (goesOn && of.length === 0) || isAgain ? (batch?.row.id ?? null) : null, replaces: replaces?.page?.id ?? null } }),
    ["batches"],
    { onDone: (begun, of) => onBegun(begun === "" ? null : begun, of.length), onProblem: refuse },
  );
  const separators = useWrite(async () => {
    const path = await choosePlace(t("scan.separators_file"));
    if (path === null) return;
    await api.printSeparators({ n: N_SEPARATORS, to: { printer: "", path, replace: true } });
    say(t("scan.separators_done", { path }));
  }, []);
  const finish = () => begin.run(files);
  const choose = async () => {
    const chosen = await chooseFiles();
    if (chosen.length > 0) begin.run([...files, ...chosen]);
  };
  const type = (it: string) => {
    setSource(it);
    clear();
  };
  return (
    <div ref={box} className="panel" data-panel={isAgain ? "rescan" : "scan"}>
      <Flow label={t("station_verb.scan")} onFinish={finish} finishLabel={t("station_verb.scan")} onLeave={onLeave} isDisabled={begin.isRunning}>
        <h2>{isAgain ? t("scan.again_title", { n: replaces.place }) : t("scan.title")}</h2>
        <div className="fields">
          <Field name="source" label={t("scan.source")} value={source} onChange={type} help={t(isAgain ? "scan.again_source_help" : "scan.source_help")} problem={problemOf("source")} />
        </div>
        {source.trim().startsWith("escl:https:") && <Check name="trusts_anew" label={t("scan.trusts_anew")} value={trustsAnew} onChange={setTrustsAnew} />}
        {(scanners.data ?? []).length > 0 && (
          <div className="buttons" role="group" aria-label={t("scan.seen")}>
            {scanners.data!.map((it) => (
              <Button key={it.source} look="quiet" onPress={() => type(it.source)}>
                {it.what || it.source}
              </Button>
            ))}
          </div>
        )}
        <FilePath name="files" onAdd={onFiles} onChoose={() => void choose()} problem={problemOf("files")} />
        {files.length > 0 && <p className="muted">{files.join(", ")}</p>}
        {!isAgain && !isRest && <Choices name="profile" label={t("scan.profile")} value={profile} onChange={setProfile} options={PROFILES.map((id) => ({ id, label: t(`scan_profile.${id}`) }))} isInFlow />}
        {!isRest && <PageWishes wish={pages} onChange={setPages} />}
        {!isAgain && (
          <div className="buttons">
            <Button look="quiet" icon={Printer} onPress={() => separators.run(undefined)}>
              {t("scan.separators")}
            </Button>
          </div>
        )}
        {batch && !isAgain && <Check name="goes_on" label={t("scan.goes_on")} value={goesOn} onChange={setGoesOn} />}
        <PanelButtons label={t("station_verb.scan")} onFinish={finish} onLeave={onLeave} isBusy={begin.isRunning} />
      </Flow>
    </div>
  );
}
