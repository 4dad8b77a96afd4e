/** Asks the shop's own server, on Shopify-shaped stores, and only when the answer is needed. */
import type { CartNote } from "../protocol.ts";

interface ShopifyCart {
  token: string;
  item_count: number;
  total_price: number;
  currency: string;
}

async function ask<T>(path: string): Promise<T | null> {
  try {
    const answer = await fetch(path, { headers: { accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

/** Read the shopper's cart; null where there is none to ask. The total is in the currency's smallest unit. */
export async function cart(proxy: string): Promise<CartNote | null> {
  const c = proxy || "Shopify" in window ? await ask<ShopifyCart>("/cart.js") : null;
  return c && { token: c.token, items: c.item_count, total: c.total_price, currency: c.currency };
}

/** Fetch the signed-in customer's short token from the shop's app proxy; null for anyone else. */
export const identity = async (proxy: string): Promise<string | null> =>
  (proxy && (await ask<{ token?: string }>(proxy + "/identity"))?.token) || null;
