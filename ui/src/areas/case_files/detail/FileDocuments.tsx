/** The documents of a file in their order: arrows walk them, Enter opens one in the registry. */
import { type KeyboardEvent, useRef, useState } from "react";
import type { FileDocumentRow } from "@/api/generated/api";
import { Notice } from "@/components/Notice";
import { StateWord } from "@/components/StateWord";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";

interface Props {
  rows: FileDocumentRow[];
  onDocument: (document: string) => void;
}

export function FileDocuments({ rows, onDocument }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState(0);
  const go = (to: number) => {
    const index = Math.min(rows.length - 1, Math.max(0, to));
    list.current?.querySelectorAll<HTMLElement>("button")[index]?.focus();
  };
  useActions([{ id: "case_file.documents", label: t("case_file.documents_go"), keys: "Ctrl+D", run: () => go(at), isEnabled: rows.length > 0, isHinted: true }]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  // One of them is reached with Tab, the others from it: a file may have hundreds.
  const reached = Math.min(at, rows.length - 1);
  return (
    <section className="files" aria-label={t("case_file.documents")}>
      <h3>{t("case_file.documents_count", { n: rows.length })}</h3>
      {rows.length === 0 && <Notice>{t("case_file.no_documents")}</Notice>}
      <ol ref={list} className="plain-list" onKeyDown={onKeyDown}>
        {rows.map(({ order, document }, index) => (
          <li key={document.id}>
            <button
              type="button"
              className={document.state === "cancelled" ? "record-line is-cancelled" : "record-line"}
              data-file-document={document.id}
              tabIndex={index === reached ? 0 : -1}
              title={document.subject}
              onFocus={() => setAt(index)}
              onClick={() => onDocument(document.id)}
            >
              <span className="numbers muted">{t("case_file.order", { n: order })}</span>
              <span className="numbers">{document.reference ?? t("list.number_later")}</span>
              <span className="clip record-subject">{document.subject}</span>
              <span className="muted clip record-sender">{document.origin === "own" ? t("entry.own_sender") : document.sender}</span>
              <StateWord state={document.state} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
