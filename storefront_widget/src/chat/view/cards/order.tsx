/** The order card: number and state, arrival, four stations, what is in it, two actions. */
import { useState } from "preact/hooks";
import type { Words } from "../../../i18n/en.ts";
import type { Action, OrderCard, Station } from "../../../protocol.ts";
import { choose } from "../../session.ts";
import { safe } from "../../text/links.ts";
import { put } from "../../words.ts";
import { Icon } from "../icons.tsx";
import { Picture } from "../parts.tsx";
import { Proof } from "./proof.tsx";

const CLASS = { done: "past", current: "now", todo: "" };

export const Stations = ({ stations }: { stations: Station[] }) => (
  <ol class="line4">
    {stations.map(({ label, at, status }) => (
      <li class={CLASS[status]} aria-current={status === "current" ? "step" : undefined}>
        <b>{label}</b>
        {at}
      </li>
    ))}
  </ol>
);

export const ActionButton = ({ action }: { action: Action }) => {
  const href = safe(action.url);
  const inside = (
    <>
      <Icon name={href ? "truck" : "bell"} small />
      {action.label}
    </>
  );
  if (href)
    return (
      <a class="btn small" href={href} target="_blank" rel="noopener noreferrer nofollow">
        {inside}
      </a>
    );
  return (
    <button type="button" class="btn small" onClick={() => choose(action)}>
      {inside}
    </button>
  );
};

export const titled = ({ title, variant }: { title: string; variant?: string | null }): string => (variant ? `${title}, ${variant}` : title);

export function Order({ card, words }: { card: OrderCard; words: Words }) {
  const [first, second] = card.items ?? [];
  const others = (card.items?.length ?? 0) - 1 + (card.more ?? 0);
  return (
    <article class={`card tone-${card.tone ?? "shop"}`} aria-label={put(words.order, { number: card.number })}>
      <div class="row">
        <h2 class="grow">{put(words.order, { number: card.number })}</h2>
        <span class="pill">{card.state_label}</span>
      </div>
      {card.arrives && (
        <p class="second">
          {card.arrives_label} <b>{card.arrives}</b>
        </p>
      )}
      {!!card.stations?.length && <Stations stations={card.stations} />}
      {first && (
        <>
          <hr class="rule" />
          <div class="row">
            <Picture class="thumb" src={first.picture} />
            <div class="grow">
              <p class="tight">{titled(first)}</p>
              {others === 1 && second ? <p class="meta">{put(words.and_item, { title: second.title })}</p> : others > 0 && <p class="meta">{put(words.and_more, { n: others })}</p>}
            </div>
          </div>
        </>
      )}
      {!!card.actions?.length && (
        <div class="duo">
          {card.actions.map((action) => (
            <ActionButton action={action} />
          ))}
        </div>
      )}
    </article>
  );
}

/** Any card of an order whose proof has lapsed: the number, and the way to show it again. */
export function Masked({ number, words }: { number: string; words: Words }) {
  const [asking, setAsking] = useState(false);
  if (asking) return <Proof card={{ type: "proof", number }} words={words} />;
  return (
    <article class="card">
      <div class="row">
        <h2 class="grow">{put(words.order, { number })}</h2>
        <Icon name="lock" />
      </div>
      <p class="second">{words.masked}</p>
      <div class="duo">
        <button type="button" class="btn small" onClick={() => setAsking(true)}>
          {words.show_order}
        </button>
      </div>
    </article>
  );
}
