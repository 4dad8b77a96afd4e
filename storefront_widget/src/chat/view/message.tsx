/** One message: words, cards, and under them who and when. */
import type { Words } from "../../i18n/en.ts";
import type { Card, Message, ProductCard } from "../../protocol.ts";
import { again, remove } from "../session.ts";
import type { Chat } from "../store.ts";
import { MASKED } from "../text/mask.ts";
import { clockTime, flavour } from "../text/times.ts";
import { put } from "../words.ts";
import type { Unsent } from "../wire/outbox.ts";
import { CardView, isAbove, type About } from "./cards/card.tsx";
import { Products } from "./cards/offers.tsx";
import { Icon } from "./icons.tsx";
import { Text } from "./parts.tsx";
import { hasStamp, isMine, isSilent, isSpent, lastWish } from "./turns.ts";

const LONG = 105; // characters from which an answer gets a wider bubble

const isProduct = (card: Card): card is ProductCard => card.type === "product";

/** True where a card says the very words of its message; those are for channels without cards. */
const isSaidByCard = ({ text, cards }: Message): boolean => cards.some((card) => card.type === "handover" && "text" in card && card.text === text);

export function MessageView({ chat, at, words }: { chat: Chat; at: number; words: Words }) {
  const { messages } = chat.log;
  const message = messages[at]!;
  const about = (card: Card): About => ({ locale: chat.locale, words, spent: isSpent(messages, at, card), asked: lastWish(messages, at, words.person) });
  const products = message.cards.filter(isProduct);
  const show = (card: Card, i: number) => <CardView key={i} card={card} about={about(card)} />;
  const others = message.cards.filter((card) => !isProduct(card));
  const mine = isMine(message);
  return (
    <>
      {others.filter(isAbove).map(show)}
      {message.text && !isSilent(messages, at) && !isSaidByCard(message) && (
        <p class={message.author === "system" ? "quiet" : mine ? "msg me" : message.text.length > LONG ? "msg long" : "msg"} dir="auto" lang={message.locale ?? undefined}>
          <Text text={message.text} />
        </p>
      )}
      {products.length > 0 && <Products cards={products} words={words} />}
      {others.filter((card) => !isAbove(card)).map(show)}
      {mine && MASKED.test(message.text) && <Note icon="shield" text={words.card_masked} />}
      {hasStamp(messages, at) && <Stamp chat={chat} at={at} words={words} />}
    </>
  );
}

const Note = ({ icon, text }: { icon: "shield"; text: string }) => (
  <p class="stamp me">
    <Icon name={icon} small />
    {text}
  </p>
);

function Stamp({ chat, at, words }: { chat: Chat; at: number; words: Words }) {
  const { messages } = chat.log;
  const message = messages[at]!;
  const time = clockTime(message.at, flavour(chat.locale, navigator.languages));
  if (isMine(message)) {
    const answered = messages.slice(at + 1).some((m) => m.author === "bot" || m.author === "agent");
    const seen = answered || message.seq <= (chat.state?.read_by_agent ?? 0);
    return <p class="stamp me">{put(seen ? words.read : words.sent, { time })}</p>;
  }
  const who = message.author === "bot" ? words.bot : (message.name ?? words.shop);
  return <p class="stamp">{put(words.stamp, { who, time })}</p>;
}

/** Written, not acknowledged: outlined, with a clock once the connection is gone. */
export function UnsentView({ item, waiting, words }: { item: Unsent; waiting: boolean; words: Words }) {
  if (!item.text) return null;
  return (
    <>
      <p class="msg me unsent" dir="auto">
        <Text text={item.text} />
      </p>
      {item.refused ? (
        <p class="stamp me bad" role="alert">
          <Icon name="warning" small />
          {item.refused}
          <button type="button" class="link" onClick={() => again(item.client_id)}>
            {words.again}
          </button>
          <button type="button" class="link" onClick={() => remove(item.client_id)}>
            {words.remove}
          </button>
        </p>
      ) : (
        <p class={waiting ? "stamp me wait" : "stamp me"}>
          <Icon name="clock" small />
          {waiting ? words.unsent : words.sending}
        </p>
      )}
    </>
  );
}
