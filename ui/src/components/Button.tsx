/** A button with its icon, its word and its key. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";
import { KeyHint } from "./KeyHint";

interface Props {
  children: ReactNode;
  onPress: () => void;
  icon?: LucideIcon;
  keys?: string | undefined;
  look?: "plain" | "primary" | "quiet" | "danger";
  isDisabled?: boolean | undefined;
  isExpanded?: boolean;
  /** Takes part in the Enter walk of its form. */
  isInFlow?: boolean;
}

export function Button({ children, onPress, icon: Icon, keys, look = "plain", isDisabled, isExpanded, isInFlow }: Props) {
  return (
    <AriaButton
      className={`button button-${look}`}
      onPress={onPress}
      isDisabled={isDisabled ?? false}
      aria-expanded={isExpanded}
      {...(isInFlow ? { "data-flow": "" } : {})}
    >
      {Icon && <Icon size={16} aria-hidden />}
      <span>{children}</span>
      {keys && <KeyHint keys={keys} />}
    </AriaButton>
  );
}
