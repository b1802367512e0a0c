/** A form walked with Enter: Enter goes to the next field, Shift+Enter back, Ctrl+Enter finishes from anywhere. */
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { afterRender } from "@/lib/afterRender";

interface Props {
  /** Names the form for a screen reader. */
  label: string;
  onFinish: () => void;
  finishLabel: string;
  onLeave?: (() => void) | undefined;
  leaveLabel?: string;
  isDisabled?: boolean;
  /** In a short form Enter in the last field finishes it, with no stop at the button. */
  onLastEnter?: () => void;
  children: ReactNode;
}

export function Flow({ label, onFinish, finishLabel, onLeave, leaveLabel, isDisabled, onLastEnter, children }: Props) {
  const form = useRef<HTMLDivElement>(null);
  useActions(
    [
      { id: "flow.finish", label: finishLabel, keys: "Ctrl+Enter", run: onFinish, isEnabled: !isDisabled, isHinted: true, isOnce: true },
      ...(onLeave
        ? [{ id: "flow.leave", label: leaveLabel ?? t("flow.leave"), keys: "Escape", run: onLeave, isHinted: true, isLocal: true }]
        : []),
    ],
    form,
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.ctrlKey || event.defaultPrevented) return;
    if (event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    if (onLastEnter && !event.shiftKey && isLastField(form.current, event.target)) return event.repeat ? undefined : onLastEnter();
    step(form.current, event.target as HTMLElement, event.shiftKey ? -1 : 1);
  };
  return (
    <div ref={form} className="flow" role="form" aria-label={label} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

function isLastField(form: HTMLElement | null, field: EventTarget): boolean {
  const fields = [...(form?.querySelectorAll("input[data-flow]") ?? [])];
  return fields[fields.length - 1] === field;
}

/** Moves the focus along the fields of the form; a field reached this way is selected, so that typing replaces it. */
function step(form: HTMLElement | null, from: HTMLElement, by: 1 | -1): void {
  const fields = [...(form?.querySelectorAll<HTMLElement>("[data-flow]") ?? [])].filter((it) => !it.matches(":disabled"));
  const next = fields[fields.indexOf(from) + by];
  if (!next || !fields.includes(from)) return;
  focusField(next);
  // What was chosen with this Enter may draw other fields in its place: then go on to the one that is there.
  afterRender(() => {
    if (!next.isConnected && from.isConnected) step(form, from, by);
  });
}

export function focusField(field: HTMLElement | null | undefined): void {
  field?.focus();
  // The label and what helps come into sight with the field, also in a form that was scrolled.
  (field?.closest<HTMLElement>(".field") ?? field)?.scrollIntoView?.({ block: "nearest" });
  if (field instanceof HTMLInputElement && field.type !== "checkbox") field.select();
}

/** Puts the focus there now, or, where it is only about to be drawn, with the next picture. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  const now = find();
  focusField(now);
  if (!now || document.activeElement !== now) afterRender(() => focusField(find()));
}

/** Puts the focus into the field of that name. */
export function focusNamed(form: ParentNode | null, name: string): void {
  // Of several words the chosen one: the first would be chosen by having the focus.
  const named = [...(form?.querySelectorAll<HTMLElement>(`[name="${name}"]`) ?? [])];
  focusField(named.find((it) => it.matches(":checked")) ?? named[0]);
}
