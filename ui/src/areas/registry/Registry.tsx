/**
 * The registry: list on one side, the chosen document, an entry or the print of the register on the other.
 *
 * Nothing opens over a document; an entry left with Escape keeps its draft and waits under the same key.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import type { WorkList } from "@/api/generated/api";
import { focusSoon } from "@/components/Flow";
import { Splitter } from "@/components/Splitter";
import { useActions } from "@/lib/actions";
import { isHeld, loadDraft } from "@/lib/draft";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { usePeople, useSettled, useToday, useUnits } from "@/lib/queries";
import { DocumentPane } from "./detail/DocumentPane";
import { draftName, type Origin } from "./entry/draft";
import { EntryForm } from "./entry/EntryForm";
import type { Sorting } from "./list/columns";
import { DocumentList } from "./list/DocumentList";
import { SearchField } from "./list/SearchField";
import { RegisterBook } from "./print/RegisterBook";
import { WorkLists } from "./WorkLists";

/** What stands beside the list in the place of the chosen record. */
export type Pane = Origin | "book";

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
  /** Whether drafts of the last session were looked for. */
  isRestored: boolean;
}

export const freshView: RegistryView = {
  list: "all",
  sorting: { sort: "captured", descending: true },
  selected: null,
  pane: null,
  isRestored: false,
};

interface Props {
  view: RegistryView;
  onView: (change: (view: RegistryView) => RegistryView) => void;
  wish: RegistryWish | null;
  listWidth: number;
  onListWidth: (width: number) => void;
}

export function Registry({ view, onView, wish, listWidth, onListWidth }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { list, sorting, selected, pane } = view;
  const put = useCallback((part: Partial<RegistryView>) => onView((now) => ({ ...now, ...part })), [onView]);
  const [typed, setTyped] = useState("");
  const [isBeside, setBeside] = useState(pane !== null);
  const [width, setWidth] = useState(listWidth);
  const search = useSettled(typed, 120);
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
    (wanted: Pane) => {
      const show = () => {
        put({ pane: wanted });
        setBeside(true);
      };
      // Open at once where the draft is known: the first letter typed must not fall beside the form.
      if (wanted === "book" || isHeld(draftName(wanted))) show();
      else void loadDraft(draftName(wanted)).finally(show);
    },
    [put],
  );
  const select = useCallback((document: string) => put({ selected: document }), [put]);

  useArrival(view, put, openPane, focusList);
  useEffect(() => setWidth(listWidth), [listWidth]);
  const done = useRef(0);
  useEffect(() => {
    if (!wish || wish.serial === done.current) return;
    done.current = wish.serial;
    if (wish.pane) return openPane(wish.pane);
    if (wish.document) select(wish.document);
    openDetail();
  }, [wish, openPane, openDetail, select]);

  const focusSearch = () => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[name=search]"));
  };
  useActions(
    [
      { id: "registry.new", label: t("entry.received"), keys: "Ctrl+N", run: () => openPane("received"), isHinted: pane === null },
      { id: "registry.new_own", label: t("entry.own"), keys: "Ctrl+Shift+N", run: () => openPane("own") },
      { id: "registry.book", label: t("book.title"), keys: "Ctrl+Shift+P", run: () => openPane("book") },
      { id: "registry.search", label: t("list.search"), keys: "Ctrl+F", run: focusSearch, isHinted: pane === null },
    ],
  );
  const leavePane = () => {
    put({ pane: null });
    focusList();
  };
  const chooseList = (wanted: WorkList) => {
    put({ list: wanted, selected: null });
    focusList();
  };

  return (
    <div ref={box} className="registry" data-screen="registry" data-beside={isBeside} style={{ "--list": `${width / 10}%` } as React.CSSProperties}>
      <div className="list-side">
        <WorkLists chosen={list} onChoose={chooseList} />
        <SearchField value={typed} onChange={setTyped} onLeave={focusList} />
        <DocumentList
          query={{ list, search }}
          sorting={sorting}
          onSort={(it) => put({ sorting: it })}
          selected={selected}
          onSelect={select}
          onOpen={openDetail}
          onSearch={focusSearch}
          emptyText={t(`empty.${list}`)}
        />
      </div>
      <Splitter value={width} onMove={setWidth} onSettled={onListWidth} />
      <div className="detail-side">
        {pane === "book" ? (
          <RegisterBook onLeave={leavePane} />
        ) : pane ? (
          <EntryForm key={pane} origin={pane} onLeave={leavePane} onRegistered={select} />
        ) : (
          <DocumentPane document={selected} onLeave={focusList} correct={wish?.isCorrecting && wish.document === selected ? wish.serial : 0} />
        )}
      </div>
    </div>
  );
}

/** After a start or an unlock the unfinished entry is there again; otherwise the list has the focus. */
function useArrival(view: RegistryView, put: (part: Partial<RegistryView>) => void, open: (pane: Pane) => void, otherwise: () => void): void {
  const arrived = useRef(view);
  useEffect(() => {
    if (arrived.current.isRestored) return arrived.current.pane ? undefined : otherwise();
    let isHere = true;
    const origins: Origin[] = ["received", "own"];
    void Promise.all(origins.map((it) => loadDraft(draftName(it)).catch(() => ""))).then((bodies) => {
      if (!isHere) return;
      put({ isRestored: true });
      const origin = origins[bodies.findIndex((it) => it !== "")];
      if (!origin) return otherwise();
      open(origin);
      say(t("entry.restored"));
    });
    return () => {
      isHere = false;
    };
  }, [put, open, otherwise]);
}
