/** The locked window: who, and her password. */
import { useState } from "react";
import type { SeatRow } from "@/api/generated/api";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { PasswordForm } from "./PasswordForm";
import { ResetForm } from "./ResetForm";

interface Props {
  seats: SeatRow[];
  onAddPerson: () => void;
}

export function Unlock({ seats, onAddPerson }: Props) {
  const [seat, setSeat] = useState(seats[0]?.seat ?? "");
  const [isForgotten, setForgotten] = useState(false);
  useActions([
    { id: "unlock.forgotten", label: t("unlock.forgotten"), keys: "F8", run: () => setForgotten(true), isEnabled: !isForgotten, isHinted: true },
    { id: "unlock.add", label: t("unlock.add"), keys: "Ctrl+N", run: onAddPerson, isHinted: true },
  ]);
  const chosen = seats.find((it) => it.seat === seat) ?? seats[0];
  if (!chosen) return null;
  return (
    <main className="door" data-screen="unlock">
      <div className="door-box">
        <h1>{chosen.tenant}</h1>
        {isForgotten ? (
          <ResetForm seat={chosen} onLeave={() => setForgotten(false)} />
        ) : (
          <PasswordForm seats={seats} seat={chosen} onSeat={setSeat} onForgotten={() => setForgotten(true)} onAddPerson={onAddPerson} />
        )}
      </div>
    </main>
  );
}
