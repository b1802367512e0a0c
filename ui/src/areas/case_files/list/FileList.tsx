/** The list of case files. It is read from one end only: its last row comes with the last page. */
import { useState } from "react";
import { api, type CaseFileQuery, type CaseFileRow } from "@/api/generated/api";
import { RecordList } from "@/components/RecordList";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";
import { useRows } from "@/lib/useRows";
import { columns } from "./columns";
import { FileListRow } from "./FileListRow";

interface Props {
  query: Pick<CaseFileQuery, "list" | "search">;
  selected: string | null;
  onSelect: (caseFile: string) => void;
  onOpen: () => void;
  onSearch: () => void;
}

export function FileList({ query, selected, onSelect, onOpen, onSearch }: Props) {
  const [seen, setSeen] = useState({ from: 0, to: 0 });
  const rows = useRows<CaseFileRow>(
    {
      key: ["case_files", "list", query],
      read: (after, limit) => api.listCaseFiles({ query: { ...query, after, limit } }),
    },
    seen,
  );
  return (
    <RecordList
      rows={rows}
      listKey={JSON.stringify(query)}
      onSeen={setSeen}
      search={query.search}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      onSearch={onSearch}
      label={t("case_files.list")}
      nColumns={columns.length}
      head={<Head />}
      row={(row, place) => <FileListRow row={row} place={place} />}
      count={t("case_files.count", { n: rows.total, shown: formatNumber(rows.total) })}
      emptyText={t(`empty_files.${query.list}`)}
    />
  );
}

function Head() {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row">
        {columns.map((it, at) => (
          <div key={it.id} role="columnheader" className={`cell cell-${it.id}`} aria-colindex={at + 1}>
            {t(it.label)}
          </div>
        ))}
      </div>
    </div>
  );
}
