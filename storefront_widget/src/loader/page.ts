/** What the script tag and the page say about themselves. */

const script = document.currentScript as HTMLScriptElement | null;
const said = script?.dataset ?? {};

/** Parley's own origin: where this script came from. */
export const origin = script ? new URL(script.src).origin : "";
export const store = said.store ?? "";
/** Path of the shop's app proxy ("/apps/parley"); present on Shopify-shaped stores only. */
export const proxy = said.proxy ?? "";
export const product = said.product || null;
export const locale = said.locale || document.documentElement.lang || navigator.language;

/** Kind of page: what the theme says, else what the path says ("/de/products/halo" is a product). */
export const kind = said.page || (/^(?:\/\w\w(?:-\w\w)?)?\/(cart|checkout|product|collection)/i.exec(location.pathname)?.[1] ?? "other");
