import { expect, test } from "vitest";
import type { OrderFacts } from "../src/api/shapes";
import { allPieces, needsManager, typed, worth } from "../src/panel/actions/sums";

const euro = (amount: string) => ({ amount, currency: "EUR" });
const line = (id: string, left: number, amount: string) => ({ id, title: id, variant: null, left, price: euro(amount) });
const order = { can: { left: euro("100.00"), lines: [line("lamp", 1, "89.00"), line("shade", 2, "22.05"), line("gone", 0, "5.00")] } } as unknown as OrderFacts;

test("everything that is left goes back, and nothing that went back before", () => {
  expect(allPieces(order)).toEqual({ lamp: 1, shade: 2 });
});

test("pieces are worth what was paid for them, and never more than is left", () => {
  expect(worth(order, { shade: 2 })).toEqual(euro("44.10"));
  expect(worth(order, { lamp: 1, shade: 2 })).toEqual(euro("100.00"));
  expect(worth(order, {})).toEqual(euro("0.00"));
});

test.each([["24,5", "24.50"], [" 100 ", "100.00"], ["100.01", null], ["0", null], ["1.234", null], ["-3", null], ["1e2", null], ["", null]])("%j typed is %j", (text, amount) => {
  expect(typed(text, euro("100.00"))?.amount ?? null).toBe(amount);
});

test("a manager agrees above the limit, and always in another currency", () => {
  const limit = euro("50.00");
  expect(needsManager(euro("50.00"), limit)).toBe(false);
  expect(needsManager(euro("50.01"), limit)).toBe(true);
  expect(needsManager({ amount: "1.00", currency: "USD" }, limit)).toBe(true);
  expect(needsManager(euro("999.00"), null)).toBe(false);
  expect(needsManager(null, limit)).toBe(false);
});
