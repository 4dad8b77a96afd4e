import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff } from "../src/chat/wire/backoff.ts";
import { next, refuse, retry, without, type Unsent } from "../src/chat/wire/outbox.ts";
import { decode, event, join } from "../src/chat/wire/packets.ts";
import { EMPTY, fill, hasGap, push, type Log } from "../src/chat/wire/thread.ts";
import type { Message, State } from "../src/protocol.ts";

const SPACE = "/shopper";
const message = (seq: number, text = "m" + seq): Message => ({ id: "i" + seq, seq, author: "bot", name: null, client_id: null, text, cards: [], choices: [], locale: "en", at: "2026-11-20T14:02:00Z" });
const state = {} as State;
const seqs = (log: Log) => log.messages.map((m) => m.seq);

test("packets are read as Socket.IO 5 writes them", () => {
  assert.deepEqual(decode('0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}', SPACE), { kind: "open", sid: "a", upgrades: [], pingInterval: 25000, pingTimeout: 20000, maxPayload: 1000000 });
  assert.deepEqual(decode("2", SPACE), { kind: "ping" });
  assert.deepEqual(decode('40/shopper,{"sid":"x"}', SPACE), { kind: "joined" });
  assert.deepEqual(decode('44/shopper,{"message":"token_expired"}', SPACE), { kind: "refused", code: "token_expired" });
  assert.deepEqual(decode("41/shopper,", SPACE), { kind: "left" });
  assert.deepEqual(decode('42/shopper,["typing",{"who":"agent"}]', SPACE), { kind: "event", name: "typing", data: { who: "agent" } });
  assert.deepEqual(decode('43/shopper,12[{"id":"a","seq":3}]', SPACE), { kind: "ack", id: 12, data: { id: "a", seq: 3 } });
});

test("another namespace, a binary packet and rubbish are passed over", () => {
  for (const frame of ['42/agent,["x",1]', '451-["x"]', "", "42/shopper,[", "b64"]) assert.deepEqual(decode(frame, SPACE), { kind: "other" });
});

test("packets are written as Socket.IO 5 reads them", () => {
  assert.equal(join(SPACE, { token: "t" }), '40/shopper,{"token":"t"}');
  assert.equal(event(SPACE, 7, "send", { a: 1 }), '42/shopper,7["send",{"a":1}]');
});

test("waiting doubles up to half a minute, and jitter never makes it nothing", () => {
  assert.equal(backoff(0, 0), 500);
  assert.equal(backoff(0, 1), 1000);
  assert.equal(backoff(3, 1), 8000);
  assert.equal(backoff(20, 1), 30_000);
});

test("messages show once and in order, however often and in whatever order they come", () => {
  let log = EMPTY;
  for (const seq of [1, 2, 2, 1, 3]) log = push(log, message(seq));
  assert.deepEqual(seqs(log), [1, 2, 3]);
  assert.equal(hasGap(log), false);
});

test("what stands behind a gap waits until the gap is filled", () => {
  let log = push(push(EMPTY, message(1)), message(4));
  assert.deepEqual(seqs(log), [1]);
  assert.equal(hasGap(log), true);
  log = fill(log, { messages: [message(2), message(3)], last_seq: 4, state });
  assert.deepEqual(seqs(log), [1, 2, 3, 4]);
  assert.equal(hasGap(log), false);
});

test("a number that the server does not show is no gap for ever", () => {
  const log = fill(push(EMPTY, message(1)), { messages: [message(3)], last_seq: 3, state });
  assert.deepEqual(seqs(log), [1, 3]);
  assert.equal(hasGap(push(log, message(4))), false);
});

test("a heartbeat with a higher number is a gap; one with a lower number is not", () => {
  const log = push(EMPTY, message(1));
  assert.equal(hasGap(log, 2), true);
  assert.equal(hasGap(log, 1), false);
  assert.equal(hasGap(log, 0), false);
});

test("a message that comes again, masked by now, replaces the old one", () => {
  const log = fill(push(EMPTY, message(1)), { messages: [message(1, "masked")], last_seq: 1, state });
  assert.deepEqual(log.messages.map((m) => m.text), ["masked"]);
});

test("any shuffle with repeats ends in the same thread", () => {
  const all = Array.from({ length: 30 }, (_, i) => message(i + 1));
  for (let round = 0; round < 50; round++) {
    const shuffled = [...all, ...all].map((m) => [Math.random(), m] as const).sort((a, b) => a[0] - b[0]);
    const log = shuffled.reduce((soFar, [, m]) => push(soFar, m), EMPTY);
    assert.deepEqual(seqs(log), all.map((m) => m.seq));
  }
});

test("unsent messages go in order; a refused one stands aside until it is tried again", () => {
  const item = (client_id: string): Unsent => ({ client_id, at: "", text: client_id });
  let box = [item("a"), item("b")];
  assert.equal(next(box)?.client_id, "a");
  box = refuse(box, "a", "too long");
  assert.equal(next(box)?.client_id, "b");
  box = retry(box, "a");
  assert.deepEqual(box, [item("a"), item("b")]);
  assert.deepEqual(without(box, "a"), [item("b")]);
});
