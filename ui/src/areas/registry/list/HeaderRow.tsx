/** The names of the columns; a press sorts, a second press turns the order round. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { t } from "@/lib/i18n";
import { columns, type Sorting, sortBy } from "./columns";

interface Props {
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}

export function HeaderRow({ sorting, onSort }: Props) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row">
        {columns.map((it, at) => {
          const isSorted = it.sort === sorting.sort;
          const Arrow = sorting.descending ? ArrowDown : ArrowUp;
          return (
            <div
              key={it.id}
              role="columnheader"
              className={`cell cell-${it.id}`}
              aria-colindex={at + 1}
              aria-sort={isSorted ? (sorting.descending ? "descending" : "ascending") : it.sort ? "none" : undefined}
            >
              {it.sort ? (
                <button type="button" tabIndex={-1} className="sort" onClick={() => onSort(sortBy(sorting, it.sort!))} title={t("list.sort_keys", { key: it.keys! })}>
                  <span>{t(it.label)}</span>
                  {isSorted && <Arrow size={12} aria-hidden />}
                </button>
              ) : (
                t(it.label)
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
