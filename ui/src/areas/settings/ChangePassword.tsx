/** Changes the password of the open desk. */
import { useRef, useState } from "react";
import { api, type UiProblem } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { NewPassword, newPasswordProblem } from "@/components/NewPassword";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";

const BLANK = { old: "", password: "", password_again: "" };

export function ChangePassword() {
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(BLANK);
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const refuse = (refused: UiProblem) => {
    const field = refused.code === "password_wrong" || refused.code === "password_wait" ? "old" : (refused.field ?? "password");
    setProblem({ ...refused, field });
    focusNamed(box.current, field);
    return true;
  };
  const change = useWrite(() => api.changePassword({ old: typed.old, new: typed.password }), [], {
    onDone: () => {
      setTyped(BLANK);
      setProblem(null);
      say(t("settings.password_changed"));
    },
    onProblem: refuse,
  });
  const finish = () => {
    const wrong = newPasswordProblem(typed.password, typed.password_again);
    if (wrong) refuse(wrong);
    else change.run(undefined);
  };
  const problemOf = (field: string) => (problem?.field === field ? sentence(problem) : undefined);
  return (
    <div ref={box}>
      <Flow label={t("settings.password")} onFinish={finish} finishLabel={t("settings.password_change")} isDisabled={change.isRunning}>
        <h3>{t("settings.password")}</h3>
        <Field name="old" type="password" label={t("password.old")} value={typed.old} onChange={(old) => setTyped({ ...typed, old })} problem={problemOf("old")} />
        <NewPassword typed={typed} onChange={(part) => setTyped({ ...typed, ...part })} problemOf={problemOf} />
        <div className="buttons">
          <Button keys="Ctrl+Enter" isInFlow onPress={finish} isDisabled={change.isRunning}>
            {t("settings.password_change")}
          </Button>
        </div>
      </Flow>
    </div>
  );
}
