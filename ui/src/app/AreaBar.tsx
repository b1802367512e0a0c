/** The areas of the workplace, each under its key. */
import { Bell, FolderOpen, Inbox, type LucideIcon, RefreshCw, ScanLine, Settings } from "lucide-react";
import { KeyHint } from "@/components/KeyHint";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";

export type Area = "registry" | "case_files" | "station" | "needs_you" | "sync" | "settings";

const areas: { area: Area; keys: string; icon: LucideIcon }[] = [
  { area: "registry", keys: "F2", icon: Inbox },
  { area: "case_files", keys: "F4", icon: FolderOpen },
  { area: "station", keys: "F5", icon: ScanLine },
  { area: "needs_you", keys: "F9", icon: Bell },
  { area: "sync", keys: "F10", icon: RefreshCw },
  { area: "settings", keys: "F11", icon: Settings },
];

interface Props {
  area: Area;
  onArea: (area: Area) => void;
  needsYou: number;
}

export function AreaBar({ area, onArea, needsYou }: Props) {
  return (
    <nav className="areas" aria-label={t("area.label")}>
      {areas.map(({ area: it, keys, icon: Icon }) => (
        <button key={it} type="button" className="area-button" data-area={it} aria-current={it === area ? "page" : undefined} onClick={() => onArea(it)}>
          <Icon size={16} aria-hidden />
          <span className="clip">{t(`area.${it}`)}</span>
          {it === "needs_you" && needsYou > 0 && <span className="badge numbers">{formatNumber(needsYou)}</span>}
          <KeyHint keys={keys} />
        </button>
      ))}
    </nav>
  );
}
