/** What stands where in the log: when a time is shown, and which forms are still open. */
import type { Card, Message } from "../../protocol.ts";

const APART = 5 * 60_000; // ms between two messages that get a time of their own

export const isMine = (message: Message): boolean => message.author === "shopper";

/** Words of the shopper, or the line that stands for the proof he gave. */
const isFromMe = (message: Message): boolean => isMine(message) || message.cards.some(({ type }) => type === "proved");

const PROOF = /^(#.* · |•+$)/; // a proof as the server words it, masked

/** True for what was filled in and needs no bubble of its own: nothing to read, a proof whose line follows, a request whose card says it. */
export function isSilent(messages: Message[], at: number): boolean {
  const { author, text = "", cards = [] } = messages[at] ?? {};
  if (author !== "shopper" || cards.length) return false;
  const next = messages[at + 1]?.cards ?? [];
  return !text || next.some((card) => (card.type === "proved" ? PROOF.test(text) : card.type === "request" && "text" in card && card.text === text));
}

/** Find what the shopper wrote last; asking for a person and proving an order are no words of his. */
export function lastWish(messages: Message[], at: number, person: string): string {
  const wishes = messages.slice(0, at + 1).filter((m) => isMine(m) && m.text && m.text !== person && !PROOF.test(m.text));
  return wishes[wishes.length - 1]?.text ?? "";
}

const isApart = (message: Message, next: Message): boolean => Date.parse(next.at) - Date.parse(message.at) > APART;

/** True where the time stands below a message: at the end of the shop's runs (once a minute) and of the shopper's last one, and before a pause. */
export function hasStamp(messages: Message[], at: number): boolean {
  const message = messages[at];
  if (!message || message.author === "system" || isSilent(messages, at)) return false;
  const next = messages[at + 1];
  if (next && isMine(next) === isMine(message) && next.author === message.author) return isApart(message, next);
  const later = messages.slice(at + 1);
  const isLastRun = !later.some((m) => m.author !== "system" && (isMine(message) ? isFromMe(m) : !isMine(m)));
  return isLastRun || (!!next && (isMine(message) ? isApart(message, next) : message.at.slice(0, 16) !== next.at.slice(0, 16)));
}

const FAMILY: Partial<Record<Card["type"], string>> = {
  proof: "proof",
  code: "proof",
  proved: "proof",
  return_form: "return",
  return: "return",
  offline: "offline",
  request: "offline",
};

/** True once a later card has taken the place of a form: a proof then makes way, a return stands there closed. */
export function isSpent(messages: Message[], at: number, card: Card): boolean {
  const family = FAMILY[card.type];
  return !!family && messages.slice(at + 1).some((message) => message.cards.some((later) => FAMILY[later.type] === family));
}

/** Count what came in from the shop and was not seen. */
export const unread = (messages: Message[], seen: number): number => messages.filter((m) => !isMine(m) && m.seq > seen).length;
