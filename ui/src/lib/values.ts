/** A field's raw value as people read it: instants as dates, codes as words, booleans as yes and no. */
import { formatDay, formatDelivery } from "./format";
import { t, word } from "./i18n";

export function shownValue(field: string, value: string): string {
  if (value === "") return "–";
  if (field === "delivered_at") return formatDelivery(value);
  if (field === "deadline") {
    const [rule = "", day = ""] = value.split(" ");
    return `${formatDay(day)} – ${word("rule", rule)}`;
  }
  if (field === "settled") return word("way", value);
  if (field === "sent_on") return formatDay(value);
  if (field === "sent_way") return word("sent", value);
  if (field === "delivery_method") return word("method", value);
  if (value === "true") return t("value.yes");
  if (value === "false") return t("value.no");
  return value;
}
