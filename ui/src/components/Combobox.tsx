/**
 * A field that finds while it is typed: arrows walk what was found, Enter takes the marked one and goes on.
 *
 * The first find is always marked, so the same keys do the same whether the answer came before Enter or after it. An
 * empty field left with Enter stays empty, unless arrows went to a choice.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { RequiredMark } from "./Field";

export interface Choice {
  id: string;
  label: string;
  /** What tells namesakes apart. */
  note?: string;
}

interface Props {
  name: string;
  label: string;
  value: Choice | null;
  onChange: (value: Choice | null) => void;
  find: (typed: string) => Choice[] | Promise<Choice[]>;
  onTyped?: (typed: string) => void;
  /** What stood there, typed and not chosen, when the form was left. */
  initialTyped?: string | undefined;
  problem?: string | undefined;
  help?: ReactNode;
  isRequired?: boolean;
  /** Waits before asking; for what asks the desk. */
  delayMs?: number;
  size?: "short" | "half" | "wide";
  /** What to do when nothing is found. */
  whenNone?: ReactNode;
}

export function Combobox(props: Props) {
  const { name, label, value, onChange, find, problem, help } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(value?.label ?? props.initialTyped ?? "");
  const [found, setFound] = useState<Choice[]>([]);
  const [marked, setMarked] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The last answer and to what; ahead of what is drawn when keys come fast. */
  const answered = useRef<{ typed: string | null; found: Choice[] }>({ typed: null, found: [] });
  const isTyping = useRef(false);
  /** Whether arrows opened the list: then the marked choice is meant though nothing is typed. */
  const isWalked = useRef(false);
  const list = useRef<HTMLUListElement>(null);
  const shown = value && `${value.id} ${value.label}`;
  const lastShown = useRef(shown);

  useEffect(() => {
    if (lastShown.current === shown) return;
    lastShown.current = shown;
    if (value) setTyped(value.label);
    // The value taken away by typing leaves what was typed; taken away from outside, it leaves nothing.
    else if (!isTyping.current) setTyped("");
    isTyping.current = false;
  }, [shown]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (text: string, answer: Choice[]): Choice[] => {
    answered.current = { typed: text, found: answer };
    setFound(answer);
    setMarked(0);
    return answer;
  };
  const ask = async (text: string): Promise<Choice[]> => {
    asked.current += 1;
    const serial = asked.current;
    const answering = find(text);
    // What is known at once stands there for the next key, however fast it comes.
    if (Array.isArray(answering)) return show(text, answering);
    const answer = await answering.catch(() => []);
    return serial === asked.current ? show(text, answer) : answer;
  };
  const type = (text: string) => {
    isWalked.current = false;
    setTyped(text);
    props.onTyped?.(text);
    if (value !== null) {
      isTyping.current = true;
      onChange(null);
    }
    setOpen(true);
    clearTimeout(timer.current);
    if (props.delayMs === undefined) void ask(text);
    else timer.current = setTimeout(() => void ask(text), props.delayMs);
  };
  const close = () => {
    isWalked.current = false;
    setOpen(false);
  };
  const choose = (choice: Choice) => {
    clearTimeout(timer.current);
    asked.current += 1;
    close();
    setTyped(choice.label);
    props.onTyped?.("");
    onChange(choice);
  };
  const open = () => {
    setOpen(true);
    void ask(value ? "" : typed);
  };
  /** Takes the marked choice, or the first of an answer that is still to come; the focus need not wait for it. */
  const settle = () => {
    if (value !== null || (typed.trim() === "" && !isWalked.current)) return close();
    const last = answered.current;
    // Where the answer is drawn the marked one counts; where it is only known, its first.
    const now = last.typed === typed ? (last.found === found ? found[marked] : last.found[0]) : undefined;
    if (now) return choose(now);
    close();
    clearTimeout(timer.current);
    void ask(typed).then((answer) => answer[0] && choose(answer[0]));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      const picked = isOpen && value !== null ? found[marked] : undefined;
      if (picked) choose(picked);
      else settle();
    } else if (event.key === "Tab") settle();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      isWalked.current = true;
      if (!isOpen) return open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setMarked((at) => Math.min(found.length - 1, Math.max(0, at + step)));
    }
  };
  useActions([{ id: `${id}.close`, label: t("combobox.close"), keys: "Escape", run: close, isEnabled: isOpen, isLocal: true }], box);
  const hasChoices = isOpen && found.length > 0;
  useEffect(() => {
    const hanging = list.current;
    if (!hasChoices || !hanging) return;
    // Wider than its field, it would reach over the right edge of the pane, and the pane would move sideways.
    delete hanging.dataset.end;
    const pane = hanging.closest(".pane");
    if (pane && hanging.getBoundingClientRect().right > pane.getBoundingClientRect().left + pane.clientWidth) hanging.dataset.end = "";
    // It hangs below its field, maybe below the edge of the pane.
    hanging.scrollIntoView?.({ block: "nearest" });
  }, [hasChoices]);
  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-${marked}`)?.scrollIntoView?.({ block: "nearest" });
  }, [isOpen, marked, id]);

  const isEmpty = value === null && found.length === 0 && answered.current.typed === typed && typed.trim() !== "";
  const described = [help ? `${id}-help` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ");
  return (
    <div ref={box} className={`field field-${props.size ?? "wide"} combobox`}>
      <label htmlFor={id}>
        {label}
        {props.isRequired && <RequiredMark />}
      </label>
      <input
        id={id}
        name={name}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        data-flow=""
        value={typed}
        aria-expanded={hasChoices}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found[marked] ? `${id}-${marked}` : undefined}
        aria-invalid={problem !== undefined || undefined}
        aria-required={props.isRequired || undefined}
        aria-describedby={described || undefined}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
        onClick={() => (isOpen ? close() : open())}
      />
      <ul ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="combobox-list" hidden={!hasChoices}>
        {found.map((choice, at) => (
          <li
            key={choice.id}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === marked}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            <span className="choice-label">{choice.label}</span>
            {choice.note && <span className="muted clip">{choice.note}</span>}
          </li>
        ))}
      </ul>
      {isEmpty && <div className="combobox-none">{props.whenNone ?? t("combobox.none")}</div>}
      {help && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
      {problem && (
        <div id={`${id}-problem`} className="field-problem">
          {problem}
        </div>
      )}
    </div>
  );
}
