/** The return form, and the return that came of it. */
import { useState } from "preact/hooks";
import type { Words } from "../../../i18n/en.ts";
import type { ReturnCard, ReturnFormCard, ReturnItem } from "../../../protocol.ts";
import { sum } from "../../text/times.ts";
import { put } from "../../words.ts";
import { Icon } from "../icons.tsx";
import { Picture } from "../parts.tsx";
import { useSending } from "./form.ts";
import { titled } from "./order.tsx";

type Picked = Record<string, number>;

const count = (n: number, words: Words): string => (n === 1 ? words.piece : put(words.pieces, { n }));

/** What comes back, as far as the prices can be added here. */
function getsBack(card: ReturnFormCard, picked: Picked, locale: string): string | null {
  const parts = card.items.filter((item) => picked[item.id]).map((item) => ({ ...item, quantity: picked[item.id] ?? 0 }));
  const [only] = parts;
  return sum(parts, locale) ?? (parts.length === 1 && only?.quantity === 1 ? (only.price ?? null) : null);
}

export function ReturnForm({ card, locale, spent, words }: { card: ReturnFormCard; locale: string; spent: boolean; words: Words }) {
  const [picked, setPicked] = useState<Picked>(() => (card.items.length === 1 ? { [card.items[0]!.id]: card.items[0]!.quantity } : {}));
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState("");
  const { pending, refused, send } = useSending("return");
  const back = getsBack(card, picked, locale);
  const off = spent || pending;

  const submit = (event: Event) => {
    event.preventDefault();
    const items = Object.entries(picked).flatMap(([id, quantity]) => (quantity ? [{ id, quantity }] : []));
    const missing = !items.length ? words.need_item : !reason ? words.need_reason : "";
    setWrong(missing);
    if (!missing) send({ type: "return", order_id: card.order_id, items, reason, note: note.trim() });
  };

  return (
    <form class="card" onSubmit={submit}>
      <fieldset disabled={off}>
        <h2>{put(words.return_from, { number: card.order })}</h2>
        {card.items.map((item) => (
          <Pick item={item} n={picked[item.id] ?? 0} set={(n) => setPicked({ ...picked, [item.id]: n })} words={words} />
        ))}
        <hr class="rule" />
        <div role="radiogroup" aria-label={words.what_wrong}>
          <h3>{words.what_wrong}</h3>
          <div class="chips">
            {card.reasons.map(({ id, label }) => (
              <label class={reason === id ? "chip on" : "chip"}>
                <input type="radio" class="sr" name={"reason" + card.order_id} checked={reason === id} onChange={() => setReason(id)} />
                {reason === id && <Icon name="check" small />}
                {label}
              </label>
            ))}
          </div>
        </div>
        <label class="field spaced">
          <span>{words.note}</span>
          <textarea class="input area" rows={2} dir="auto" maxLength={1000} value={note} onInput={(e) => setNote(e.currentTarget.value)} />
        </label>
        {!spent && (
          <>
            <hr class="rule" />
            {back && (
              <div class="row sum">
                <span class="grow second">{card.sum_label || words.you_get}</span>
                <b class="num">{back}</b>
              </div>
            )}
            {(wrong || refused) && (
              <p class="wrong" role="alert">
                {wrong || refused}
              </p>
            )}
            <button type="submit" class="btn primary wide">
              {pending ? words.sending : words.send_request}
            </button>
            {card.next && <p class="meta below">{card.next}</p>}
          </>
        )}
      </fieldset>
    </form>
  );
}

function Pick({ item, n, set, words }: { item: ReturnItem; n: number; set: (n: number) => void; words: Words }) {
  return (
    <div class="pick">
      <label>
        <input type="checkbox" class="sr" checked={n > 0} onChange={(e) => set(e.currentTarget.checked ? item.quantity : 0)} />
        <span class={n ? "tick on" : "tick"}>
          <Icon name="check" small />
        </span>
        <Picture class="thumb" src={item.picture} />
        <span class="grow">
          <span class="tight">{titled(item)}</span>
          <span class="meta num">{[count(n || item.quantity, words), item.price].filter(Boolean).join(", ")}</span>
        </span>
      </label>
      {n > 0 && item.quantity > 1 && (
        <span class="steps">
          <button type="button" class="icon-btn" aria-label={words.fewer} disabled={n <= 1} onClick={() => set(n - 1)}>
            <Icon name="minus" small />
          </button>
          <button type="button" class="icon-btn" aria-label={words.more} disabled={n >= item.quantity} onClick={() => set(n + 1)}>
            <Icon name="plus" small />
          </button>
        </span>
      )}
    </div>
  );
}

export const Return = ({ card, words }: { card: ReturnCard; words: Words }) => (
  <article class={`card tone-${card.tone ?? "shop"}`}>
    <div class="row">
      <h2 class="grow">{put(words.return_ref, { reference: card.reference })}</h2>
      <span class="pill">{card.state_label}</span>
    </div>
    <p class="second">{card.items.map(titled).join(", ")}</p>
    {card.amount && (
      <div class="row sum">
        <span class="grow second">{words.you_get}</span>
        <b class="num">{card.amount}</b>
      </div>
    )}
    {card.next && <p class="meta below">{card.next}</p>}
  </article>
);
