/** Corrects the document; the draft holds both what is typed and what was seen when the correction began. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail, type NewParty, type UiProblem } from "@/api/generated/api";
import { Check } from "@/components/Check";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { useActions } from "@/lib/actions";
import { afterRender } from "@/lib/afterRender";
import { loadDraft, useDraft } from "@/lib/draft";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";
import { withWholeDay } from "../entry/day";
import { formField } from "../entry/fields";
import { NewPartyForm, partyFromTyped } from "../entry/NewParty";
import { EnvelopeFields } from "../entry/EnvelopeFields";
import { PostFields } from "../entry/PostFields";
import { PartyField } from "../entry/PartyField";
import { changesOf, type Correction, correctionOf } from "./correction";
import { PanelButtons } from "@/components/PanelButtons";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

interface Kept {
  now: Correction;
  seen: DocumentDetail;
}

/** Waits for the draft of an interrupted correction. */
export function CorrectPanel(props: Props) {
  const [kept, setKept] = useState<Kept | null>(null);
  const { detail } = props;
  useEffect(() => {
    const fresh = { now: correctionOf(detail), seen: detail };
    void loadDraft(draftName(detail)).then(
      (body) => setKept((it) => it ?? (body === "" ? fresh : (JSON.parse(body) as Kept))),
      () => setKept((it) => it ?? fresh),
    );
  }, [detail]);
  return kept && <CorrectForm {...props} begun={kept} />;
}

async function wholeKept(body: string): Promise<string> {
  if (body === "") return body;
  const kept = JSON.parse(body) as Kept;
  return JSON.stringify({ ...kept, now: await withWholeDay(kept.now) });
}

const draftName = (detail: DocumentDetail) => `correct:${detail.row.id}`;

function CorrectForm({ detail, onDone, onLeave, begun }: Props & { begun: Kept }) {
  const box = useRef<HTMLDivElement>(null);
  const { seen } = begun;
  const was = correctionOf(seen);
  const [now, setNow] = useState(begun.now);
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const isReceived = detail.row.origin === "received";
  const who = isReceived ? "sender" : "addressee";
  const changes = changesOf(was, now, who);
  const dropDraft = useDraft(draftName(detail), changes.length === 0 && now.reason === "" ? "" : JSON.stringify({ now, seen }), wholeKept);
  useEffect(() => focusNamed(box.current, "subject"), []);
  const change = (part: Partial<Correction>) => {
    setNow((it) => ({ ...it, ...part }));
    setProblem(null);
  };
  const correct = useWrite(() => api.correctDocument({ document: detail.row.id, changes, seen, reason: now.reason }), ["documents"], {
    onDone: () => {
      dropDraft();
      onDone();
    },
    onProblem: (refused) => {
      const field = formField(refused.field) ?? "subject";
      setProblem({ ...refused, field });
      focusNamed(box.current, field);
      return true;
    },
  });
  const typed = useRef("");
  const finish = () => {
    // Typed over and not found, whom it is written to would be taken away.
    if (now.sender !== null || typed.current.trim() === "") return correct.run(undefined);
    setProblem({ kind: "refused", code: "sender_unknown", field: who, args: {} });
    focusNamed(box.current, who);
  };
  const [party, setParty] = useState<NewParty | null>(null);
  const openParty = () => setParty((it) => it ?? partyFromTyped(typed.current));
  const leaveParty = () => {
    setParty(null);
    afterRender(() => focusNamed(box.current, who));
  };
  useActions([{ id: "correct.new_party", label: t("party.new"), keys: "F8", run: openParty, isEnabled: !party, isHinted: true }], box);
  const problemOf = (field: string) => (problem?.field === field ? sentence(problem) : undefined);
  return (
    <div ref={box} className="panel" data-panel="correct">
      <Flow label={t("verb.correct")} onFinish={finish} finishLabel={t("correct.finish")} onLeave={onLeave} isDisabled={correct.isRunning}>
        <h2>{t("correct.title")}</h2>
        <div className="fields">
          <Field name="subject" label={t("field.subject")} value={now.subject} onChange={(subject) => change({ subject })} problem={problemOf("subject")} isRequired />
          <PartyField who={who} value={now.sender} onChange={(sender) => change({ sender })} onTyped={(it) => (typed.current = it)} onNew={openParty} problem={problemOf(who)} />
          {party && (
            <NewPartyForm
              value={party}
              onChange={setParty}
              onCreated={(sender) => {
                change({ sender });
                leaveParty();
              }}
              onLeave={leaveParty}
            />
          )}
          <Field
            name="sender_reference"
            label={t(isReceived ? "field.sender_reference" : "field.own_reference")}
            value={now.sender_reference}
            onChange={(sender_reference) => change({ sender_reference })}
            problem={problemOf("sender_reference")}
          />
          <PostFields value={now} onChange={change} problemOf={problemOf} isDelivered={isReceived} />
          <EnvelopeFields value={now} onChange={change} problemOf={problemOf} isDelivered={isReceived} />
          <Check name="restricted" label={t("field.restricted")} value={now.restricted} onChange={(restricted) => change({ restricted })} />
          <Field name="reason" label={t("field.reason_optional")} value={now.reason} onChange={(reason) => change({ reason })} problem={problemOf("reason")} />
        </div>
        <PanelButtons label={t("correct.finish")} onFinish={finish} onLeave={onLeave} isBusy={correct.isRunning} />
      </Flow>
    </div>
  );
}
