import { expect, test } from "vitest";
import { blank, draftOf, wrongOf } from "../src/settings/delivery/lanes";

test("days are told together and in order", () => {
  expect(wrongOf(blank)).toBeUndefined();
  expect(wrongOf({ days_min: 2, days_max: 4, duty: null })).toBeUndefined();
  expect(wrongOf({ days_min: 4, days_max: 2, duty: "shop" })).toBe("delivery.order_days");
  expect(wrongOf({ days_min: null, days_max: 2, duty: null })).toBe("delivery.both_days");
});

test("only what the merchant fills in is sent back", () => {
  const zone = { id: 1, name: "Europe", countries: ["FR"], rates: [], lane: blank, differing: [] };
  const delivery = { from_store: true, zones: [zone], payment_methods: null, currencies: null, policies: [], read_at: null };
  expect(draftOf(delivery)).toEqual({ zones: [{ id: 1, lane: blank, differing: [] }] });
});
