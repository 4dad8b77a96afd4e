/** What the script tag and the page say about themselves. */

/** Scripts that optimisers put off (Cloudflare, WP Rocket) do not always know that they are the current one. */
const script = (document.currentScript ?? document.querySelector("script[data-store]")) as HTMLScriptElement | null;

/** The script tag's own words. Where the shop can tell who is signed in: `proxy`, the path of Shopify's app proxy, or `identity`, an address. */
export const said = script?.dataset ?? {};

/** Parley's own origin: where this script came from. */
export const origin = script ? new URL(script.src).origin : "";
/** Without a store nothing begins. */
export const store = said.store as string;
export const product = said.product || null;
export const locale = said.locale || document.documentElement.lang || navigator.language;

/** Kind of page: what the theme says, else what the path says ("/de/products/halo" is a product). */
export const kind = said.page || (/^(?:\/\w\w(?:-\w\w)?)?\/(cart|checkout|product|collection)/i.exec(location.pathname)?.[1] ?? "other");
