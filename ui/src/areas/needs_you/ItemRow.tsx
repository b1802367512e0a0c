/** One item in the list of what waits for a decision. */
import type { NeedsYouItem } from "@/api/generated/api";
import { formatInstant } from "@/lib/format";
import { word } from "@/lib/i18n";
import { subjectOf } from "./choices";

interface Props {
  item: NeedsYouItem;
  isBeneath: boolean;
  isSelected: boolean;
  onPick: () => void;
}

export function ItemRow({ item, isBeneath, isSelected, onPick }: Props) {
  return (
    <div
      role="option"
      id={`item-${item.id}`}
      className={isBeneath ? "item is-beneath" : "item"}
      aria-selected={isSelected}
      data-item={item.id}
      data-kind={item.kind}
      onMouseDown={onPick}
    >
      <div className="item-line">
        <strong>{word("item", item.kind)}</strong>
        <span className="muted numbers">{formatInstant(item.at)}</span>
      </div>
      <div className="clip">{subjectOf(item)}</div>
    </div>
  );
}
