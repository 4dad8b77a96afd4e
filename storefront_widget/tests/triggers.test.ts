import assert from "node:assert/strict";
import { test } from "node:test";
import { cameBack, isFlickUp } from "../src/loader/leaving.ts";
import { due, isMeantFor, isNight, matches, mustHush, type Hush, type Moment } from "../src/loader/triggers.ts";
import type { Trigger } from "../src/protocol.ts";

const rule = (part: Partial<Trigger>): Trigger => ({ id: "t", kind: "dwell", text: "", take: "", decline: "", coupon: true, ...part });
const moment = (part: Partial<Moment>): Moment => ({ signal: "tick", kind: "product", path: "/products/halo", before: "", onPage: 0, inVisit: 0, views: 0, ...part });
const hush = (part: Partial<Hush>): Hush => ({ hour: 12, night: { from: 22, to: 8 }, open: false, typing: false, kind: "product", ...part });

test("dwell counts the visit, and the page alone where the rule names pages", () => {
  assert.equal(matches(rule({ seconds: 90 }), moment({ inVisit: 89 })), false);
  assert.equal(matches(rule({ seconds: 90 }), moment({ inVisit: 90 })), true);
  assert.equal(matches(rule({ seconds: 90, pages: ["product"] }), moment({ inVisit: 200, onPage: 5 })), false);
  assert.equal(matches(rule({ seconds: 90, pages: ["product"] }), moment({ onPage: 90 })), true);
});

test("exit intent needs a visitor who has been here for a moment", () => {
  assert.equal(matches(rule({ kind: "exit" }), moment({ signal: "exit", onPage: 1 })), false);
  assert.equal(matches(rule({ kind: "exit" }), moment({ signal: "exit", onPage: 3 })), true);
  assert.equal(matches(rule({ kind: "exit" }), moment({ signal: "tick", onPage: 30 })), false);
});

test("leaving the cart is turning away on it or opening another page; going on to checkout is not", () => {
  const leave = rule({ kind: "cart_leave" });
  assert.equal(matches(leave, moment({ kind: "cart", signal: "exit" })), true);
  assert.equal(matches(leave, moment({ kind: "cart", signal: "tick", before: "cart" })), false);
  assert.equal(matches(leave, moment({ before: "cart" })), true);
  assert.equal(matches(leave, moment({ before: "checkout" })), false);
  assert.equal(matches(leave, moment({ before: "product" })), false);
});

test("a product looked at for the third time counts as a repeated view", () => {
  assert.equal(matches(rule({ kind: "repeat_view" }), moment({ views: 2 })), false);
  assert.equal(matches(rule({ kind: "repeat_view" }), moment({ views: 3 })), true);
  assert.equal(matches(rule({ kind: "repeat_view", views: 2 }), moment({ views: 2 })), true);
});

test("a rule without pages is meant for every page", () => {
  assert.equal(isMeantFor([], "home", "/"), true);
  assert.equal(isMeantFor(["cart"], "product", "/products/halo"), false);
  assert.equal(isMeantFor(["/products/*"], "product", "/products/halo"), true);
  assert.equal(isMeantFor(["/about"], "other", "/about"), true);
});

test("the night may run over midnight, or be none", () => {
  for (const hour of [22, 23, 0, 7]) assert.equal(isNight(hour, { from: 22, to: 8 }), true);
  for (const hour of [8, 12, 21]) assert.equal(isNight(hour, { from: 22, to: 8 }), false);
  assert.equal(isNight(2, { from: 1, to: 5 }), true);
  assert.equal(isNight(2, null), false);
  assert.equal(isNight(2, { from: 8, to: 8 }), false);
});

test("nothing is said over an open chat, into typing, on checkout or at night", () => {
  assert.equal(mustHush(hush({})), false);
  for (const part of [{ open: true }, { typing: true }, { kind: "checkout" }, { hour: 23 }]) assert.equal(mustHush(hush(part)), true);
});

test("the first rule that is due and was not declined speaks", () => {
  const rules = [rule({ id: "a", seconds: 10 }), rule({ id: "b", seconds: 10 })];
  assert.equal(due(rules, moment({ inVisit: 10 }), () => false)?.id, "a");
  assert.equal(due(rules, moment({ inVisit: 10 }), (id) => id === "a")?.id, "b");
  assert.equal(due(rules, moment({ inVisit: 10 }), () => true), undefined);
});

test("a flick to the top is leaving, slow scrolling is reading", () => {
  assert.equal(isFlickUp([{ at: 0, y: 1200 }, { at: 200, y: 600 }]), true);
  assert.equal(isFlickUp([{ at: 0, y: 1200 }, { at: 900, y: 600 }]), false);
  assert.equal(isFlickUp([{ at: 0, y: 100 }, { at: 100, y: 900 }]), false);
  assert.equal(isFlickUp([]), false);
});

test("a short glance elsewhere and a forgotten tab are no coming back", () => {
  assert.equal(cameBack(2000), false);
  assert.equal(cameBack(20_000), true);
  assert.equal(cameBack(3_600_000), false);
});
