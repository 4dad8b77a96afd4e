import { describe, expect, test } from "vitest";
import type { InboxRow } from "../src/api/shapes";
import { grouped, neighbour, urgency } from "../src/inbox/grouping";

const now = new Date(2026, 10, 21, 10, 30); // a Saturday, here
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
const row = (id: string, due: number | null, rest: Partial<InboxRow> = {}): InboxRow => ({
  id, reference: "P-1", store: "s", channel: "web", locale: "en", shopper: "Cleo", gist: "", gist_by: "shopper", holder: "agent", agent: null,
  waiting: "us", due_at: due === null ? null : later(due), unread: 0, tags: [], read_by_shopper_at: null, last_seq: 1, last_at: later(-5), ...rest,
});

describe("urgency", () => {
  test.each([
    ["overdue", row("a", -1), "late"],
    ["due this very moment", row("a", 0), "late"],
    ["at the edge of a quarter", row("a", 15), "near"],
    ["after it", row("a", 16), "today"],
    ["before midnight", row("a", 13 * 60), "today"],
    ["after midnight", row("a", 14 * 60), "later"],
    ["ours without a due time", row("a", null), "today"],
    ["the shopper's turn, even when a follow-up is over", row("a", -1, { waiting: "shopper" }), "shopper"],
    ["the bot's", row("a", -1, { holder: "bot" }), "bot"],
    ["closed", row("a", -1, { holder: "closed" }), "closed"],
  ] as const)("%s", (_, given, expected) => expect(urgency(given, now)).toBe(expected));
});

test("groups stand by urgency, rows by due time, and no group is empty", () => {
  const rows = [row("today", 60), row("near", 9), row("later late", -2), row("very late", -30), row("bot", null, { holder: "bot" })];
  const found = grouped(rows, now).map(({ urgency: name, rows: inside }) => [name, inside.map(({ id }) => id)]);
  expect(found).toEqual([["late", ["very late", "later late"]], ["near", ["near"]], ["today", ["today"]], ["bot", ["bot"]]]);
});

test("without a due time the freshest stands first, after those that have one", () => {
  const rows = [row("old", null, { last_at: later(-60) }), row("fresh", null), row("due", 60)];
  expect(grouped(rows, now)[0]!.rows.map(({ id }) => id)).toEqual(["due", "fresh", "old"]);
});

test("j and k stop at the ends, and begin at the first", () => {
  expect(neighbour(["a", "b"], null, 1)).toBe("a");
  expect(neighbour(["a", "b"], "a", 1)).toBe("b");
  expect(neighbour(["a", "b"], "b", 1)).toBe("b");
  expect(neighbour(["a", "b"], "gone", -1)).toBe("a");
  expect(neighbour([], null, 1)).toBeNull();
});
