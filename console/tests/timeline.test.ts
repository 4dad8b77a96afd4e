import { describe, expect, test } from "vitest";
import type { Message, Note, ThreadEvent } from "../src/api/shapes";
import { looking, receive, timeline } from "../src/conversation/timeline";

const start = new Date(2026, 10, 20, 23, 50).getTime();
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
const message = (seq: number, minutes: number, author: Message["author"] = "shopper"): Message => ({
  id: `m${seq}`, conversation: "c", seq, author, name: null, client_id: null, text: "", cards: [], choices: [], locale: "en", at: at(minutes), masked: false,
});
const event = (minutes: number): ThreadEvent => ({ kind: "return.opened", at: at(minutes), by: { kind: "bot", name: null }, reference: "R-1", action: null, amount: null, by_hand: false });
const note = (minutes: number): Note => ({ id: "n", author: { id: "a", name: "Ben" }, text: "", at: at(minutes) });
const shape = (...given: Parameters<typeof timeline>) => timeline(...given).map((entry) => (entry.kind === "message" ? entry.message.id : entry.kind));

describe("the thread", () => {
  test("puts messages, events and notes into one order", () => {
    expect(shape([message(1, 0), message(2, 4, "bot")], [event(2)], [note(5)], 2)).toEqual(["m1", "event", "m2", "note"]);
  });
  test("trusts the sequence over the clocks", () => {
    expect(shape([message(2, 0), message(1, 1)], [], [], 2)).toEqual(["m1", "m2"]);
  });
  test("draws a line at a new day", () => {
    expect(shape([message(1, 0), message(2, 20)], [], [], 2)).toEqual(["m1", "day", "m2"]);
  });
  test("marks the shopper's first unread message once", () => {
    expect(shape([message(1, 0), message(2, 1, "bot"), message(3, 2), message(4, 3)], [], [], 1)).toEqual(["m1", "m2", "new", "m3", "m4"]);
  });
  test("marks nothing when all is new", () => {
    expect(shape([message(1, 0), message(2, 1)], [], [], 0)).toEqual(["m1", "m2"]);
  });
  test("names an author once for messages close together", () => {
    const follows = timeline([message(1, 0), message(2, 1), message(3, 9), message(4, 9.5, "bot")], [], [], 4).map((entry) => entry.kind === "message" && entry.follows);
    expect(follows).toEqual([false, true, false, false]);
  });
});

describe("a message that comes in", () => {
  const known = [message(1, 0), message(2, 1)];
  test("goes in when it is the next", () => expect(receive(known, message(3, 2))).toHaveLength(3));
  test("is dropped when it is known", () => expect(receive(known, message(2, 1))).toBe("known"));
  test("tells of a gap when one is missing between", () => expect(receive(known, message(4, 3))).toBe("gap"));
});

test("who looks comes once and goes", () => {
  const ben = { id: "a", name: "Ben Frost" };
  expect(looking([], "Jun", true)).toEqual([{ id: "Jun", name: "Jun" }]);
  expect(looking([ben], "Ben", true)).toHaveLength(1);
  expect(looking([ben], "Ben", false)).toEqual([]);
});

test("a quiet line about the hand-over is left to the event that says it", () => {
  const quiet = { ...message(1, 0, "system"), cards: [{ type: "handover", state: "joined", text: "Ben is here now." }] };
  expect(shape([quiet, message(2, 1)], [], [], 2)).toEqual(["m2"]);
});
