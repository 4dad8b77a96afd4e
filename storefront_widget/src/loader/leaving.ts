/** Recognises on a phone, where no mouse leaves through the top, that somebody turns to leave. */

export interface Spot {
  at: number;
  y: number;
}

const UP = 500; // px
const WITHIN = 350; // ms; a flick to the address bar, not a reader going back

/** True when the page ran up fast; `spots` are scroll positions, oldest first, `at` in ms. */
export function isFlickUp(spots: Spot[]): boolean {
  const last = spots[spots.length - 1];
  return !!last && spots.some((s) => last.at - s.at <= WITHIN && s.y - last.y >= UP);
}

/** True when somebody comes back to the page after having been away for `ms`. */
export const cameBack = (ms: number): boolean => ms >= 5e3 && ms <= 18e5;
