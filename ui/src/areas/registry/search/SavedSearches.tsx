/** Searches that are kept: Enter on one takes it, Delete drops it. */
import { useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Flow } from "@/components/Flow";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useSavedSearches } from "@/lib/queries";
import { useWrite } from "@/lib/write";

interface Props {
  typed: string;
  onTyped: (typed: string) => void;
  onLeave: () => void;
}

export function SavedSearches({ typed, onTyped, onLeave }: Props) {
  const box = useRef<HTMLElement>(null);
  const [name, setName] = useState("");
  const { clear, refuse, problemOf } = useRefusal(box);
  const saved = useSavedSearches().data ?? [];
  const keep = useWrite((it: { name: string; typed: string }) => api.saveSearch(it), ["searches"], {
    onDone: (_, it) => {
      say(t(it.typed === "" ? "search.forgotten" : "search.kept", { name: it.name }));
      setName("");
    },
    onProblem: refuse,
  });
  const finish = () => keep.run({ name, typed });
  return (
    <section ref={box} className="saved-searches" aria-label={t("search.saved")}>
      <h3>{t("search.saved")}</h3>
      {saved.length === 0 && <p className="muted">{t("search.saved_none")}</p>}
      <ul className="plain-list">
        {saved.map((it) => (
          <li key={it.name}>
            <button
              type="button"
              className="saved-search"
              data-saved={it.name}
              onClick={() => onTyped(it.typed)}
              onKeyDown={(event) => {
                if (event.key !== "Delete") return;
                event.preventDefault();
                keep.run({ name: it.name, typed: "" });
              }}
            >
              <strong>{it.name}</strong> <span className="muted clip">{it.typed}</span>
            </button>
          </li>
        ))}
      </ul>
      <Flow label={t("search.save")} onFinish={finish} finishLabel={t("search.save")} onLeave={onLeave} leaveLabel={t("search.show")} isDisabled={keep.isRunning || typed === ""} onLastEnter={finish}>
        <div className="fields">
          <Field
            name="name"
            label={t("search.save_as")}
            value={name}
            onChange={(text) => {
              setName(text);
              clear();
            }}
            problem={problemOf("name")}
            isDisabled={typed === ""}
          />
        </div>
        <div className="buttons">
          <Button onPress={finish} isDisabled={keep.isRunning || typed === ""}>
            {t("search.save")}
          </Button>
        </div>
      </Flow>
    </section>
  );
}
