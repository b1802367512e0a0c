/** The people who have a desk on this device; arrows choose, the password field keeps its place. */
import type { SeatRow } from "@/api/generated/api";
import { t } from "@/lib/i18n";

interface Props {
  seats: SeatRow[];
  chosen: string;
  onChoose: (seat: string) => void;
}

export function Seats({ seats, chosen, onChoose }: Props) {
  return (
    <fieldset className="choices is-column">
      <legend>{t("unlock.who")}</legend>
      {seats.map((it) => (
        <label key={it.seat} data-seat={it.seat}>
          <input type="radio" name="seat" data-flow={it.seat === chosen ? "" : undefined} value={it.seat} checked={it.seat === chosen} onChange={() => onChoose(it.seat)} />
          <span>
            {it.person} <span className="muted">{it.tenant}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
