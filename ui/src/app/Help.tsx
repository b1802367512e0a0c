/** F1: the keys that count where the focus stood. */
import { useEffect, useRef, useState } from "react";
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
      <Keys shown={[...helpOfFields(), ...shown.filter((it) => it.keys).map((it) => [it.keys!, it.label] as const)]} />
      <p className="muted">{t("help.close")}</p>
    </Overlay>
  );
}

/** Has the focus, so that arrows and pages scroll it. */
function Keys({ shown }: { shown: (readonly [string, string])[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className="help-keys" tabIndex={0} role="region" aria-label={t("help.title")}>
      <dl>
        {shown.map(([keys, label]) => (
          <div key={`${keys} ${label}`}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The walk through a form is no action: it moves the focus and nothing else. */
function helpOfFields(): (readonly [string, string])[] {
  return [
    ["Enter", t("help.enter")],
    ["Shift+Enter", t("help.shift_enter")],
  ];
}
