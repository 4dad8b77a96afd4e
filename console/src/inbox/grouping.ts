import type { InboxRow } from "../api/shapes";
import { nearMinutes, sameDay } from "./due";

/** The groups of the list, loudest first. */
export const urgencies = ["late", "near", "today", "later", "shopper", "bot", "closed"] as const;
export type Urgency = (typeof urgencies)[number];
export interface Group {
  urgency: Urgency;
  rows: InboxRow[];
}
type Timed = Pick<InboxRow, "holder" | "waiting" | "due_at" | "last_at">;

/** Where a conversation stands in the list at `now`. */
export function urgency(row: Timed, now: Date): Urgency {
  if (row.holder === "closed") return "closed";
  if (row.holder === "bot") return "bot";
  if (row.waiting === "shopper") return "shopper";
  if (row.due_at === null) return "today";
  const at = new Date(row.due_at);
  const left = at.getTime() - now.getTime();
  if (left <= 0) return "late";
  if (left <= nearMinutes * 60_000) return "near";
  return sameDay(at, now) ? "today" : "later";
}

/** Earlier due first; without a due time, the longest silent first for us and the freshest first for others. */
function before(a: Timed, b: Timed): number {
  if (a.due_at !== null && b.due_at !== null) return a.due_at.localeCompare(b.due_at);
  if (a.due_at !== null || b.due_at !== null) return a.due_at !== null ? -1 : 1;
  return b.last_at.localeCompare(a.last_at);
}

/** Put rows into their groups at `now`; groups without rows are left out. */
export function grouped(rows: readonly InboxRow[], now: Date): Group[] {
  const groups = new Map<Urgency, InboxRow[]>();
  for (const row of [...rows].sort(before)) {
    const at = urgency(row, now);
    groups.set(at, [...(groups.get(at) ?? []), row]);
  }
  return urgencies.flatMap((name) => (groups.has(name) ? [{ urgency: name, rows: groups.get(name)! }] : []));
}

/** The id `step` places from `open`; the ends stay. From nowhere, the first. */
export function neighbour(ids: readonly string[], open: string | null, step: number): string | null {
  const at = open === null ? -1 : ids.indexOf(open);
  if (at < 0) return ids[0] ?? null;
  return ids[Math.max(0, Math.min(ids.length - 1, at + step))] ?? null;
}
