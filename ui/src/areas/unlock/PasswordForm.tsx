/** The password of the chosen person; after wrong ones the next try waits and the wait is counted down. */
import { useEffect, useRef, useState } from "react";
import { api, type SeatRow, type UiProblem } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";
import { Seats } from "./Seats";
import { useCountdown } from "./useCountdown";

interface Props {
  seats: SeatRow[];
  seat: SeatRow;
  onSeat: (seat: string) => void;
  onForgotten: () => void;
  onAddPerson: () => void;
}

export function PasswordForm({ seats, seat, onSeat, onForgotten, onAddPerson }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const [waitS, startWait] = useCountdown();
  useEffect(() => focusNamed(box.current, "password"), [seat.seat]);
  const unlock = useWrite(() => api.unlock({ seat: seat.seat, password }), ["start", "status"], {
    onProblem: (refused) => {
      setProblem(refused);
      setPassword("");
      startWait(Number(refused.args.seconds ?? 0));
      focusNamed(box.current, "password");
      return true;
    },
  });
  const finish = () => {
    if (password !== "" && waitS === 0) unlock.run(undefined);
  };
  const isOver = problem?.code === "password_wait";
  const said = waitS > 0 ? t("unlock.wait", { n: waitS }) : problem && !isOver ? sentence(problem) : undefined;
  return (
    <div ref={box}>
      <Flow label={t("unlock.title")} onFinish={finish} finishLabel={t("unlock.finish")} isDisabled={unlock.isRunning} onLastEnter={finish}>
        {seats.length > 1 ? <Seats seats={seats} chosen={seat.seat} onChoose={onSeat} /> : <p className="door-person">{seat.person}</p>}
        <Field
          name="password"
          type="password"
          autoComplete="current-password"
          label={t("unlock.password")}
          value={password}
          onChange={(it) => {
            setPassword(it);
            if (waitS === 0) setProblem(null);
          }}
          problem={said}
        />
        <div className="buttons">
          <Button look="primary" keys="Enter" isInFlow onPress={finish} isDisabled={unlock.isRunning || waitS > 0}>
            {t(unlock.isRunning ? "unlock.running" : "unlock.finish")}
          </Button>
          <Button look="quiet" keys="F8" onPress={onForgotten}>
            {t("unlock.forgotten")}
          </Button>
          <Button look="quiet" keys="Ctrl+N" onPress={onAddPerson}>
            {t("unlock.add")}
          </Button>
        </div>
      </Flow>
    </div>
  );
}
