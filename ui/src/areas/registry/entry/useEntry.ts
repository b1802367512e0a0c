/** The state of an entry: what is typed, what is refused, and registering it. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, type EntryForm, type PartyRow, type UiProblem } from "@/api/generated/api";
import { heldDraft, useDraft } from "@/lib/draft";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";
import { blankEntry, draftName, type EntryDraft, type Origin, readDraft, writeDraft } from "./draft";
import { formField, repeatField } from "./fields";

interface Ends {
  /** Puts the focus where the clerk goes on. */
  focus: (field: string) => void;
  /** The same in the next, blank form. */
  focusNext: (field: string) => void;
  onRegistered: (document: string) => void;
}

export function useEntry(origin: Origin, { focus, focusNext, onRegistered }: Ends) {
  const client = useQueryClient();
  const name = draftName(origin);
  const [draft, setDraft] = useState<EntryDraft>(() => readDraft(heldDraft(name), origin));
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const [serial, setSerial] = useState(0);
  const unresolved = useRef<Record<string, string>>({});
  const dropDraft = useDraft(name, writeDraft(draft));

  const change = (part: Partial<EntryForm>) => {
    setDraft((now) => ({ ...now, form: { ...now.form, ...part } }));
    // A field being mended is no longer wrong; the desk judges again on the next try.
    if (problem?.field && formField(problem.field)! in part) setProblem(null);
  };
  const setSender = (sender: PartyRow | null) => {
    setDraft((now) => ({ ...now, sender, party: null, form: { ...now.form, sender: sender?.id ?? null } }));
    if (problem?.field === "sender") setProblem(null);
  };
  const refuse = (refused: UiProblem) => {
    setProblem(refused);
    const field = formField(refused.field);
    if (field) focus(field);
    return field !== null;
  };

  /** Begins the next entry; the fields are new ones, so that nothing half typed stays in them. */
  const begin = () => {
    unresolved.current = {};
    setProblem(null);
    setDraft(blankEntry(origin));
    setSerial((it) => it + 1);
  };

  const register = useWrite((form: EntryForm) => api.registerDocument({ form }), ["documents"], {
    onDone: (registered, form) => {
      dropDraft();
      begin();
      void client.invalidateQueries({ queryKey: ["last_entry"] });
      say(t(form.origin === "own" ? "entry.registered_own" : "entry.registered", { jid: registered.jid }));
      onRegistered(registered.id);
      focusNext(origin === "own" ? "sender_reference" : "sender");
    },
    onProblem: refuse,
  });

  /** Registers what stands in the form; a choice typed and not found is not silently left out. */
  const finish = () => {
    const left = (["unit", "person"] as const).find((it) => draft.form[it] === null && unresolved.current[it]);
    if (left) return void refuse({ kind: "refused", code: left === "unit" ? "unit_unknown" : "person_not_in_unit", field: left, args: {} });
    register.run(draft.form);
  };

  const repeat = async (field: string) => {
    const last = await client.fetchQuery({ queryKey: ["last_entry"], queryFn: api.lastEntry }).catch(sayProblem);
    if (last?.form) setDraft((now) => repeatField(now, last, field));
    else say(t("entry.no_last"));
  };

  return {
    draft,
    serial,
    setDraft,
    change,
    setSender,
    finish,
    repeat,
    isRunning: register.isRunning,
    problem,
    problemOf: (field: string) => (problem && formField(problem.field) === field ? sentence(problem) : undefined),
    typed: unresolved.current,
    discard: () => {
      dropDraft();
      begin();
    },
  };
}
