import assert from "node:assert/strict";
import { test } from "node:test";
import { hasStamp, isSilent, isSpent, lastWish, unread } from "../src/chat/view/turns.ts";
import type { Card, Message } from "../src/protocol.ts";

const PROVED: Card = { type: "proved", text: "Order 1042 with c•••@mail.fr, matched" };
const PROOF: Card = { type: "proof", number: "1042" };

let count = 0;
const turn = (author: Message["author"], at: string, text = "x", cards: Card[] = []): Message => ({
  id: "i" + ++count, seq: count, author, name: null, client_id: null, text, cards, choices: [], locale: "en", at: `2026-11-20T${at}:00Z`,
});
const stamps = (messages: Message[]) => messages.map((_, at) => hasStamp(messages, at));

test("the time stands under the last run of either side", () => {
  assert.deepEqual(stamps([turn("bot", "14:00"), turn("shopper", "14:00"), turn("bot", "14:00"), turn("bot", "14:00")]), [false, true, false, true]);
});

test("a new minute gives the shop's run a time of its own", () => {
  assert.deepEqual(stamps([turn("bot", "21:18"), turn("shopper", "21:19"), turn("bot", "21:19")]), [true, true, true]);
});

test("a pause within a run gets a time", () => {
  assert.deepEqual(stamps([turn("agent", "14:00"), turn("agent", "14:20")]), [true, true]);
});

test("a proof that follows stands for the shopper's last word", () => {
  assert.deepEqual(stamps([turn("shopper", "14:00"), turn("bot", "14:00", "here", [PROVED])]), [false, true]);
});

test("what was tapped without words, and a proof whose line follows, make no bubble", () => {
  const log = [turn("shopper", "14:00", ""), turn("shopper", "14:00", "#1042 · c•••@mail.fr"), turn("bot", "14:00", "here", [PROVED])];
  assert.deepEqual(log.map((_, at) => isSilent(log, at)), [true, true, false]);
  const wrong = [turn("shopper", "14:00", "#1042 · d•••@mail.fr"), turn("bot", "14:00", "no match", [PROOF])];
  assert.equal(isSilent(wrong, 0), false);
});

test("a form is spent once a later card of its kind stands in the log", () => {
  const log = [turn("bot", "14:00", "", [PROOF]), turn("bot", "14:01", "", [PROVED])];
  assert.equal(isSpent(log, 0, PROOF), true);
  assert.equal(isSpent(log.slice(0, 1), 0, PROOF), false);
  assert.equal(isSpent([...log.slice(0, 1), turn("bot", "14:01", "", [{ type: "article", title: "a", url: null }])], 0, PROOF), false);
});

test("only the shop's messages can be unread", () => {
  const log = [turn("shopper", "14:00"), turn("bot", "14:00"), turn("agent", "14:01")];
  assert.equal(unread(log, 0), 2);
  assert.equal(unread(log, log[1]!.seq), 1);
});

test("a request is filled with what the shopper wrote, not with what was tapped", () => {
  const said = [turn("shopper", "14:00", "can I swap it?"), turn("bot", "14:00"), turn("shopper", "14:00", "#1042 · c•••@mail.fr"), turn("shopper", "14:01", "Talk to a person"), turn("bot", "14:01")];
  assert.equal(lastWish(said, 4, "Talk to a person"), "can I swap it?");
  assert.equal(lastWish([turn("shopper", "14:00", "Talk to a person")], 0, "Talk to a person"), "");
});

test("the card of a request stands for its words", () => {
  const request: Card = { type: "request", reference: "P-3041", text: "swap it" };
  assert.equal(isSilent([turn("shopper", "14:00", "swap it"), turn("bot", "14:00", "It is with the team.", [request])], 0), true);
  assert.equal(isSilent([turn("shopper", "14:00", "swap it"), turn("bot", "14:00", "Sure.")], 0), false);
});
