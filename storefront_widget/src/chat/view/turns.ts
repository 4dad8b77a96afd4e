/** What stands where in the log: when a time is shown, and which forms are still open. */
import type { Card, Message } from "../../protocol.ts";

const APART = 5 * 60_000; // ms between two messages that get a time of their own

export const isMine = (message: Message): boolean => message.author === "shopper";

/** True where the time stands below a message: at the end of the last run of either side, and before a pause. */
export function hasStamp(messages: Message[], at: number): boolean {
  const message = messages[at];
  if (!message || message.author === "system") return false;
  const next = messages[at + 1];
  if (next && isMine(next) === isMine(message) && next.author === message.author) return Date.parse(next.at) - Date.parse(message.at) > APART;
  const later = messages.slice(at + 1);
  const isLastRun = !later.some((m) => m.author !== "system" && isMine(m) === isMine(message));
  return isLastRun || (!!next && Date.parse(next.at) - Date.parse(message.at) > APART);
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

/** True once a later card has taken the place of a form: it then stands there without fields. */
export function isSpent(messages: Message[], at: number, card: Card): boolean {
  const family = FAMILY[card.type];
  return !!family && messages.slice(at + 1).some((message) => message.cards.some((later) => FAMILY[later.type] === family));
}

/** Count what came in from the shop and was not seen. */
export const unread = (messages: Message[], seen: number): number => messages.filter((m) => !isMine(m) && m.seq > seen).length;
