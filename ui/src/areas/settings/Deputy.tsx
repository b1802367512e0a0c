/** Who stands in while somebody is away: for oneself, and by a supervisor for anybody. */
import { useRef, useState } from "react";
import { api, type SubstituteRow } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { DateField } from "@/components/DateField";
import { Flow } from "@/components/Flow";
import { useRefusal } from "@/components/useRefusal";
import { matches } from "@/lib/fold";
import { formatDay } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { usePeople, useSubstitutes } from "@/lib/queries";
import { useWrite } from "@/lib/write";

const BLANK = { deputy: null as string | null, from: "", until: "" };

export function Deputy({ me }: { me: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [absent, setAbsent] = useState<string | null>(me);
  const [wish, setWish] = useState(BLANK);
  const people = usePeople().data ?? [];
  const { rows = [], may_set_others = false } = useSubstitutes().data ?? {};
  const { clear, refuse, problemOf } = useRefusal(box);
  const set = useWrite((deputy: string | null) => api.setSubstitute({ ...wish, deputy, person: absent ?? me }), ["authority", "documents"], {
    onDone: (_, deputy) => {
      setWish(BLANK);
      say(t(deputy === null ? "deputy.ended" : "deputy.set"));
    },
    onProblem: refuse,
  });
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const choice = (id: string | null) => {
    const person = people.find((it) => it.id === id);
    return person ? { id: person.id, label: person.name } : null;
  };
  const find = (typed: string) => people.filter((it) => matches(it.name, typed)).map((it) => ({ id: it.id, label: it.name }));
  const finish = () => set.run(wish.deputy);
  const hasDeputy = rows.some((it) => it.person_id === (absent ?? me));
  const isNamed = wish.deputy !== null;
  return (
    <div ref={box} data-part="deputy">
      <Flow label={t("deputy.title")} onFinish={finish} finishLabel={t("deputy.set_verb")} isDisabled={set.isRunning || !isNamed}>
        <h3>{t("deputy.title")}</h3>
        {rows.length > 0 && (
          <ul className="plain-list">
            {rows.map((it) => (
              <li key={it.person_id}>{said(it)}</li>
            ))}
          </ul>
        )}
        <div className="fields">
          {may_set_others && (
            <Combobox name="absent" size="half" label={t("deputy.absent")} value={choice(absent)} onChange={(it) => setAbsent(it?.id ?? null)} find={find} problem={problemOf("person")} />
          )}
          <Combobox name="deputy" size="half" label={t("deputy.deputy")} value={choice(wish.deputy)} onChange={(it) => change({ deputy: it?.id ?? null })} find={find} problem={problemOf("deputy")} />
          <DateField name="from" label={t("deputy.from")} value={wish.from} onChange={(from) => change({ from })} problem={problemOf("from")} emptyHelp={t("deputy.from_today")} />
          <DateField name="until" label={t("deputy.until")} value={wish.until} onChange={(until) => change({ until })} problem={problemOf("until")} />
        </div>
        <div className="buttons">
          <Button keys="Ctrl+Enter" isInFlow onPress={finish} isDisabled={set.isRunning || !isNamed}>
            {t("deputy.set_verb")}
          </Button>
          {hasDeputy && (
            <Button look="quiet" isInFlow onPress={() => set.run(null)} isDisabled={set.isRunning}>
              {t("deputy.end_verb")}
            </Button>
          )}
        </div>
      </Flow>
    </div>
  );
}

const said = (it: SubstituteRow) => t("deputy.row", { person: it.person, deputy: it.deputy, from: formatDay(it.from), until: formatDay(it.until) });
