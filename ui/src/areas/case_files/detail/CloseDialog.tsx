/**
 * Asks before a file is closed, the one thing here the law makes final (decree § 15): its retention begins.
 *
 * A class whose period runs from another year than that of closing is asked for that year.
 */
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { Field } from "@/components/Field";
import { Flow } from "@/components/Flow";
import { Notice } from "@/components/Notice";
import { Overlay } from "@/components/Overlay";
import { PanelButtons } from "@/components/PanelButtons";
import { fileName } from "@/lib/caseFiles";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";
import { type FilePanelProps, SPOILS } from "./panel";

export function CloseDialog(props: FilePanelProps) {
  return (
    <Overlay label={t("file_close.title")} onClose={props.onLeave}>
      <CloseForm {...props} />
    </Overlay>
  );
}

function CloseForm({ detail, onDone, onLeave }: FilePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const [year, setYear] = useState("");
  const needsYear = detail.class?.needs_trigger_year ?? false;
  // With nothing to fill the focus stands on the way back: Enter closes nothing that was only looked at.
  useEffect(() => box.current?.querySelector<HTMLElement>("input, .buttons button:last-of-type")?.focus(), []);
  const close = useWrite(() => api.closeCaseFile({ case_file: detail.row.id, trigger_year: year.trim() }), SPOILS, {
    onDone,
    // Whatever it is, it is said here: the message line lies under the veil.
    onProblem: (problem) => {
      if (problem.field === "trigger_year") box.current?.querySelector("input")?.focus();
      return true;
    },
  });
  const finish = () => close.run(undefined);
  const isOfYear = needsYear && close.problem?.field === "trigger_year";
  return (
    <div ref={box} data-panel="close">
      <Flow label={t("file_close.title")} onFinish={finish} finishLabel={t("file_verb.close")} onLeave={onLeave} isDisabled={close.isRunning}>
        <h2>{t("file_close.title")}</h2>
        <p>{fileName(detail.row)}</p>
        <p>{t("file_close.help")}</p>
        {close.problem && !isOfYear && <Notice tone="problem">{sentence(close.problem)}</Notice>}
        {needsYear && (
          <div className="fields">
            <Field
              name="trigger_year"
              label={t("file_close.year")}
              value={year}
              onChange={(typed) => {
                setYear(typed);
                close.clear();
              }}
              help={t("file_close.year_help")}
              problem={isOfYear ? sentence(close.problem!) : undefined}
              size="short"
              isRequired
              isNumeric
            />
          </div>
        )}
        <PanelButtons label={t("file_verb.close")} onFinish={finish} onLeave={onLeave} isBusy={close.isRunning} look="danger" />
      </Flow>
    </div>
  );
}
