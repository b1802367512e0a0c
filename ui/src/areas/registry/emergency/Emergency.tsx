/** The substitute register: declared when the usual way is impossible, closed afterwards, and what became of its documents. */
import { useEffect, useRef, useState } from "react";
import { api, type EmergencyRow } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Choices } from "@/components/Choices";
import { Field } from "@/components/Field";
import { Flow, focusField, focusNamed } from "@/components/Flow";
import { Notice } from "@/components/Notice";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { useActions } from "@/lib/actions";
import { formatInstant } from "@/lib/format";
import { t, word } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useEmergencies, useStart } from "@/lib/queries";
import { useWrite } from "@/lib/write";

export function Emergency({ onLeave }: { onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useEmergencies().data;
  const isSupervisor = useStart().data?.open?.roles.includes("supervisor") ?? false;
  const [closing, setClosing] = useState<string | null>(null);
  useActions([{ id: "emergency.leave", label: t("flow.leave"), keys: "Escape", run: onLeave, isHinted: true, isLocal: true }], box);
  const isRead = rows !== undefined;
  useEffect(() => {
    if (isRead) focusField(box.current?.querySelector<HTMLElement>("[name=reason]") ?? box.current);
  }, [isRead]);
  const toClose = isSupervisor && closing === null ? rows?.find((it) => it.ended_at === null)?.id : undefined;
  useActions(
    [{ id: "emergency.close", label: t("emergency.close_verb"), keys: "Ctrl+Shift+K", run: () => setClosing(toClose ?? null), isEnabled: toClose !== undefined, isHinted: true }],
    box,
  );
  const isDeclared = rows?.some((it) => it.is_here);
  // The form that declared it is gone, and the focus with it.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, [isDeclared]);
  if (!rows) return null;
  const here = rows.find((it) => it.is_here);
  const leaveClosing = () => {
    setClosing(null);
    box.current?.focus();
  };
  return (
    <div ref={box} className="pane" data-part="emergency" tabIndex={-1} aria-label={t("emergency.title")}>
      <h2>{t("emergency.title")}</h2>
      <p className="muted">{t("emergency.about")}</p>
      {here && <Notice tone="warning">{t("emergency.goes_on", { name: here.name, next: here.last + 1 })}</Notice>}
      {!here && isSupervisor && <Declare onLeave={onLeave} />}
      {!isSupervisor && <Notice>{t("emergency.by_supervisor")}</Notice>}
      {rows.length > 0 && (
        <ul className="plain-list" aria-label={t("emergency.list")}>
          {rows.map((it) => (
            <li key={it.id} data-emergency={it.name}>
              <strong className="numbers">{it.name}</strong> <span>{told(it)}</span>
              <div className="muted">{it.reason}</div>
              {isSupervisor && it.ended_at === null && closing !== it.id && <Button {...(it.id === toClose ? { keys: "Ctrl+Shift+K" } : {})} onPress={() => setClosing(it.id)}>{t("emergency.close_verb")}</Button>}
              {closing === it.id && <Close row={it} onDone={leaveClosing} onLeave={leaveClosing} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function told(it: EmergencyRow): string {
  const ended = it.ended_at === null ? t("emergency.open") : t("emergency.ended", { at: formatInstant(it.ended_at), who: it.ended_by, how: word("afterwards", it.afterwards) });
  const waiting = it.n_waiting > 0 && it.ended_at !== null ? t("emergency.waiting", { n: it.n_waiting }) : "";
  return [t("emergency.begun", { at: formatInstant(it.begun_at), who: it.begun_by }), ended, t("emergency.documents", { n: it.n_documents }), waiting].filter(Boolean).join(" · ");
}

function Declare({ onLeave }: { onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [reason, setReason] = useState("");
  const { clear, refuse, problemOf } = useRefusal(box);
  const declare = useWrite(() => api.declareEmergency({ reason }), ["emergencies", "status"], {
    onDone: () => say(t("emergency.declared")),
    // Whatever refuses it is told where it is asked for.
    onProblem: (refused) => refuse({ ...refused, field: refused.field ?? "reason" }),
  });
  const finish = () => declare.run(undefined);
  const change = (typed: string) => {
    setReason(typed);
    clear();
  };
  return (
    <div ref={box}>
      <Flow label={t("emergency.declare")} onFinish={finish} finishLabel={t("emergency.declare")} onLeave={onLeave} isDisabled={declare.isRunning}>
        <div className="fields">
          <Field name="reason" label={t("emergency.reason")} value={reason} onChange={change} problem={problemOf("reason")} help={t("emergency.reason_help")} isRequired />
        </div>
        <PanelButtons label={t("emergency.declare")} onFinish={finish} onLeave={onLeave} isBusy={declare.isRunning} look="danger" />
      </Flow>
    </div>
  );
}

function Close({ row, onDone, onLeave }: { row: EmergencyRow; onDone: () => void; onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [afterwards, setAfterwards] = useState("reregister");
  useEffect(() => focusNamed(box.current, "afterwards"), []);
  const close = useWrite(() => api.endEmergency({ register: row.id, afterwards }), ["emergencies", "documents", "status"], {
    onDone: (n) => {
      say(afterwards === "reregister" ? t("emergency.reregistered", { name: row.name, n }) : t("emergency.kept", { name: row.name }));
      onDone();
    },
  });
  const finish = () => close.run(undefined);
  const options = ["reregister", "keep"].map((id) => ({ id, label: word("afterwards", id) }));
  return (
    <div ref={box} className="panel" data-panel="close_emergency">
      <Flow label={t("emergency.close_verb")} onFinish={finish} finishLabel={t("emergency.close_verb")} onLeave={onLeave} isDisabled={close.isRunning}>
        <Choices name="afterwards" label={t("emergency.afterwards")} value={afterwards} options={options} onChange={setAfterwards} isInFlow />
        <PanelButtons label={t("emergency.close_verb")} onFinish={finish} onLeave={onLeave} isBusy={close.isRunning} look="danger" />
      </Flow>
    </div>
  );
}
