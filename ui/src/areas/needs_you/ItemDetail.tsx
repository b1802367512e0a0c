/** What happened, both values, who and when, and the ways to settle it. */
import type { NeedsYouItem } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Changes } from "@/components/Changes";
import { formatInstant } from "@/lib/format";
import { t, word } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { shownValue } from "@/lib/values";
import { choiceKeys, concernsDocument } from "./choices";

interface Props {
  item: NeedsYouItem;
  isBusy: boolean;
  onChoose: (choice: string) => void;
  onShow: (document: string) => void;
}

export function ItemDetail({ item, isBusy, onChoose, onShow }: Props) {
  const { document } = item;
  return (
    <article className="pane item-detail" aria-label={word("item", item.kind)} data-item-detail={item.id}>
      <h3>{word("item", item.kind)}</h3>
      <p>{sentence(item.problem)}</p>
      {document ? (
        <p>
          <strong className="numbers">{document.reference ?? document.jid}</strong> {document.subject}
        </p>
      ) : (
        concernsDocument(item) && <p className="muted">{t("needs_you.unseen")}</p>
      )}
      {item.who && <p className="muted">{item.who_at ? t("needs_you.who_at", { who: item.who, at: formatInstant(item.who_at) }) : t("needs_you.who", { who: item.who })}</p>}
      {item.conflicts.length > 0 && <Conflicts item={item} />}
      {item.wished.length > 0 && (
        <>
          <h4>{t("needs_you.wished", { verb: word("history", item.verb) })}</h4>
          <Changes rows={item.wished} />
        </>
      )}
      {item.beneath.length > 0 && <p className="muted">{t("needs_you.beneath", { n: item.beneath.length })}</p>}
      <div className="buttons">
        {item.choices.map((choice) => (
          <Button key={choice} keys={choiceKeys[choice]} look={choice === item.choices[0] ? "primary" : "plain"} isDisabled={isBusy} onPress={() => onChoose(choice)}>
            {word("choice", choice)}
          </Button>
        ))}
        {document && (
          <Button look="quiet" keys="U" onPress={() => onShow(document.id)}>
            {t("needs_you.show")}
          </Button>
        )}
      </div>
    </article>
  );
}

/** Both values side by side, field by field; nothing is merged silently. */
function Conflicts({ item }: { item: NeedsYouItem }) {
  return (
    <table className="conflicts">
      <thead>
        <tr>
          <th scope="col">{t("needs_you.field")}</th>
          <th scope="col">{t("needs_you.mine")}</th>
          <th scope="col">{t("needs_you.theirs")}</th>
        </tr>
      </thead>
      <tbody>
        {item.conflicts.map((it) => (
          <tr key={it.field}>
            <th scope="row">{word("field", it.field)}</th>
            <td>{shownValue(it.field, it.mine)}</td>
            <td>{shownValue(it.field, it.theirs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
