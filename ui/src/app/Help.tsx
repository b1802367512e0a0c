/** F1: the keys that count where the focus stood. */
import { useState } from "react";
import { KeyHint } from "@/components/KeyHint";
import { Overlay } from "@/components/Overlay";
import { type Action, actionsInFocus, useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";

export function Help() {
  const [shown, setShown] = useState<Action[] | null>(null);
  // What counted is taken before the help takes the focus.
  useActions([
    { id: "help", label: t("help.title"), keys: "F1", run: () => setShown((now) => (now ? null : actionsInFocus())), isHinted: true },
  ]);
  if (!shown) return null;
  return (
    <Overlay label={t("help.title")} onClose={() => setShown(null)}>
      <h2>{t("help.title")}</h2>
      <div className="help-keys" tabIndex={0} role="region" aria-label={t("help.title")}>
        <dl>
          {[...helpOfFields(), ...shown.filter((it) => it.keys).map((it) => [it.keys!, it.label] as const)].map(([keys, label]) => (
            <div key={`${keys} ${label}`}>
              <dt>
                <KeyHint keys={keys} />
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p className="muted">{t("help.close")}</p>
    </Overlay>
  );
}

/** The walk through a form is no action: it moves the focus and nothing else. */
function helpOfFields(): (readonly [string, string])[] {
  return [
    ["Enter", t("help.enter")],
    ["Shift+Enter", t("help.shift_enter")],
  ];
}
