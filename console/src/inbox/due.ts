/** How loud a due time is, and what it says. Pure: times come in. */
export type Loudness = "late" | "near" | "plain" | "calm";
export type Saying =
  | { say: "late_minutes" | "late_hours" | "late_days"; n: number }
  | { say: "minutes"; m: number }
  | { say: "hours"; h: number; mm: string }
  | { say: "tomorrow" }
  | { say: "day" };
export interface Due {
  loudness: Loudness;
  saying: Saying;
}

const minute = 60_000;
export const nearMinutes = 15;

/** Is `at` on the same day of the reader's clock as `now`, `plus` days later? */
export function sameDay(at: Date, now: Date, plus = 0): boolean {
  const day = new Date(now);
  day.setDate(day.getDate() + plus);
  return at.toDateString() === day.toDateString();
}

function late(minutes: number): Saying {
  if (minutes < 60) return { say: "late_minutes", n: Math.max(1, minutes) };
  if (minutes < 24 * 60) return { say: "late_hours", n: Math.floor(minutes / 60) };
  return { say: "late_days", n: Math.floor(minutes / (24 * 60)) };
}

function ahead(at: Date, now: Date, minutes: number): Saying {
  if (minutes < 60) return { say: "minutes", m: minutes };
  if (sameDay(at, now)) return { say: "hours", h: Math.floor(minutes / 60), mm: String(minutes % 60).padStart(2, "0") };
  return sameDay(at, now, 1) ? { say: "tomorrow" } : { say: "day" };
}

/** What the pill of something due at `at` shows at `now`; `calm` when the shopper has to move first. */
export function due(at: Date, now: Date, waiting: "us" | "shopper" = "us"): Due {
  const left = Math.ceil((at.getTime() - now.getTime()) / minute);
  if (waiting === "us" && left <= 0) return { loudness: "late", saying: late(-left) };
  const saying = ahead(at, now, Math.max(1, left));
  if (waiting === "shopper" || saying.say === "tomorrow" || saying.say === "day") return { loudness: "calm", saying };
  return { loudness: left <= nearMinutes ? "near" : "plain", saying };
}
