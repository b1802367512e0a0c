/** Language, look, labels, password, and what program this is. */
import { useEffect, useRef } from "react";
import type { Preferences, StartState } from "@/api/generated/api";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { ChangePassword } from "./ChangePassword";
import { Deputy } from "./Deputy";
import { Choices } from "@/components/Choices";
import { Labels } from "./Labels";
import { PaperPrinter } from "./PaperPrinter";

interface Props {
  start: StartState;
  onPreferences: (change: Partial<Preferences>) => void;
  onLeave: () => void;
}

export function Settings({ start, onPreferences, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { preferences } = start;
  useEffect(() => box.current?.querySelector<HTMLElement>("input:checked")?.focus(), []);
  useActions([{ id: "settings.leave", label: t("flow.leave"), keys: "Escape", run: onLeave, isHinted: true, isLocal: true }], box);
  return (
    <div ref={box} className="page" data-screen="settings" tabIndex={-1}>
      <h2>{t("settings.title")}</h2>
      <Choices
        name="language"
        label={t("settings.language")}
        value={preferences.language}
        options={[
          { id: "cs", label: "Čeština" },
          { id: "en", label: "English" },
        ]}
        onChange={(language) => onPreferences({ language })}
      />
      <Choices
        name="theme"
        label={t("settings.theme")}
        value={preferences.theme}
        options={(["system", "light", "dark", "contrast"] as const).map((id) => ({ id, label: t(`theme.${id}`) }))}
        onChange={(theme) => onPreferences({ theme })}
      />
      <Choices
        name="list_width"
        label={t("settings.list_width")}
        value={String(preferences.list_width)}
        options={[400, 500, 600, 700].map((it) => ({ id: String(it), label: `${it / 10} %` }))}
        onChange={(width) => onPreferences({ list_width: Number(width) })}
      />
      <Labels preferences={preferences} />
      <PaperPrinter preferences={preferences} />
      {start.open && <Deputy me={start.open.person_id} />}
      <ChangePassword />
      <section aria-label={t("settings.about")}>
        <h3>{t("settings.about")}</h3>
        <dl className="page-facts">
          <dt>{t("about.version")}</dt>
          <dd className="numbers">{start.version}</dd>
          <dt>{t("about.person")}</dt>
          <dd>{start.open?.person}</dd>
          <dt>{t("about.office")}</dt>
          <dd>{start.open?.tenant}</dd>
          <dt>{t("about.roles")}</dt>
          <dd>{start.open?.roles.map((it) => t(`role.${it}` as "role.admin")).join(", ")}</dd>
        </dl>
      </section>
    </div>
  );
}
