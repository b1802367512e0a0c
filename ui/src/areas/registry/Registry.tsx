/**
 * The registry: list on one side, the chosen document or an entry on the other.
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
import { usePeople, useSettled, useUnits } from "@/lib/queries";
import { DocumentPane } from "./detail/DocumentPane";
import { draftName, type Origin } from "./entry/draft";
import { EntryForm } from "./entry/EntryForm";
import type { Sorting } from "./list/columns";
import { DocumentList } from "./list/DocumentList";
import { SearchField } from "./list/SearchField";
import { WorkLists } from "./WorkLists";

/** What another part of the window asks the registry to do; a new serial asks again. */
export interface RegistryWish {
  serial: number;
  document?: string;
  entry?: Origin;
  /** Opens the correction at once. */
  isCorrecting?: boolean;
}

/** Where the clerk was, kept while she is in another part of the window. */
export interface RegistryView {
  list: WorkList;
  sorting: Sorting;
  selected: string | null;
  entry: Origin | null;
  /** Whether drafts of the last session were looked for. */
  isRestored: boolean;
}

export const freshView: RegistryView = {
  list: "all",
  sorting: { sort: "captured", descending: true },
  selected: null,
  entry: null,
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
  const { list, sorting, selected, entry } = view;
  const put = useCallback((part: Partial<RegistryView>) => onView((now) => ({ ...now, ...part })), [onView]);
  const [typed, setTyped] = useState("");
  const [isBeside, setBeside] = useState(entry !== null);
  const [width, setWidth] = useState(listWidth);
  const search = useSettled(typed, 120);
  // Read before anybody assigns: a field typed into before its list came would find nothing.
  useUnits();
  usePeople();

  const focusList = useCallback(() => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[role=grid]"));
  }, []);
  const openDetail = useCallback(() => {
    put({ entry: null });
    setBeside(true);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[data-part=detail]"));
  }, [put]);
  const openEntry = useCallback(
    (origin: Origin) => {
      const show = () => {
        put({ entry: origin });
        setBeside(true);
      };
      // Open at once where the draft is known: the first letter typed must not fall beside the form.
      if (isHeld(draftName(origin))) show();
      else void loadDraft(draftName(origin)).finally(show);
    },
    [put],
  );
  const select = useCallback((document: string) => put({ selected: document }), [put]);

  useArrival(view, put, openEntry, focusList);
  useEffect(() => setWidth(listWidth), [listWidth]);
  const done = useRef(0);
  useEffect(() => {
    if (!wish || wish.serial === done.current) return;
    done.current = wish.serial;
    if (wish.entry) return openEntry(wish.entry);
    if (wish.document) select(wish.document);
    openDetail();
  }, [wish, openEntry, openDetail, select]);

  const focusSearch = () => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[name=search]"));
  };
  useActions(
    [
      { id: "registry.new", label: t("entry.received"), keys: "Ctrl+N", run: () => openEntry("received"), isHinted: entry === null },
      { id: "registry.new_own", label: t("entry.own"), keys: "Ctrl+Shift+N", run: () => openEntry("own") },
      { id: "registry.search", label: t("list.search"), keys: "Ctrl+F", run: focusSearch, isHinted: entry === null },
    ],
  );
  const leaveEntry = () => {
    put({ entry: null });
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
        {entry ? (
          <EntryForm key={entry} origin={entry} onLeave={leaveEntry} onRegistered={select} />
        ) : (
          <DocumentPane document={selected} onLeave={focusList} correct={wish?.isCorrecting && wish.document === selected ? wish.serial : 0} />
        )}
      </div>
    </div>
  );
}

/** After a start or an unlock the unfinished entry is there again; otherwise the list has the focus. */
function useArrival(view: RegistryView, put: (part: Partial<RegistryView>) => void, open: (origin: Origin) => void, otherwise: () => void): void {
  const arrived = useRef(view);
  useEffect(() => {
    if (arrived.current.isRestored) return arrived.current.entry ? undefined : otherwise();
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
