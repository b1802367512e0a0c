/** Builds a search by keys, condition by condition; the list beside it follows at once. */
import { useEffect, useRef, useState } from "react";
import { api, type ListQuery } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Choices } from "@/components/Choices";
import { Combobox } from "@/components/Combobox";
import { Flow, focusNamed } from "@/components/Flow";
import { useRefusal } from "@/components/useRefusal";
import { useActions } from "@/lib/actions";
import { matches } from "@/lib/fold";
import { currentLanguage, t, word } from "@/lib/i18n";
import { useSearchFields } from "@/lib/queries";
import { ConditionValue } from "./ConditionValue";
import { ExportFound } from "./ExportFound";
import { SavedSearches } from "./SavedSearches";
import { SearchSays } from "./SearchSays";
import { useWrite } from "@/lib/write";
import { condition, type Join, joined, typedName } from "./typed";

interface Props {
  /** The search as it is typed, and the list it is made in. */
  typed: string;
  query: Omit<ListQuery, "after" | "limit">;
  onTyped: (typed: string) => void;
  onLeave: () => void;
}

export function BuildSearch({ typed, query, onTyped, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState({ join: "and" as Join, field: "subject", value: "" });
  const { clear, refuse, problemOf } = useRefusal(box);
  const fields = useSearchFields().data ?? [];
  const field = fields.find((it) => it.name === wish.field);
  useEffect(() => focusNamed(box.current, "field"), [fields.length]);
  // The field that has the value is another one for another kind of value: Enter had gone on to the one before.
  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) focusNamed(box.current, "value");
  }, [wish.field]);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  // The desk reads it first: a condition that means nothing would spoil the whole search.
  const judge = useWrite(({ one }: { join: Join; one: string }) => api.explainSearch({ typed: one, language: currentLanguage() }), [], {
    onDone: (_, { join, one }) => {
      onTyped(joined(typed, join, one));
      change({ value: "" });
      focusNamed(box.current, "field");
    },
    onProblem: (problem) => refuse({ ...problem, field: "value" }),
  });
  const add = () => {
    if (!field) return;
    if (wish.value.trim() === "") {
      refuse({ kind: "refused", code: "search_value_missing", field: "value", args: {} });
      return;
    }
    judge.run({ join: wish.join, one: condition(typedName(field, currentLanguage()), wish.value) });
  };
  const drop = () => {
    onTyped("");
    focusNamed(box.current, "field");
  };
  useActions([{ id: "search.drop", label: t("search.drop"), keys: "Ctrl+Backspace", run: drop, isHinted: true, isEnabled: typed !== "" }], box);
  const labelled = fields.map((it) => ({ id: it.name, label: word("search.field", it.name), note: typedName(it, currentLanguage()) }));
  const joins = (["and", "or", "not"] as const).map((id) => ({ id, label: word("search.join", id) }));
  return (
    <div ref={box} className="pane" data-part="build-search">
      <Flow label={t("search.build")} onFinish={add} finishLabel={t("search.add")} onLeave={onLeave} leaveLabel={t("search.show")}>
        <h2>{t("search.build")}</h2>
        <SearchSays typed={typed} />
        <div className="fields">
          {typed !== "" && (
            <div className="field-full">
              <Choices name="join" label={t("search.join")} value={wish.join} options={joins} onChange={(join) => change({ join: join as Join })} isInFlow />
            </div>
          )}
          <Combobox
            name="field"
            size="half"
            label={t("search.field_label")}
            value={labelled.find((it) => it.id === wish.field) ?? null}
            onChange={(it) => it && it.id !== wish.field && change({ field: it.id, value: "" })}
            find={(text) => labelled.filter((it) => matches(`${it.label} ${it.note}`, text))}
          />
          {field && <ConditionValue field={field} value={wish.value} onChange={(value) => change({ value })} problem={problemOf("value")} />}
        </div>
        <div className="buttons">
          <Button look="primary" keys="Ctrl+Enter" isInFlow onPress={add}>
            {t("search.add")}
          </Button>
          <Button keys="Ctrl+Backspace" onPress={drop} isDisabled={typed === ""}>
            {t("search.drop")}
          </Button>
          <Button look="quiet" keys="Escape" onPress={onLeave}>
            {t("search.show")}
          </Button>
        </div>
      </Flow>
      <SavedSearches typed={typed} onTyped={onTyped} onLeave={onLeave} />
      <ExportFound query={query} onLeave={onLeave} />
    </div>
  );
}
