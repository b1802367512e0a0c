/** Puts the chosen look on the page; "system" follows the system, also while the window stands. */
import { useEffect } from "react";

const DARK = "(prefers-color-scheme: dark)";
const CONTRAST = "(prefers-contrast: more)";

export function useTheme(chosen: string): void {
  useEffect(() => {
    const queries = [DARK, CONTRAST].map((it) => window.matchMedia?.(it));
    const put = () => {
      const [dark, contrast] = queries.map((it) => it?.matches ?? false);
      const system = contrast ? "contrast" : dark ? "dark" : "light";
      document.documentElement.dataset.theme = chosen === "system" ? system : chosen;
    };
    put();
    queries.forEach((it) => it?.addEventListener("change", put));
    return () => queries.forEach((it) => it?.removeEventListener("change", put));
  }, [chosen]);
}
