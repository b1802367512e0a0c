/** A forgotten password: the code the administrator gave, and a new password twice. */
import { useEffect, useRef, useState } from "react";
import { api, type SeatRow, type UiProblem } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { NewPassword, newPasswordProblem } from "@/components/NewPassword";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";

export function ResetForm({ seat, onLeave }: { seat: SeatRow; onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState({ code: "", password: "", password_again: "" });
  const [problem, setProblem] = useState<UiProblem | null>(null);
  useEffect(() => focusNamed(box.current, "code"), []);
  const refuse = (refused: UiProblem) => {
    const field = refused.field ?? (refused.code.startsWith("password") ? "password" : "code");
    setProblem({ ...refused, field });
    focusNamed(box.current, field);
    return true;
  };
  const reset = useWrite(() => api.resetPassword({ seat: seat.seat, code: typed.code.trim(), password: typed.password }), ["start", "status"], { onProblem: refuse });
  const change = (part: Partial<typeof typed>) => {
    setTyped((now) => ({ ...now, ...part }));
    setProblem(null);
  };
  const finish = () => {
    const wrong = newPasswordProblem(typed.password, typed.password_again);
    if (wrong) refuse(wrong);
    else reset.run(undefined);
  };
  const problemOf = (field: string) => (problem?.field === field ? sentence(problem) : undefined);
  return (
    <div ref={box}>
      <Flow label={t("reset.title")} onFinish={finish} finishLabel={t("reset.finish")} onLeave={onLeave} isDisabled={reset.isRunning} onLastEnter={finish}>
        <h2>{t("reset.title")}</h2>
        <p>{t("reset.help", { person: seat.person })}</p>
        <Field name="code" label={t("reset.code")} value={typed.code} onChange={(code) => change({ code })} problem={problemOf("code")} isRequired />
        <NewPassword typed={typed} onChange={change} problemOf={problemOf} />
        <div className="buttons">
          <Button look="primary" keys="Ctrl+Enter" isInFlow onPress={finish} isDisabled={reset.isRunning}>
            {t("reset.finish")}
          </Button>
          <Button look="quiet" keys="Escape" onPress={onLeave}>
            {t("flow.leave")}
          </Button>
        </div>
      </Flow>
    </div>
  );
}
