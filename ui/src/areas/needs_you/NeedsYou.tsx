/**
 * The one place for what only this person can decide: conflicts, refusals, exceptions.
 *
 * Each item is settled with one key; the next one is chosen at once, so a row of them goes key after key.
 */
import { useEffect, useRef, useState } from "react";
import { api, type NeedsYouItem } from "@/api/generated/api";
import { Notice } from "@/components/Notice";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useNeedsYou } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { choiceKeys, EDIT, enterChoice, inOrder } from "./choices";
import { ItemDetail } from "./ItemDetail";
import { ItemRow } from "./ItemRow";

interface Props {
  onEdit: (document: string) => void;
  onShow: (document: string) => void;
}

export function NeedsYou({ onEdit, onShow }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const query = useNeedsYou();
  const rows = inOrder(query.data ?? []);
  const [chosen, setChosen] = useState<string | null>(null);
  const found = rows.findIndex((it) => it.item.id === chosen);
  // The place of the item last chosen, so that after settling it the next one stands there.
  const place = useRef(0);
  if (found >= 0) place.current = found;
  const at = found >= 0 ? found : Math.min(place.current, rows.length - 1);
  const item = rows[at]?.item;

  useEffect(() => list.current?.focus(), [query.isPending]);
  useEffect(() => {
    if (item) document.getElementById(`item-${item.id}`)?.scrollIntoView?.({ block: "nearest" });
  }, [item]);
  const settle = useWrite((it: { item: NeedsYouItem; choice: string }) => api.settle({ item: it.item.id, choice: it.choice }), ["needs_you", "documents", "status"], {
    onDone: (_, it) => {
      setChosen(null);
      say(t(`settled.${it.choice}` as "settled.mine"));
      list.current?.focus();
    },
  });
  const choose = (wanted: NeedsYouItem, choice: string) => {
    if (choice === EDIT) {
      if (wanted.document) onEdit(wanted.document.id);
      return;
    }
    settle.run({ item: wanted, choice });
  };
  const go = (to: number) => setChosen(rows[Math.min(rows.length - 1, Math.max(0, to))]?.item.id ?? null);
  const enter = item && enterChoice(item);
  useActions(
    [
      { id: "needs_you.next", label: t("list.next"), keys: "ArrowDown", run: () => go(at + 1), isLocal: true },
      { id: "needs_you.previous", label: t("list.previous"), keys: "ArrowUp", run: () => go(at - 1), isLocal: true },
      { id: "needs_you.first", label: t("list.first"), keys: "Home", run: () => go(0), isLocal: true },
      { id: "needs_you.last", label: t("list.last"), keys: "End", run: () => go(rows.length - 1), isLocal: true },
      ...(item?.choices ?? []).flatMap((choice) => {
        const keys = choiceKeys[choice];
        return keys ? [{ id: `choice.${choice}`, label: t(`choice.${choice}` as "choice.mine"), keys, run: () => choose(item!, choice), isHinted: true, isLocal: true }] : [];
      }),
      ...(item?.document ? [{ id: "needs_you.show", label: t("needs_you.show"), keys: "U", run: () => onShow(item.document!.id), isHinted: true, isLocal: true }] : []),
      ...(item && enter ? [{ id: "choice.enter", label: t(`choice.${enter}` as "choice.mine"), keys: "Enter", run: () => choose(item, enter), isLocal: true }] : []),
    ],
    list,
  );

  return (
    <div className="needs-you" data-screen="needs-you" data-part="needs-you">
      <h2>{t("needs_you.title")}</h2>
      {query.isError && <Notice tone="problem">{t("list.failed")}</Notice>}
      <div className="needs-you-split">
        <div
          ref={list}
          className="items"
          role="listbox"
          tabIndex={0}
          aria-label={t("needs_you.title")}
          aria-activedescendant={item ? `item-${item.id}` : undefined}
        >
          {rows.map((it) => (
            <ItemRow key={it.item.id} {...it} isSelected={it.item === item} onPick={() => setChosen(it.item.id)} />
          ))}
          {query.isSuccess && rows.length === 0 && (
            <div role="option" aria-selected={false} aria-disabled className="nothing">
              {t("needs_you.empty")}
            </div>
          )}
        </div>
        {item && <ItemDetail item={item} isBusy={settle.isRunning} onChoose={(choice) => choose(item, choice)} onShow={onShow} />}
      </div>
    </div>
  );
}
