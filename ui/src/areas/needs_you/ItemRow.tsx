/** One item in the list of what waits for a decision. */
import type { NeedsYouItem } from "@/api/generated/api";
import { formatInstant } from "@/lib/format";
import { t, word } from "@/lib/i18n";

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
      <div className="clip">{item.document ? `${item.document.reference ?? item.document.jid} ${item.document.subject}` : t("needs_you.unseen")}</div>
    </div>
  );
}
