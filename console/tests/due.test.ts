import { expect, test } from "vitest";
import { due } from "../src/inbox/due";

const now = new Date(2026, 10, 21, 10, 30);
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test.each([
  [-4, "late", { say: "late_minutes", n: 4 }],
  [0, "late", { say: "late_minutes", n: 1 }],
  [-125, "late", { say: "late_hours", n: 2 }],
  [-3 * 24 * 60, "late", { say: "late_days", n: 3 }],
  [6, "near", { say: "minutes", m: 6 }],
  [15, "near", { say: "minutes", m: 15 }],
  [48, "plain", { say: "minutes", m: 48 }],
  [110, "plain", { say: "hours", h: 1, mm: "50" }],
  [125, "plain", { say: "hours", h: 2, mm: "05" }],
  [14 * 60, "calm", { say: "tomorrow" }],
  [5 * 24 * 60, "calm", { say: "day" }],
] as const)("%i minutes from now is %s", (minutes, loudness, saying) => {
  expect(due(at(minutes), now)).toEqual({ loudness, saying });
});

test("while the shopper has to move it is calm and never late", () => {
  expect(due(at(-10), now, "shopper")).toEqual({ loudness: "calm", saying: { say: "minutes", m: 1 } });
});
