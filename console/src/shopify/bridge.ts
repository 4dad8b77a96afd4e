import { Refused } from "../api/refused";
import { t } from "../i18n";
import { go, root } from "../shell/router";

/** The part of App Bridge that we call. */
interface AppBridge {
  idToken(): Promise<string>;
  /** Ask the merchant for optional scopes, in a dialog of Shopify's own. */
  scopes?: { request(scopes: string[]): Promise<unknown> };
}
declare global {
  interface Window { shopify?: AppBridge }
}

const patience = 10_000; // ms; outside of the admin nobody answers

/** Whether this page stands in Shopify's admin; the server says so in its head. */
export const embedded = document.querySelector('meta[name="shopify-api-key"]') !== null;

/**
 * A fresh ID token: Shopify's word on who sits here, good for a minute.
 * @throws Refused where App Bridge is missing or silent.
 */
export async function idToken(): Promise<string> {
  const silent = () => new Refused(0, "no_bridge", t("shopify.no_bridge"));
  if (!window.shopify) throw silent();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, fail) => { waiting = setTimeout(() => fail(silent()), patience); });
  return Promise.race([window.shopify.idToken(), tooLong]).finally(() => clearTimeout(waiting));
}

/** Follow the links of the admin's own menu inside this page; App Bridge tells of them by this event. */
export function followAdminMenu(): void {
  document.addEventListener("shopify:navigate", (event) => {
    const to = (event.target as Element | null)?.getAttribute?.("href");
    if (to?.startsWith(`${root}/`)) go(to.slice(root.length));
  });
}
