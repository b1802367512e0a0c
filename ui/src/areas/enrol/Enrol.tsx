/** The first screen: one line from the administrator, a new password twice, Enter. */
import { FileInput } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { api, type UiProblem } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { NewPassword, newPasswordProblem } from "@/components/NewPassword";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { sayProblem } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { chooseFile } from "@/lib/system";
import { useWrite } from "@/lib/write";
import { afterRender } from "@/lib/afterRender";

/** Where each refusal of an enrolment belongs. */
const PASSWORD_CODES = ["password_too_short", "passwords_differ"];

export function Enrol({ onLeave }: { onLeave?: (() => void) | undefined }) {
  const box = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState({ line: "", password: "", password_again: "" });
  const [problem, setProblem] = useState<UiProblem | null>(null);
  useEffect(() => focusNamed(box.current, "line"), []);
  const refuse = (refused: UiProblem) => {
    const field = refused.field ?? (PASSWORD_CODES.includes(refused.code) ? "password" : "line");
    setProblem({ ...refused, field });
    afterRender(() => focusNamed(box.current, field));
    return true;
  };
  const enrol = useWrite(() => api.enrol({ line: typed.line.trim(), password: typed.password }), ["start", "status"], { onProblem: refuse });
  const readFile = useWrite(
    async () => {
      const path = await chooseFile();
      return path === null ? null : api.readEnrolFile({ path });
    },
    [],
    {
      onDone: (line) => {
        if (line === null) return;
        setTyped((now) => ({ ...now, line }));
        focusNamed(box.current, "password");
      },
      onProblem: (refused) => (sayProblem(refused), refuse(refused)),
    },
  );
  const change = (part: Partial<typeof typed>) => {
    setTyped((now) => ({ ...now, ...part }));
    setProblem(null);
  };
  const finish = () => {
    const wrong = newPasswordProblem(typed.password, typed.password_again);
    if (typed.line.trim() === "") refuse({ kind: "refused", code: "enrol_line_wrong", field: "line", args: {} });
    else if (wrong) refuse(wrong);
    else enrol.run(undefined);
  };
  useActions([{ id: "enrol.file", label: t("enrol.file"), keys: "Ctrl+O", run: () => readFile.run(undefined), isHinted: true }]);
  const problemOf = (field: string) => (problem?.field === field ? sentence(problem) : undefined);
  return (
    <main ref={box} className="door" data-screen="enrol">
      <div className="door-box">
        <Flow label={t("enrol.title")} onFinish={finish} finishLabel={t("enrol.finish")} onLeave={onLeave} isDisabled={enrol.isRunning} onLastEnter={finish}>
          <h1>{t("enrol.title")}</h1>
          <p>{t("enrol.help")}</p>
          <Field name="line" label={t("enrol.line")} value={typed.line} onChange={(line) => change({ line })} problem={problemOf("line")} isRequired />
          <Button look="quiet" icon={FileInput} keys="Ctrl+O" onPress={() => readFile.run(undefined)}>
            {t("enrol.file")}
          </Button>
          <NewPassword typed={typed} onChange={change} problemOf={problemOf} />
          <div className="buttons">
            <Button look="primary" keys="Ctrl+Enter" isInFlow onPress={finish} isDisabled={enrol.isRunning}>
              {t(enrol.isRunning ? "enrol.running" : "enrol.finish")}
            </Button>
            {onLeave && (
              <Button look="quiet" keys="Escape" onPress={onLeave}>
                {t("flow.leave")}
              </Button>
            )}
          </div>
        </Flow>
      </div>
    </main>
  );
}
