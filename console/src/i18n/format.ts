import type { Money } from "../api/shapes";
import { locale, t } from "./index";

const tag = () => (locale() === "zh" ? "zh-Hans" : "en-GB");

/** "€89.00": the currency's own digits, the narrow sign where one is known. */
export function money(value: Money): string {
  const format = new Intl.NumberFormat(tag(), { style: "currency", currency: value.currency, currencyDisplay: "narrowSymbol" });
  return format.format(Number(value.amount));
}

/** "€412": without cents, for sums that are read at a glance. */
export function roundMoney(value: Money): string {
  const options = { style: "currency", currency: value.currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(tag(), options).format(Number(value.amount));
}

/** "5%", as the shoppers of a language write it. */
export function percentIn(code: string, percent: number): string {
  return new Intl.NumberFormat(code, { style: "percent", maximumFractionDigits: 1 }).format(percent / 100);
}

export function count(value: number): string {
  return new Intl.NumberFormat(tag()).format(value);
}

/** "08:26" in `zone`, or here. */
export function clock(at: string | Date, zone?: string): string {
  return new Date(at).toLocaleTimeString(tag(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
}

/** "12 Sep" or "9月12日"; with the year when it is not this one. */
export function day(at: string | Date): string {
  const date = new Date(at);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : ("numeric" as const);
  const options = { day: "numeric", month: locale() === "zh" ? "long" : "short", year } as const;
  return date.toLocaleDateString(tag(), options);
}

/** Time alone for today, else the day with it. */
export function dayAndClock(at: string | Date): string {
  const date = new Date(at);
  if (date.toDateString() === new Date().toDateString()) return clock(date);
  return t("time.day_clock", { day: day(date), clock: clock(date) });
}

/** "3 min ago", "2 h ago", then the day. */
export function ago(at: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(at)) / 60_000));
  if (minutes < 1) return t("time.just_now");
  if (minutes < 60) return t("time.minutes_ago", { n: minutes });
  if (minutes < 24 * 60) return t("time.hours_ago", { n: Math.floor(minutes / 60) });
  return day(at);
}

/** "3 min", "2 h": how long something has lasted. */
export function since(at: string, now = Date.now()): string {
  const minutes = Math.max(1, Math.round((now - Date.parse(at)) / 60_000));
  return minutes < 60 ? t("due.minutes", { m: minutes }) : t("time.hours", { n: Math.floor(minutes / 60) });
}

/** Name of a language in the reader's own: "Arabic", "阿拉伯语". */
export function languageName(code: string): string {
  return new Intl.DisplayNames([tag()], { type: "language", fallback: "code" }).of(code) ?? code;
}

/** Name of a language in itself: "Deutsch", "中文". */
export function ownName(code: string): string {
  const name = new Intl.DisplayNames([code], { type: "language", fallback: "code" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** "Riyadh" from "Asia/Riyadh", when no better place is known. */
export function zonePlace(zone: string): string {
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}

/** Writing direction of a language. */
export function direction(code: string): "rtl" | "ltr" {
  return /^(ar|fa|he|ur)\b/.test(code) ? "rtl" : "ltr";
}

/** Is it between 22:00 and 07:00 in `zone`? */
export function isNight(zone: string, at = new Date()): boolean {
  const hour = Number(at.toLocaleTimeString("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: zone }));
  return hour >= 22 || hour < 7;
}
