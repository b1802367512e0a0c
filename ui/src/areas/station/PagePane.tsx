/** The page that is looked at, large, with its document: whose scan it is, what is doubtful, what can be done. */
import type { BatchDetail, BatchEdit } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { LetterName } from "@/components/LetterName";
import { Notice } from "@/components/Notice";
import { VerbBar } from "@/components/VerbBar";
import { t } from "@/lib/i18n";
import { useSettled } from "@/lib/queries";
import { pageAddress } from "@/lib/system";
import { AssignScanPanel } from "./AssignScanPanel";
import { MovePagesPanel } from "./MovePagesPanel";
import { doubtText, editOf, firstOf, pageOf, type TreeRow } from "./rows";
import type { StationPanel } from "./Station";
import { pageVerbs, type PageVerb } from "./verbs";

/** Enough to read small print by on a screen of any office. */
const LARGE_PX = 1800;

interface Props {
  batch: BatchDetail;
  row: TreeRow;
  panel: StationPanel;
  onPanel: (panel: StationPanel) => void;
  onClose: () => void;
  onEdit: (edit: BatchEdit) => void;
  isBusy: boolean;
  onDocument: (document: string) => void;
}

export function PagePane({ batch, row, panel, onPanel, onClose, onEdit, isBusy, onDocument }: Props) {
  const { document } = row;
  const page = pageOf(row);
  // A key held down walks over pages nobody looks at: a picture is asked for where it rests.
  const settled = useSettled(page?.id ?? "", 80);
  const first = firstOf(document);
  const acceptable = document.doubts.filter((it) => it.can_be_accepted);
  if (!page) return null;
  const isReleased = batch.row.state === "released";
  const may = (verb: PageVerb): boolean => {
    if (isReleased) return false;
    if (verb === "accept") return acceptable.length > 0;
    if (verb === "split") return page.id !== first;
    if (verb === "merge") return row.number > 1;
    if (verb === "move_to") return batch.documents.length > 1;
    if (verb === "rescan") return row.page !== null;
    if (verb === "straighten") return page.is_straightened || page.is_as_scanned;
    return true;
  };
  const onVerb = (verb: PageVerb) => {
    if (verb === "assign" || verb === "move_to" || verb === "rescan") return onPanel(verb);
    if (verb === "accept") return onEdit(editOf("accept", { page: first, pages: document.pages.map((it) => it.id), seen: acceptable.map((it) => it.seen) }));
    if (verb === "split") return onEdit(editOf("split", { page: page.id }));
    if (verb === "merge") return onEdit(editOf("merge", { page: first }));
    if (verb === "turn") return onEdit(editOf("turn", { page: page.id, quarters: 1 }));
    if (verb === "straighten") return onEdit(editOf(page.is_as_scanned ? "straight" : "as_scanned", { page: page.id }));
    onEdit(editOf(page.is_hidden ? "show" : "hide", { page: page.id }));
  };
  const assign = (letter: string) => {
    onEdit(editOf("assign", { page: first, document: letter }));
    onClose();
  };
  const move = (before: string | null) => {
    onEdit(editOf("move", { pages: row.page ? [row.page.id] : document.pages.map((it) => it.id), before }));
    onClose();
  };
  const { letter } = document;
  return (
    <div className="page-pane">
      <VerbBar label={t("station.page_verbs")} verbs={pageVerbs(page)} may={may} open={panel} onVerb={onVerb} isBusy={isBusy} look="further" />
      {panel === "assign" && <AssignScanPanel jid={document.jid} onAssign={assign} onLeave={onClose} />}
      {panel === "move_to" && <MovePagesPanel batch={batch} row={row} onMove={move} onLeave={onClose} />}
      <header className="page-head">
        <h2 title={letter?.subject}>{letter ? <LetterName letter={letter} /> : (document.jid ?? t("station.unknown"))}</h2>
        {letter && (
          <p className="muted">
            {[letter.sender, letter.sheets !== null && t("station.registered_sheets", { n: letter.sheets })].filter(Boolean).join(" · ")}{" "}
            <Button look="quiet" onPress={() => onDocument(letter.id)}>
              {t("station.to_letter")}
            </Button>
          </p>
        )}
        {document.doubts.map((it) => (
          <Notice key={it.seen} tone="warning">
            {doubtText(it)}
          </Notice>
        ))}
      </header>
      <figure className="page-large" data-turned={page.quarter_turns % 2 === 1 || undefined} data-shown={page.id}>
        <img key={`${settled} ${page.is_straightened}`} src={pageAddress(batch.row.id, settled, LARGE_PX, page.is_straightened)} alt={t("station.page_n", { n: row.place })} style={{ rotate: `${page.quarter_turns * 90}deg` }} />
        <figcaption className="visually-hidden">{t("station.page_n", { n: row.place })}</figcaption>
      </figure>
    </div>
  );
}
