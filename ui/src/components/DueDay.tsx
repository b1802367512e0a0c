/** Until when something is to be done; a day that has passed says so in a word, not in a colour alone. */
import { CalendarClock } from "lucide-react";
import { formatDay, todayInPrague } from "@/lib/format";
import { t } from "@/lib/i18n";

export function DueDay({ day }: { day: string }) {
  const isOver = day < todayInPrague();
  return (
    <span className={isOver ? "due is-over" : "due"} title={t(isOver ? "due.over" : "due.until", { day: formatDay(day) })}>
      <CalendarClock size={14} aria-hidden />
      <span>{t(isOver ? "due.over_short" : "due.until_short", { day: formatDay(day).replace(/ \d{4}$/, "") })}</span>
    </span>
  );
}
