import { expect, test } from "vitest";
import { en } from "../src/i18n/en";
import { fill } from "../src/i18n/fill";
import { zh } from "../src/i18n/zh";

const slots = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const mayDrop = new Set(["{n}", "{fired}", "{issued}", "{taken}"]); // said by a plural's own words

test("every Chinese text uses no slot that the English one lacks, and drops none that matters", () => {
  for (const [key, text] of Object.entries(en)) {
    const [ours, theirs] = [slots(text), slots(zh[key as keyof typeof en])];
    expect(theirs.filter((slot) => !ours.includes(slot)), key).toEqual([]);
    expect(ours.filter((slot) => !theirs.includes(slot) && !mayDrop.has(slot)), key).toEqual([]);
  }
});

test("no text ends in success or an exclamation", () => {
  for (const [key, text] of Object.entries({ ...en })) expect(text, key).not.toMatch(/successfully|!$/i);
});

test("a plural is chosen by n, and unknown slots stay for others to fill", () => {
  expect(fill("one mail|{n} mails", { n: 1 })).toBe("one mail");
  expect(fill("one mail|{n} mails", { n: 4 })).toBe("4 mails");
  expect(fill("{a} and {b}", { a: "x" })).toBe("x and {b}");
});
