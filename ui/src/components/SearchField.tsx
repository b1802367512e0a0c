/** Searches while it is typed; Down or Enter goes to what was found, Escape clears and goes back. */
import { Search } from "lucide-react";
import { useRef } from "react";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";

interface Props {
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
  /** By what it can be found. */
  placeholder: string;
}

export function SearchField({ value, onChange, onLeave, placeholder }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const clear = () => (value === "" ? onLeave() : onChange(""));
  useActions([{ id: "search.clear", label: t("search.clear"), keys: "Escape", run: clear, isHinted: true, isLocal: true }], box);
  return (
    <div ref={box} className="search" role="search">
      <Search size={16} aria-hidden />
      <input
        name="search"
        value={value}
        aria-label={t("list.search")}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "ArrowDown") return;
          event.preventDefault();
          onLeave();
        }}
      />
    </div>
  );
}
