import type { AgentBrief, Message, Note, ThreadEvent } from "../api/shapes";

/** What stands in the thread, in order. Pure: what was read comes in. */
export type Entry =
  | { kind: "message"; key: string; at: string; message: Message; follows: boolean }
  | { kind: "event"; key: string; at: string; event: ThreadEvent }
  | { kind: "note"; key: string; at: string; note: Note }
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string; at: string };

type Placed = Exclude<Entry, { kind: "day" | "new" }>;
const rank: Record<Placed["kind"], number> = { message: 0, event: 1, note: 2 };
const together = 3 * 60_000; // ms; one author's messages within this stand under one name

function inOrder(a: Placed, b: Placed): number {
  if (a.kind === "message" && b.kind === "message") return a.message.seq - b.message.seq;
  return a.at.localeCompare(b.at) || rank[a.kind] - rank[b.kind];
}

function follows(entry: Placed, last: Entry | undefined): boolean {
  if (entry.kind !== "message" || last?.kind !== "message") return false;
  const sameAuthor = last.message.author === entry.message.author && last.message.name === entry.message.name;
  return sameAuthor && Date.parse(entry.at) - Date.parse(last.at) < together;
}

/** Does an event line say it already? The shopper's own quiet line about who has the conversation. */
function isSaidByEvent({ author, cards }: Message): boolean {
  return author === "system" && cards.length > 0 && cards.every((card) => card.type === "handover");
}

/**
 * Put messages, events and notes into one order, a line at each new day but the first,
 * and one line before the first shopper's message after `readUpTo` (a seq), unless all is new.
 */
export function timeline(messages: readonly Message[], events: readonly ThreadEvent[], notes: readonly Note[], readUpTo: number): Entry[] {
  const placed: Placed[] = [
    ...messages.filter((message) => !isSaidByEvent(message)).map((message) => ({ kind: "message" as const, key: message.id, at: message.at, message, follows: false })),
    ...events.map((event) => ({ kind: "event" as const, key: `${event.kind} ${event.at} ${event.reference ?? ""}`, at: event.at, event })),
    ...notes.map((note) => ({ kind: "note" as const, key: note.id, at: note.at, note })),
  ];
  const entries: Entry[] = [];
  let lastDay = "";
  let marked = readUpTo === 0;
  for (const entry of placed.sort(inOrder)) {
    const dayOf = new Date(entry.at).toDateString();
    if (lastDay && dayOf !== lastDay) entries.push({ kind: "day", key: `day ${dayOf}`, at: entry.at });
    lastDay = dayOf;
    if (!marked && entry.kind === "message" && entry.message.author === "shopper" && entry.message.seq > readUpTo) {
      entries.push({ kind: "new", key: "new", at: entry.at });
      marked = true;
    }
    entries.push(entry.kind === "message" ? { ...entry, follows: follows(entry, entries.at(-1)) } : entry);
  }
  return entries;
}

/** What a message that came in means for the known ones: put it in, drop it, or ask again because some are missing. */
export function receive(known: readonly Message[], message: Message): "known" | "gap" | Message[] {
  const last = known.at(-1)?.seq ?? 0;
  if (message.seq <= last) return "known";
  return message.seq === last + 1 ? [...known, message] : "gap";
}

/** Who else looks, after somebody came or went; the socket knows first names only. */
export function looking(known: readonly AgentBrief[], name: string, here: boolean): AgentBrief[] {
  const others = known.filter((one) => one.name.split(" ")[0] !== name);
  return here ? [...others, { id: name, name }] : others;
}
