/** Asks the shop's own server who the visitor is and what is in the cart, and only when the answer is needed. */
import type { CartNote } from "../protocol.ts";

interface ShopifyCart {
  token: string;
  item_count: number;
  total_price: number;
  currency: string;
}

/** What our WordPress plugin answers, at one address, to both questions. */
interface Known {
  cart: CartNote | null;
  token: string | null;
}

export interface Visitor {
  /** The cart; null where there is none to ask. The total is in hundredths. */
  cart(): Promise<CartNote | null>;
  /** The signed-in customer's short token; null for anyone else. */
  token(): Promise<string | null>;
}

async function ask<T>(path: string): Promise<T | null> {
  try {
    const answer = await fetch(path, { headers: { accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

async function shopifyCart(): Promise<CartNote | null> {
  const c = await ask<ShopifyCart>("/cart.js");
  return c && { token: c.token, items: c.item_count, total: c.total_price, currency: c.currency };
}

/** Take up the ways that the script tag names; every answer is fetched once. */
export function visitor({ proxy, identity }: DOMStringMap): Visitor {
  if (identity) {
    let known: Promise<Known | null> | undefined;
    const look = () => (known ??= ask<Known>(identity));
    return { cart: async () => (await look())?.cart ?? null, token: async () => (await look())?.token || null };
  }
  return {
    cart: async () => (proxy || "Shopify" in window ? shopifyCart() : null),
    token: async () => (proxy && (await ask<{ token?: string }>(proxy + "/identity"))?.token) || null,
  };
}
