import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces, safe } from "../src/chat/text/links.ts";
import { maskCards } from "../src/chat/text/mask.ts";
import { clockTime, span, sum } from "../src/chat/text/times.ts";

test("card numbers are masked, with spaces, dashes or none", () => {
  assert.equal(maskCards("my card 4111 1111 1111 1111, ok?"), "my card •••• 1111, ok?");
  assert.equal(maskCards("4111-1111-1111-1111"), "•••• 1111");
  assert.equal(maskCards("378282246310005"), "•••• 0005");
  assert.equal(maskCards("4111 1111 1111 1111 123"), "•••• 1111 123");
  assert.equal(maskCards("4111111111111111 and 5555555555554444"), "•••• 1111 and •••• 4444");
});

test("numbers that are no cards stay: orders, phones, parcels", () => {
  for (const text of ["order 1042", "+49 341 123456789", "4111 1111 1111 1112", "00340434161094042557000000", "0000000000000000"]) assert.equal(maskCards(text), text);
});

test("addresses become links, and the full stop after them does not", () => {
  assert.deepEqual(pieces("See https://lumen.example/returns. Thanks"), [
    { text: "See " },
    { text: "https://lumen.example/returns", href: "https://lumen.example/returns" },
    { text: ". Thanks" },
  ]);
  assert.deepEqual(pieces("(https://a.example/x_(y))").map((p) => p.text), ["(", "https://a.example/x_(y)", ")"]);
  assert.deepEqual(pieces("看https://a.example/x。谢谢").map((p) => p.text), ["看", "https://a.example/x", "。谢谢"]);
});

test("nothing but http and https is a link", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", "  "]) assert.equal(safe(text), undefined);
  assert.deepEqual(pieces("javascript:alert(1) <b>x</b>"), [{ text: "javascript:alert(1) <b>x</b>" }]);
  assert.equal(safe(null), undefined);
});

test("times name the day only when it is not today", () => {
  const now = new Date("2026-11-20T15:00:00");
  assert.equal(clockTime("2026-11-20T14:02:00", "en-GB", now), "14:02");
  assert.equal(clockTime("2026-11-18T14:02:00", "de", now), "Mittwoch, 14:02");
});

test("what is left of an offer is said in words", () => {
  const now = Date.parse("2026-11-20T21:18:00Z");
  assert.equal(span("2026-11-20T23:30:00Z", "en", now), "2 hours and 12 minutes");
  assert.equal(span("2026-11-22T21:18:00Z", "de", now), "2 Tage");
  assert.equal(span("2026-11-20T21:17:00Z", "en", now), null);
  assert.equal(span("never", "en", now), null);
});

test("amounts of one currency are added; others are not", () => {
  assert.equal(sum([{ amount: 89, currency: "EUR", quantity: 1 }, { amount: 12, currency: "EUR", quantity: 2 }], "en"), "€113.00");
  assert.equal(sum([{ amount: 89, currency: "EUR", quantity: 1 }, { amount: 1, currency: "USD", quantity: 1 }], "en"), null);
  assert.equal(sum([{ quantity: 1 }], "en"), null);
  assert.equal(sum([], "en"), null);
});
