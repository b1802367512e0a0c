/** The state of an entry: what is typed, what is refused, and registering it. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type EntryForm, type PartyRow, type UiProblem } from "@/api/generated/api";
import type { Choice } from "@/components/Combobox";
import { readPaths } from "@/components/FilePath";
import { heldDraft, useDraft } from "@/lib/draft";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useLabels, useToday } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { printLabels } from "../print/printLabels";
import { blankEntry, draftName, type EntryDraft, isBlank, type Origin, readDraft, shownDay, type Typed, wholeDraft, withDay, writeDraft } from "./draft";
import { formField, repeatField } from "./fields";
import type { Reply } from "./reply";

interface Ends {
  /** Puts the focus where the clerk goes on. */
  focus: (field: string) => void;
  /** The same in the next, blank form. */
  focusNext: (field: string) => void;
  onRegistered: (document: string) => void;
}

/** What is typed and not found is refused with. */
const notChosen = { delivery_method: "choice_unknown", envelope: "choice_unknown", unit: "unit_unknown", person: "person_not_in_unit", case_file: "case_file_missing" };

export function useEntry(origin: Origin, answers: Reply | null, { focus, focusNext, onRegistered }: Ends) {
  const client = useQueryClient();
  const name = draftName(origin, answers);
  const who = origin === "own" ? "addressee" : "sender";
  const [draft, setDraft] = useState<EntryDraft>(() => readDraft(heldDraft(name), origin, answers));
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const [serial, setSerial] = useState(0);
  /** What was thrown away, until something else is written. */
  const [thrown, setThrown] = useState<EntryDraft | null>(null);
  const dropDraft = useDraft(name, writeDraft(draft), wholeDraft);
  const isPrinting = useLabels()?.on_registering ?? false;
  const today = useToday();
  const form = { ...draft.form, delivered_on: shownDay(draft, today) };
  useEffect(() => setDraft((now) => withDay(now, today)), [draft, today]);

  const change = (part: Partial<EntryForm>) => {
    setDraft((now) => ({ ...now, form: { ...now.form, ...part }, isDaySaid: now.isDaySaid || "delivered_on" in part }));
    // A field being mended is no longer wrong; the desk judges again on the next try.
    if (problem?.field && formField(problem.field)! in part) setProblem(null);
  };
  const setSender = (sender: PartyRow | null) => {
    setDraft((now) => ({
      ...now,
      sender,
      party: null,
      form: { ...now.form, [who]: sender?.id ?? null },
      // Taken away by typing, it leaves what was typed.
      typed: sender ? { ...now.typed, sender: "" } : now.typed,
    }));
    if (problem?.field === who) setProblem(null);
  };
  const setCaseFile = (case_file: Choice | null) => {
    setDraft((now) => ({
      ...now,
      case_file,
      form: { ...now.form, case_file: case_file?.id ?? null },
      typed: case_file ? { ...now.typed, case_file: "" } : now.typed,
    }));
    if (problem?.field === "case_file") setProblem(null);
  };
  const setTyped = (field: keyof Typed, text: string) => {
    setDraft((now) => ({ ...now, typed: { ...now.typed, [field]: text } }));
    if (problem?.field === (field === "sender" ? who : field)) setProblem(null);
  };
  const refuse = (refused: UiProblem) => {
    setProblem(refused);
    const field = formField(refused.field);
    if (field) focus(field);
    return field !== null;
  };

  /** Begins the next entry; the fields are new ones, so that nothing half typed stays in them. */
  const begin = () => {
    setProblem(null);
    setDraft(blankEntry(origin, answers));
    setSerial((it) => it + 1);
  };

  const register = useWrite((wanted: EntryForm) => api.registerDocument({ form: wanted }), ["documents", "case_files"], {
    onDone: (registered) => {
      dropDraft();
      begin();
      void client.invalidateQueries({ queryKey: ["last_entry"] });
      say(t(origin === "own" ? "entry.registered_own" : "entry.registered", { jid: registered.jid }));
      // In the background: the next entry does not wait for the printer, and the letter is registered without it.
      if (isPrinting) printLabels(client, [registered.id]).catch(sayProblem);
      onRegistered(registered.id);
      focusNext(who);
    },
    onProblem: refuse,
  });

  /** Registers what stands in the form; neither a choice not found nor a path not added is silently left out. */
  const finish = () => {
    const left = (["delivery_method", "unit", "person", "case_file", "envelope"] as const).find((it) => !form[it] && draft.typed[it]);
    if (left) return void refuse({ kind: "refused", code: notChosen[left], field: left, args: {} });
    // Typed and not found, whom it is written to would be left out.
    if (origin === "own" && !form.addressee && draft.typed.sender) return void refuse({ kind: "refused", code: "sender_unknown", field: who, args: {} });
    register.run({ ...form, files: [...new Set([...form.files, ...readPaths(draft.typed.files)])] });
  };

  const repeat = async (field: string) => {
    const last = await client.fetchQuery({ queryKey: ["last_entry"], queryFn: api.lastEntry }).catch(sayProblem);
    if (last?.form) setDraft((now) => repeatField(now, last, field));
    else say(t("entry.no_last"));
  };

  return {
    draft,
    form,
    serial,
    setDraft,
    change,
    setSender,
    setCaseFile,
    setTyped,
    finish,
    repeat,
    isRunning: register.isRunning,
    problem,
    problemOf: (field: string) => (problem && formField(problem.field) === field ? sentence(problem) : undefined),
    /** Throws away what is written; in the blank form it brings it back. */
    discard: () => {
      if (isBlank(draft)) {
        if (!thrown) return;
        setThrown(null);
        setDraft(thrown);
        setSerial((it) => it + 1);
        return say(t("entry.brought_back"));
      }
      setThrown({ ...draft, form });
      dropDraft();
      begin();
      say(t("entry.discarded"));
    },
  };
}
