/**
 * The registry: list on one side, the chosen document, an entry or the print of the register on the other.
 *
 * Nothing opens over a document; an entry left with Escape keeps its draft and waits under the same key.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { DocumentDetail, WorkList } from "@/api/generated/api";
import { focusField, focusSoon } from "@/components/Flow";
import { SearchField } from "@/components/SearchField";
import { Split } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { isHeld, loadDraft } from "@/lib/draft";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { usePeople, useSettled, useToday, useUnits } from "@/lib/queries";
import { useMarks } from "@/lib/useMarks";
import { DocumentPane } from "./detail/DocumentPane";
import { ManyPane } from "./detail/ManyPane";
import { draftName, type Origin } from "./entry/draft";
import { EntryForm } from "./entry/EntryForm";
import { type Reply, replyTo } from "./entry/reply";
import { Emergency } from "./emergency/Emergency";
import { type Sorting, sortingOf } from "./list/columns";
import { DocumentList } from "./list/DocumentList";
import { RegisterBook } from "./print/RegisterBook";
import { BuildSearch } from "./search/BuildSearch";
import { SearchSays } from "./search/SearchSays";
import { WorkLists } from "./WorkLists";

/** What stands beside the list in the place of the chosen record. */
export type Pane = Origin | "book" | "search" | "emergency";

/** What another part of the window asks the registry to do; a new serial asks again. */
export interface RegistryWish {
  serial: number;
  document?: string;
  pane?: Pane;
  /** Opens the correction at once. */
  isCorrecting?: boolean;
}

/** Where the clerk was, kept while she is in another part of the window. */
export interface RegistryView {
  list: WorkList;
  sorting: Sorting;
  selected: string | null;
  pane: Pane | null;
  /** What the entry of an own document answers. */
  answers: Reply | null;
  /** Whether drafts of the last session were looked for. */
  isRestored: boolean;
}

export const freshView: RegistryView = {
  list: "all",
  sorting: sortingOf("all"),
  selected: null,
  pane: null,
  answers: null,
  isRestored: false,
};

interface Props {
  view: RegistryView;
  onView: (change: (view: RegistryView) => RegistryView) => void;
  wish: RegistryWish | null;
  listWidth: number;
  onListWidth: (width: number) => void;
  onCaseFile: (caseFile: string) => void;
}

export function Registry({ view, onView, wish, listWidth, onListWidth, onCaseFile }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { list, sorting, selected, pane, answers } = view;
  const put = useCallback((part: Partial<RegistryView>) => onView((now) => ({ ...now, ...part })), [onView]);
  const [typed, setTyped] = useState("");
  const [isBeside, setBeside] = useState(pane !== null);
  const search = useSettled(typed, 120);
  const marks = useMarks(JSON.stringify([list, search]));
  const clearMarks = marks.clear;
  // Read before anybody writes: a field typed into before its list came would find nothing, nor would an entry know its day.
  useUnits();
  usePeople();
  useToday();

  const focusList = useCallback(() => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[role=grid]"));
  }, []);
  const openDetail = useCallback(() => {
    put({ pane: null });
    setBeside(true);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[data-part=detail]"));
  }, [put]);
  const openPane = useCallback(
    (wanted: Pane, answers: Reply | null = null) => {
      const show = () => {
        put({ pane: wanted, answers });
        setBeside(true);
        // Newly drawn it takes the focus itself; one that stood there already, while the clerk was in the list, is gone into.
        const side = box.current?.querySelector(".detail-side");
        const isDrawn = side?.querySelector("[role=form]");
        if (isDrawn && !side?.contains(document.activeElement)) focusField(side?.querySelector<HTMLElement>("[data-flow]:not(:disabled)"));
      };
      // Open at once where the draft is known: the first letter typed must not fall beside the form.
      if (wanted === "book" || wanted === "search" || wanted === "emergency" || isHeld(draftName(wanted, answers))) show();
      else void loadDraft(draftName(wanted, answers)).finally(show);
    },
    [put],
  );
  const select = useCallback((document: string) => put({ selected: document }), [put]);

  useArrival(box, view, put, openPane, focusList);
  const done = useRef(0);
  useEffect(() => {
    if (!wish || wish.serial === done.current) return;
    done.current = wish.serial;
    if (wish.pane) return openPane(wish.pane);
    if (wish.document) {
      // Chosen from elsewhere, that one is meant and not those marked.
      clearMarks();
      select(wish.document);
    }
    openDetail();
  }, [wish, openPane, openDetail, select, clearMarks]);

  const focusSearch = () => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[name=search]"));
  };
  useActions(
    [
      { id: "registry.new", label: t("entry.received"), keys: "Ctrl+N", run: () => openPane("received"), isHinted: pane === null },
      { id: "registry.new_own", label: t("entry.own"), keys: "Ctrl+Shift+N", run: () => openPane("own") },
      { id: "registry.book", label: t("book.title"), keys: "Ctrl+Shift+P", run: () => openPane("book") },
      { id: "registry.emergency", label: t("emergency.title"), keys: "Ctrl+Shift+E", run: () => openPane("emergency") },
      { id: "registry.build_search", label: t("search.build"), keys: "Ctrl+H", run: () => openPane("search") },
      { id: "registry.search", label: t("list.search"), keys: "Ctrl+F", run: focusSearch, isHinted: pane === null },
    ],
  );
  useActions([{ id: "registry.clear_search", label: t("search.clear"), keys: "Escape", run: () => setTyped(""), isEnabled: typed !== "", isHinted: true, isLocal: true }], box);
  const leavePane = () => {
    put({ pane: null });
    focusList();
  };
  const reply = (detail: DocumentDetail) => openPane("own", replyTo(detail));
  const registered = (document: string) => {
    select(document);
    // A reply is one of its kind: there is no next one to go on with.
    if (answers) openDetail();
  };
  const chooseList = (wanted: WorkList) => {
    const isOfDeadlines = list === "with_deadline" || wanted === "with_deadline";
    put({ list: wanted, selected: null, ...(isOfDeadlines ? { sorting: sortingOf(wanted) } : {}) });
    focusList();
  };

  return (
    <Split
      box={box}
      screen="registry"
      isBeside={isBeside}
      listWidth={listWidth}
      onListWidth={onListWidth}
      list={
        <>
          <WorkLists chosen={list} onChoose={chooseList} />
          <SearchField value={typed} onChange={setTyped} onLeave={focusList} placeholder={t("search.placeholder")} />
          {pane !== "search" && search.trim() !== "" && <SearchSays typed={search} />}
          <DocumentList
            query={{ list, search }}
            sorting={sorting}
            onSort={(it) => put({ sorting: it })}
            selected={selected}
            onSelect={select}
            onOpen={openDetail}
            onSearch={focusSearch}
            emptyText={t(`empty.${list}`)}
            marks={marks}
          />
        </>
      }
    >
      {pane === "book" ? (
        <RegisterBook onLeave={leavePane} />
      ) : pane === "emergency" ? (
        <Emergency onLeave={leavePane} />
      ) : pane === "search" ? (
        <BuildSearch typed={typed} query={{ list, search: typed, ...sorting }} onTyped={setTyped} onLeave={leavePane} />
      ) : pane ? (
        <EntryForm key={draftName(pane, answers)} origin={pane} answers={answers} onLeave={leavePane} onRegistered={registered} />
      ) : marks.marked.size > 0 ? (
        <ManyPane marks={marks} onLeave={focusList} />
      ) : (
        <DocumentPane
          document={selected}
          onLeave={focusList}
          onReply={reply}
          onCaseFile={onCaseFile}
          correct={wish?.isCorrecting && wish.document === selected ? wish.serial : 0}
        />
      )}
    </Split>
  );
}

/** After a start or an unlock the unfinished entry is there again; otherwise the list has the focus. */
function useArrival(
  box: RefObject<HTMLElement | null>,
  view: RegistryView,
  put: (part: Partial<RegistryView>) => void,
  open: (pane: Pane) => void,
  otherwise: () => void,
): void {
  const arrived = useRef(view);
  useEffect(() => {
    if (arrived.current.isRestored) return arrived.current.pane ? undefined : otherwise();
    let isHere = true;
    const origins: Origin[] = ["received", "own"];
    void Promise.all(origins.map((it) => loadDraft(draftName(it)).catch(() => ""))).then((bodies) => {
      if (!isHere) return;
      put({ isRestored: true });
      const origin = origins[bodies.findIndex((it) => it !== "")];
      // Who works already is not pulled away from it.
      if (box.current?.contains(document.activeElement)) {
        if (origin) say(t("entry.waits", { keys: origin === "own" ? "Ctrl+Shift+N" : "Ctrl+N" }));
        return;
      }
      if (!origin) return otherwise();
      open(origin);
      say(t("entry.restored"));
    });
    return () => {
      isHere = false;
    };
  }, [box, put, open, otherwise]);
}
