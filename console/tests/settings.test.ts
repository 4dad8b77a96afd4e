import { describe, expect, test } from "vitest";
import { hostOf } from "../src/settings/hosts";
import { areSound, clockOf, hoursAWeek, nextSpan } from "../src/settings/hours/spans";
import { parts, wouldSay } from "../src/settings/triggers/sentence";

describe("a host", () => {
  test.each([
    ["www.example.com", "www.example.com"],
    [" HTTPS://Shop.Example.com/pages/x?y ", "shop.example.com"],
    ["localhost:8000", "localhost:8000"],
    ["127.0.0.1:8000", "127.0.0.1:8000"],
    ["münchen.example", "xn--mnchen-3ya.example"],
    ["*.example.com", null],
    ["two words.com", null],
    ["example", null],
    ["user:pass@example.com", null],
    ["", null],
  ])("%s", (typed, host) => expect(hostOf(typed)).toBe(host));
});

describe("opening hours", () => {
  test.each([["9", "09:00"], ["930", "09:30"], ["9:30", "09:30"], ["18.15", "18:15"], ["24", "24:00"], ["24:30", null], ["9:75", null], ["soon", null]])("%s is %s", (typed, clock) => expect(clockOf(typed)).toBe(clock));
  test("are sound in order and without overlap", () => {
    expect(areSound([{ from: "09:00", to: "12:00" }, { from: "13:00", to: "24:00" }])).toBe(true);
    expect(areSound([{ from: "09:00", to: "13:00" }, { from: "12:00", to: "18:00" }])).toBe(false);
    expect(areSound([{ from: "18:00", to: "09:00" }])).toBe(false);
  });
  test("go on an hour after the last span", () => {
    expect(nextSpan([])).toEqual({ from: "09:00", to: "18:00" });
    expect(nextSpan([{ from: "09:00", to: "12:00" }])).toEqual({ from: "13:00", to: "17:00" });
    expect(nextSpan([{ from: "09:00", to: "24:00" }])).toEqual({ from: "23:00", to: "24:00" });
  });
  test("are summed over the week", () => {
    const none: { from: string; to: string }[] = [];
    expect(hoursAWeek({ mon: [{ from: "09:00", to: "12:30" }], tue: [{ from: "00:00", to: "24:00" }], wed: none, thu: none, fri: none, sat: none, sun: none })).toBe(27.5);
  });
});

describe("a rule", () => {
  test("is words and slots", () => expect(parts("When {pages} for {seconds}.")).toEqual([{ text: "When " }, { slot: "pages" }, { text: " for " }, { slot: "seconds" }, { text: "." }]));
  const night = { from: 22, to: 8 };
  test("is quiet at night unless it may speak then", () => {
    expect(wouldSay({ night: false }, { hour: 23, chatting: false }, night)).toBe("night");
    expect(wouldSay({ night: false }, { hour: 7, chatting: false }, night)).toBe("night");
    expect(wouldSay({ night: true }, { hour: 23, chatting: false }, night)).toBe("bubble");
    expect(wouldSay({ night: false }, { hour: 8, chatting: false }, night)).toBe("bubble");
  });
  test("is always quiet over an open chat", () => expect(wouldSay({ night: true }, { hour: 14, chatting: true }, night)).toBe("busy"));
});
