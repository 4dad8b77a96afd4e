/** Chooses the view of a card; one that this version does not know stays away, the text says it too. */
import type { Words } from "../../../i18n/en.ts";
import type { Card } from "../../../protocol.ts";
import { Article, Coupon, Products } from "./offers.tsx";
import { Masked, Order } from "./order.tsx";
import { Code, Proof, Proved } from "./proof.tsx";
import { Return, ReturnForm } from "./returns.tsx";
import { Handover, Offline, Request } from "./team.tsx";

export interface About {
  locale: string;
  words: Words;
  /** A later card has taken this form's place. */
  spent: boolean;
  /** What the shopper wrote last before this card. */
  asked: string;
}

/** Cards that stand above the words of their message: the words say them again. */
export const isAbove = ({ type }: Card): boolean => type === "order" || type === "proved" || type === "handover";

export function CardView({ card, about }: { card: Card; about: About }) {
  const { locale, words, spent, asked } = about;
  if ("masked" in card) return <Masked number={card.number ?? ""} words={words} />;
  switch (card.type) {
    case "order":
      return <Order card={card} words={words} />;
    case "product":
      return <Products cards={[card]} words={words} />;
    case "coupon":
      return <Coupon card={card} locale={locale} words={words} />;
    case "proof":
      return spent ? null : <Proof card={card} words={words} />;
    case "code":
      return spent ? null : <Code card={card} words={words} />;
    case "proved":
      return <Proved card={card} />;
    case "return_form":
      return <ReturnForm card={card} locale={locale} spent={spent} words={words} />;
    case "return":
      return <Return card={card} words={words} />;
    case "article":
      return <Article card={card} words={words} />;
    case "offline":
      return spent ? null : <Offline card={card} asked={asked} words={words} />;
    case "request":
      return <Request card={card} words={words} />;
    case "handover":
      return <Handover card={card} />;
    default:
      return null;
  }
}
