import type { Delivery, DeliveryZone, Lane } from "../../api/shapes";
import { locale, t } from "../../i18n";

export const blank: Lane = { days_min: null, days_max: null, duty: null };
export const everywhereElse = "*";

/** What of the page is the merchant's to fill in. */
export function draftOf(delivery: Delivery): { zones: Pick<DeliveryZone, "id" | "lane" | "differing">[] } {
  return { zones: delivery.zones.map(({ id, lane, differing }) => ({ id, lane, differing })) };
}

/** Why a lane cannot be saved, or nothing. */
export function wrongOf(lane: Lane): string | undefined {
  if ((lane.days_min === null) !== (lane.days_max === null)) return t("delivery.both_days");
  if (lane.days_min !== null && lane.days_max !== null && lane.days_max < lane.days_min) return t("delivery.order_days");
  return undefined;
}

/** "France", "法国"; the rest of the world for "*". */
export function countryName(code: string): string {
  if (code === everywhereElse) return t("delivery.rest");
  const names = new Intl.DisplayNames([locale() === "zh" ? "zh-Hans" : "en-GB"], { type: "region", fallback: "code" });
  return names.of(code) ?? code;
}

/** Every country there is, for zones that hold the rest of the world. */
export function allCountries(): string[] {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((one) => letters.map((two) => one + two)).filter((code) => countryName(code) !== code && !["EU", "UN", "ZZ", "XA", "XB", "EZ", "QO"].includes(code));
}
