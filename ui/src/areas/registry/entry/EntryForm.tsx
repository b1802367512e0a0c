/**
 * The entry of a letter or of an own document.
 *
 * Its fields are those of the registry record (§10 of decree 259/2012 Sb.), in the order in which they are read off the
 * envelope. What is known only later stands here empty, so that the record is seen whole.
 */
import { useEffect, useRef } from "react";
import { Button } from "@/components/Button";
import { CaseFileField } from "@/components/CaseFileField";
import { Check } from "@/components/Check";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { useActions } from "@/lib/actions";
import { useNotRegistered, useSettled } from "@/lib/queries";
import { t } from "@/lib/i18n";
import type { Origin } from "./draft";
import { EntryFiles } from "./EntryFiles";
import { EnvelopeFields, type EnvelopeValues } from "./EnvelopeFields";
import { NewPartyForm, partyFromTyped } from "./NewParty";
import { PostFields } from "./PostFields";
import type { Reply } from "./reply";
import { PartyField } from "./PartyField";
import { UnitPerson } from "@/components/UnitPerson";
import { useEntry } from "./useEntry";
import { afterRender } from "@/lib/afterRender";

interface Props {
  origin: Origin;
  /** The document it answers, and what it takes over from it. */
  answers: Reply | null;
  onLeave: () => void;
  onRegistered: (document: string) => void;
}

export function EntryForm({ origin, answers, onLeave, onRegistered }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const isReceived = origin === "received";
  const focus = (field: string) => focusNamed(box.current, field);
  // The next entry has new fields: they are there with the next picture.
  const focusNext = (field: string) => afterRender(() => focus(field));
  const entry = useEntry(origin, answers, { focus, focusNext, onRegistered });
  const { draft, form, change, problemOf } = entry;
  const who = isReceived ? "sender" : "addressee";
  useEffect(() => focusNamed(box.current, draft.party ? "kind" : who), [who]);

  const law = useNotRegistered(useSettled(form.subject, 200)).data ?? null;
  // What is inside is not known: the record says so, unless the clerk has written something already.
  const changeEnvelope = (part: Partial<EnvelopeValues>) =>
    change(part.unopened && form.subject.trim() === "" ? { ...part, subject: t("unopened.subject") } : part);
  const openParty = () => entry.setDraft((now) => ({ ...now, party: now.party ?? partyFromTyped(now.typed.sender) }));
  const leaveParty = () => {
    entry.setDraft((now) => ({ ...now, party: null }));
    focus(who);
  };
  const repeat = () => {
    const field = document.activeElement?.getAttribute("name");
    if (field) void entry.repeat(field);
  };
  useActions(
    [
      { id: "entry.new_party", label: t("party.new"), keys: "F8", run: openParty, isEnabled: !draft.party, isHinted: true },
      { id: "entry.repeat", label: t("entry.repeat"), keys: "Ctrl+Shift+D", run: repeat, isEnabled: !draft.party, isHinted: true, isLocal: true },
      { id: "entry.discard", label: t("entry.discard"), keys: "Ctrl+Shift+Delete", run: () => { entry.discard(); focusNext(who); } },
    ],
    box,
  );

  return (
    <div ref={box} className="pane entry" data-part="entry">
      <Flow label={t(isReceived ? "entry.received" : "entry.own")} onFinish={entry.finish} finishLabel={t("entry.finish")} onLeave={onLeave} isDisabled={entry.isRunning}>
        <h2>{t(isReceived ? "entry.received" : "entry.own")}</h2>
        {answers && (
          <p className="muted" data-answers={answers.document}>
            {t("reply.to", { name: answers.name })}
          </p>
        )}
        <div className="fields" key={entry.serial}>
          {!isReceived && <Field name="sender" label={t("field.sender")} value={t("entry.own_sender")} onChange={() => {}} isDisabled />}
          <PartyField
            who={who}
            value={draft.sender}
            onChange={entry.setSender}
            onTyped={(typed) => entry.setTyped("sender", typed)}
            initialTyped={draft.typed.sender}
            onNew={openParty}
            problem={problemOf(who)}
          />
          {draft.party && (
            <NewPartyForm
              value={draft.party}
              onChange={(party) => entry.setDraft((now) => ({ ...now, party }))}
              onLeave={leaveParty}
              onCreated={(party) => {
                entry.setSender(party);
                focus("sender_reference");
              }}
            />
          )}
          <Field
            name="sender_reference"
            label={t(isReceived ? "field.sender_reference" : "field.own_reference")}
            value={form.sender_reference}
            onChange={(sender_reference) => change({ sender_reference })}
            problem={problemOf("sender_reference")}
          />
          <PostFields value={form} onChange={change} problemOf={problemOf} onTyped={entry.setTyped} initialTyped={draft.typed.delivery_method} isDelivered={isReceived} timeHelp={t("time.help")} />
          <Field
            name="subject"
            label={t("field.subject")}
            value={form.subject}
            onChange={(subject) => change({ subject })}
            problem={problemOf("subject")}
            help={law ? t("entry.not_registered", { law }) : undefined}
            isRequired
          />
          <UnitPerson
            unit={form.unit}
            person={form.person}
            onChange={(unit, person) => change({ unit, person })}
            onTyped={entry.setTyped}
            initialTyped={draft.typed}
            problemOf={problemOf}
          />
          <CaseFileField
            name="case_file"
            label={t("field.case_file")}
            value={draft.case_file}
            onChange={entry.setCaseFile}
            onTyped={(typed) => entry.setTyped("case_file", typed)}
            initialTyped={draft.typed.case_file}
            among="open"
            problem={problemOf("case_file")}
            isRequired={false}
          />
          <EnvelopeFields value={form} onChange={changeEnvelope} problemOf={problemOf} onTyped={entry.setTyped} initialTyped={draft.typed.envelope} isDelivered={isReceived} />
          {isReceived && <Field name="addressee" label={t("field.addressee")} value="" onChange={() => {}} isDisabled size="half" help={t("field.later")} />}
          <Field name="class_mark" label={t("field.class_mark")} value="" onChange={() => {}} isDisabled size="half" help={t("field.later")} />
          <Check
            name="restricted"
            label={t("field.restricted")}
            help={t("restricted.help")}
            value={form.restricted}
            onChange={(restricted) => change({ restricted })}
          />
          <EntryFiles
            files={form.files}
            onChange={(files) => change({ files })}
            initialTyped={draft.typed.files}
            onTyped={(typed) => entry.setTyped("files", typed)}
            problem={problemOf("files")}
            scope={box}
          />
        </div>
        <div className="buttons">
          <Button look="primary" keys="Ctrl+Enter" isInFlow onPress={entry.finish} isDisabled={entry.isRunning}>
            {t("entry.finish")}
          </Button>
          <Button look="quiet" keys="Escape" onPress={onLeave}>
            {t("entry.leave")}
          </Button>
        </div>
      </Flow>
    </div>
  );
}
