import type { Hours, Weekday } from "../../api/shapes";

export type Span = Hours["week"][Weekday][number];
export const weekdays: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function minutes(clock: string): number {
  const [hours, rest] = clock.split(":").map(Number);
  return hours! * 60 + rest!;
}

/** Does every span end after it begins, and none begin before the one above ended? */
export function areSound(spans: readonly Span[]): boolean {
  return spans.every((span, at) => {
    const before = spans[at - 1];
    return minutes(span.from) < minutes(span.to) && (!before || minutes(before.to) <= minutes(span.from));
  });
}

/** A span to begin with, after those that are there: the usual day, or the rest of it. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return { from: "09:00", to: "18:00" };
  const from = Math.min(minutes(last.to) + 60, 23 * 60);
  return { from: clock(from), to: clock(Math.min(from + 240, 24 * 60)) };
}

/** "HH:MM" of what somebody typed: "9", "930", "9.30", "24"; null when it is no time of day. 24:00 ends a day. */
export function clockOf(typed: string): string | null {
  const found = /^(\d{1,2})[:.h]?(\d{2})?$/.exec(typed.trim());
  if (!found) return null;
  const at = Number(found[1]) * 60 + Number(found[2] ?? 0);
  return Number(found[2] ?? 0) < 60 && at <= 24 * 60 ? clock(at) : null;
}

function clock(at: number): string {
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

/** Hours open in a week, for the sum below the grid. */
export function hoursAWeek(week: Hours["week"]): number {
  const all = weekdays.flatMap((day) => week[day]);
  return all.reduce((sum, span) => sum + Math.max(0, minutes(span.to) - minutes(span.from)), 0) / 60;
}
