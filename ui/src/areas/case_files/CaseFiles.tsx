/** Case files: their list on one side, the chosen file with its documents on the other. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { CaseFileList } from "@/api/generated/api";
import { focusSoon } from "@/components/Flow";
import { SearchField } from "@/components/SearchField";
import { Split } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { useSettled } from "@/lib/queries";
import { CaseFilePane } from "./detail/CaseFilePane";
import { FileLists } from "./FileLists";
import { FileList } from "./list/FileList";

/** A file another part of the window wants to be shown; a new serial asks again. */
export interface CaseFileWish {
  serial: number;
  caseFile: string;
}

/** Where the clerk was, kept while she is in another part of the window. */
export interface CaseFilesView {
  list: CaseFileList;
  selected: string | null;
}

export const freshFiles: CaseFilesView = { list: "open", selected: null };

interface Props {
  view: CaseFilesView;
  onView: (change: (view: CaseFilesView) => CaseFilesView) => void;
  wish: CaseFileWish | null;
  listWidth: number;
  onListWidth: (width: number) => void;
  onDocument: (document: string) => void;
}

export function CaseFiles({ view, onView, wish, listWidth, onListWidth, onDocument }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { list, selected } = view;
  const [typed, setTyped] = useState("");
  const [isBeside, setBeside] = useState(false);
  const search = useSettled(typed, 120);
  const select = useCallback((caseFile: string) => onView((now) => ({ ...now, selected: caseFile })), [onView]);
  const focusList = useCallback(() => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[role=grid]"));
  }, []);
  const openDetail = useCallback(() => {
    setBeside(true);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[data-part=detail]"));
  }, []);
  const show = useCallback(
    (caseFile: string) => {
      select(caseFile);
      openDetail();
    },
    [select, openDetail],
  );
  useEffect(() => (wish ? show(wish.caseFile) : focusList()), [wish, show, focusList]);

  const focusSearch = () => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[name=search]"));
  };
  useActions([{ id: "case_files.search", label: t("list.search"), keys: "Ctrl+F", run: focusSearch, isHinted: true }]);
  const chooseList = (wanted: CaseFileList) => {
    onView(() => ({ list: wanted, selected: null }));
    focusList();
  };

  return (
    <Split
      box={box}
      screen="case_files"
      isBeside={isBeside}
      listWidth={listWidth}
      onListWidth={onListWidth}
      list={
        <>
          <FileLists chosen={list} onChoose={chooseList} />
          <SearchField value={typed} onChange={setTyped} onLeave={focusList} placeholder={t("case_files.search")} />
          <FileList query={{ list, search }} selected={selected} onSelect={select} onOpen={openDetail} onSearch={focusSearch} />
        </>
      }
    >
      <CaseFilePane caseFile={selected} onLeave={focusList} onDocument={onDocument} onCaseFile={show} />
    </Split>
  );
}
