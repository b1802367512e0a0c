/** Ctrl+K: any action by its name, and any record by its number or words. */
import { useRef, useState } from "react";
import { KeyHint } from "@/components/KeyHint";
import { Overlay } from "@/components/Overlay";
import { type Action, useActions } from "@/lib/actions";
import { fileName } from "@/lib/caseFiles";
import { fold, matches } from "@/lib/fold";
import { t } from "@/lib/i18n";
import { useFound, useFoundCaseFiles, useSettled } from "@/lib/queries";
import { afterRender } from "@/lib/afterRender";

interface Props {
  /** What could be done when the palette was called. */
  actions: Action[];
  onDocument: (document: string) => void;
  onCaseFile: (caseFile: string) => void;
  onClose: () => void;
}

interface Entry {
  id: string;
  label: string;
  note?: string | undefined;
  keys?: string | undefined;
  run: () => void;
}

export function Palette({ actions, onDocument, onCaseFile, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState(0);
  const search = useSettled(typed, 120);
  const found = useFound(search).data ?? [];
  const foundFiles = useFoundCaseFiles(search).data?.rows ?? [];
  const isSearching = typed.trim().length > 1;
  const named = actions.filter((it) => !it.isLocal && matches(it.label, typed));
  named.sort((a, b) => Number(fold(b.label).startsWith(fold(typed))) - Number(fold(a.label).startsWith(fold(typed))));
  const entries: Entry[] = [
    ...named.map((it) => ({ id: it.id, label: it.label, keys: it.keys, run: it.run })),
    ...(isSearching ? found : []).map((it) => ({
      id: it.id,
      label: `${it.reference ?? it.jid} ${it.subject}`,
      note: it.sender,
      run: () => onDocument(it.id),
    })),
    ...(isSearching ? foundFiles : []).map((it) => ({
      id: it.id,
      label: fileName(it),
      note: t("field.case_file"),
      run: () => onCaseFile(it.id),
    })),
  ];
  const at = Math.min(marked, entries.length - 1);
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    // The focus is first back where it was: the action may want to move it itself.
    afterRender(entry.run);
  };
  const mark = (to: number) => {
    const next = Math.min(entries.length - 1, Math.max(0, to));
    setMarked(next);
    document.getElementById(`palette-${next}`)?.scrollIntoView?.({ block: "nearest" });
  };
  useActions([{ id: "palette.close", label: t("flow.leave"), keys: "Escape", run: onClose, isHinted: true, isLocal: true }], box);
  return (
    <Overlay label={t("palette.title")} onClose={onClose}>
      <div ref={box}>
        <input
          name="palette"
          className="palette-input"
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={entries[at] ? `palette-${at}` : undefined}
          aria-label={t("palette.title")}
          placeholder={t("palette.placeholder")}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setMarked(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") mark(at + 1);
            else if (event.key === "ArrowUp") mark(at - 1);
            else if (event.key === "Enter") run(entries[at]);
            else return;
            event.preventDefault();
          }}
        />
        <ul id="palette-list" role="listbox" aria-label={t("palette.title")} className="palette-list" hidden={entries.length === 0}>
          {entries.map((it, index) => (
            <li
              key={it.id}
              id={`palette-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => run(it)}
            >
              <span className="clip">{it.label}</span>
              {it.note && <span className="muted clip">{it.note}</span>}
              {it.keys && <KeyHint keys={it.keys} />}
            </li>
          ))}
        </ul>
        {entries.length === 0 && <p className="muted">{t("palette.none")}</p>}
      </div>
    </Overlay>
  );
}
