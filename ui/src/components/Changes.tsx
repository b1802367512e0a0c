/** Fields with what was there and what is: raw values of the desk in the words of the registry. */
import type { ChangeRow } from "@/api/generated/api";
import { shownValue } from "@/lib/values";
import { word } from "@/lib/i18n";

export function Changes({ rows }: { rows: ChangeRow[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="changes">
      {rows.map((it) => (
        <li key={it.field}>
          <span className="muted">{word("field", it.field)}: </span>
          {it.was && (
            <>
              <del>{shownValue(it.field, it.was)}</del>
              <span aria-hidden> → </span>
            </>
          )}
          <ins>{shownValue(it.field, it.now)}</ins>
        </li>
      ))}
    </ul>
  );
}
