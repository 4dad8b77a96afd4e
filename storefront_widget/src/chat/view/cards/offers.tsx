/** Coupon, products, articles: what the shop offers. */
import { useState } from "preact/hooks";
import type { Words } from "../../../i18n/en.ts";
import type { ArticleCard, CouponCard, ProductCard } from "../../../protocol.ts";
import { isAlone, tell } from "../../parent.ts";
import { choose } from "../../session.ts";
import { safe } from "../../text/links.ts";
import { span } from "../../text/times.ts";
import { put } from "../../words.ts";
import { Icon } from "../icons.tsx";
import { Picture, useTick } from "../parts.tsx";

const inShop = isAlone ? "_blank" : "_parent"; // the shop's own pages open in the shop, and the chat comes along
const goOn = () => tell({ type: "onwards", make_way: false });
const goToCart = () => tell({ type: "onwards", make_way: true }); // the way to the checkout stays free
const PERCENT = /^\s*(\d+(?:[.,]\d+)?\s?%)\s*(.+)/;

/** Part "5% off your order" into what stands large and what stands beside it. */
function headline(text: string): [percent: string | undefined, title: string] {
  const [, percent, rest = text] = PERCENT.exec(text) ?? [];
  return [percent, rest.charAt(0).toUpperCase() + rest.slice(1)];
}

export function Coupon({ card, locale, words }: { card: CouponCard; locale: string; words: Words }) {
  const [copied, setCopied] = useState(false);
  useTick(30_000, !!card.ends_at);
  const left = card.ends_at ? span(card.ends_at, locale) : undefined;
  const [percent, title] = headline(card.text);
  const href = safe(card.apply_url);
  const copy = async () => {
    await navigator.clipboard?.writeText(card.code).catch(() => 0);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <article class="card coupon">
      <div class="face">
        {percent && <span class="off num">{percent}</span>}
        <div class="grow">
          <h2>{title}</h2>
          {card.note && <p class="meta">{card.note}</p>}
        </div>
      </div>
      <div class="body">
        <div class="code">
          <span class="picked">{card.code}</span>
          <button type="button" class="btn ghost small" onClick={copy}>
            <Icon name={copied ? "check" : "copy"} small />
            <span aria-live="polite">{copied ? words.copied : words.copy}</span>
          </button>
        </div>
        {href && left !== null && (
          <a class="btn primary wide" href={href} target={inShop} onClick={goToCart}>
            {card.apply_label || words.apply}
          </a>
        )}
        <p class="left">
          <Icon name="clock" small />
          <span>
            {card.ends}
            {left !== undefined && <b>{left === null ? words.over : put(words.left, { time: left })}</b>}
          </span>
        </p>
      </div>
    </article>
  );
}

export const Products = ({ cards, words }: { cards: ProductCard[]; words: Words }) => (
  <div class={cards.length > 1 ? "goods" : "goods one"}>
    {cards.map((card) => (
      <article class="good">
        <Picture class="pic" src={card.picture} />
        <div class="txt">
          <h2>{card.title}</h2>
          {card.price && <b class="num">{card.price}</b>}
          {card.note && <span class="meta">{card.note}</span>}
          {card.action?.act ? (
            <button type="button" class="btn" onClick={() => choose(card.action!)}>
              {card.action.label}
            </button>
          ) : (
            <a class="btn" href={safe(card.action?.url ?? card.url) ?? "#"} target={inShop} onClick={goOn}>
              {card.action?.label ?? words.see}
            </a>
          )}
        </div>
      </article>
    ))}
  </div>
);

export const Article = ({ card, words }: { card: ArticleCard; words: Words }) => {
  const href = safe(card.url);
  return (
    <article class="card article">
      <Icon name="file" />
      <div class="grow">
        <h2>{card.title}</h2>
        {card.excerpt && <p class="second">{card.excerpt}</p>}
        {href && (
          <a class="link" href={href} target={inShop} onClick={goOn}>
            {words.read_on}
          </a>
        )}
      </div>
    </article>
  );
};
