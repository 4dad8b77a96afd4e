/** What the loader brings on stage when it is wanted: the bubble that speaks first, and the chat's window. */
import { dress } from "../loader/draw.ts";
import type { Shop } from "../loader/shop.ts";
import { bubble } from "./bubble.ts";
import { visitor } from "./visitor.ts";
import { chat } from "./frame.ts";
import css from "./stage.css?text";

export type Stage = ReturnType<typeof enter>;

/** Set the stage in the corner. */
export function enter(shop: Shop, on: Parameters<typeof chat>[1]) {
  dress(shop.at.getRootNode() as ShadowRoot, css);
  return { bubble, cart: () => visitor(shop.page.said).cart(), chat: chat(shop, on) };
}
