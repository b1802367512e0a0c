/** Says in which year the event a closed file waits for happened, or that it has not yet (the standard, 6.1.6 e). */
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";
import { type FilePanelProps, SPOILS } from "./panel";

export function EventPanel({ detail, onDone, onLeave }: FilePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const [seen] = useState(detail.trigger_year);
  const [wish, setWish] = useState({ year: seen === null ? "" : String(seen), reason: "" });
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "trigger_year"), []);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const note = useWrite(() => api.noteEvent({ case_file: detail.row.id, seen, ...wish }), SPOILS, { onDone, onProblem: refuse });
  const finish = () => note.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="event">
      <Flow label={t("file_verb.event")} onFinish={finish} finishLabel={t("file_verb.event")} onLeave={onLeave} isDisabled={note.isRunning}>
        <h2>{t("file_event.title")}</h2>
        <div className="fields">
          <Field
            name="trigger_year"
            label={t("file_event.year")}
            value={wish.year}
            onChange={(year) => change({ year })}
            help={t("file_event.help")}
            problem={problemOf("trigger_year")}
            size="short"
            isNumeric
          />
          <Field
            name="reason"
            label={t(seen === null ? "field.reason_optional" : "field.reason")}
            value={wish.reason}
            onChange={(reason) => change({ reason })}
            help={seen === null ? undefined : t("file_event.reason_help")}
            problem={problemOf("reason")}
            isRequired={seen !== null}
          />
        </div>
        <PanelButtons label={t("file_verb.event")} onFinish={finish} onLeave={onLeave} isBusy={note.isRunning} />
      </Flow>
    </div>
  );
}
