import type { Delivery, DeliveryZone, Lane } from "../../api/shapes";
import type { Key } from "../../i18n/en";

export const blank: Lane = { days_min: null, days_max: null, duty: null };

/** What of the page is the merchant's to fill in. */
export function draftOf(delivery: Delivery): { zones: Pick<DeliveryZone, "id" | "lane" | "differing">[] } {
  return { zones: delivery.zones.map(({ id, lane, differing }) => ({ id, lane, differing })) };
}

/** Why a lane cannot be saved, or nothing. */
export function wrongOf(lane: Lane): Key | undefined {
  if ((lane.days_min === null) !== (lane.days_max === null)) return "delivery.both_days";
  if (lane.days_min !== null && lane.days_max !== null && lane.days_max < lane.days_min) return "delivery.order_days";
  return undefined;
}
