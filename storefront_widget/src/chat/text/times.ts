/** Times in the shopper's language and zone. */

/** The digits that the server writes with in every language, so that one window does not mix two kinds. */
export const DIGITS = { numberingSystem: "latn" } as const;

/** The visitor's own flavour of a language ("en-GB" where "en" is spoken), which knows whether he reads 14:02 or 2:02 PM. */
export const flavour = (locale: string, own: readonly string[]): string => own.find((one) => one.slice(0, 2) === locale.slice(0, 2)) ?? locale;

/** "14:02", with the weekday before it when that day is not today. */
export function clockTime(iso: string, locale: string, now: Date = new Date()): string {
  const at = new Date(iso);
  const today = at.toDateString() === now.toDateString();
  const near = now.getTime() - at.getTime() < 6 * 864e5;
  const day: Intl.DateTimeFormatOptions = today ? {} : near ? { weekday: "long" } : { day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(locale, { ...DIGITS, ...day, hour: "numeric", minute: "2-digit" }).format(at);
}

/** "2 hours and 12 minutes"; null once the time is over. */
export function span(until: string, locale: string, now: number = Date.now()): string | null {
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000);
  if (!(minutes > 0)) return null;
  const unit = (n: number, unit: string) => new Intl.NumberFormat(locale, { ...DIGITS, style: "unit", unit, unitDisplay: "long" }).format(n);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const parts = days ? [unit(days, "day"), hours ? unit(hours, "hour") : ""] : [hours ? unit(hours, "hour") : "", minutes % 60 ? unit(minutes % 60, "minute") : ""];
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(parts.filter(Boolean));
}

/** Sum of amounts in one currency, written for the reader; null where they cannot be added. */
export function sum(parts: { amount?: number | null | undefined; currency?: string | null | undefined; quantity: number }[], locale: string): string | null {
  const currency = parts[0]?.currency;
  if (!currency || parts.some((p) => typeof p.amount !== "number" || p.currency !== currency)) return null;
  const total = parts.reduce((all, p) => all + (p.amount ?? 0) * p.quantity, 0);
  return new Intl.NumberFormat(locale, { ...DIGITS, style: "currency", currency }).format(total);
}
