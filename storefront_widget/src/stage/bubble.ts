/** The bubble: the shop, one question with the offer, its end, take, not now, close for good. */
import { button, el, icon } from "../loader/draw.ts";
import type { Settings, Trigger } from "../protocol.ts";

const CROSS = "M18 6 6 18M6 6l12 12"; // Lucide's x

function mark({ name, mark }: Settings): HTMLElement {
  const box = el("span", "mark", [...name][0] ?? "");
  if (!mark) return box;
  const picture = new Image();
  picture.alt = "";
  picture.onload = () => box.replaceChildren(picture); // until then, and where the shop's CSP forbids it, the letter
  picture.src = mark;
  return box;
}

/** The question on one line, the offer on the next. */
const onTwoLines = (text: string): string => text.replace(/([?？؟])\s*(?=\S)/, "$1\n");

/** Draw the bubble of a rule; an empty cart is offered no coupon. */
export function bubble(settings: Settings, rule: Trigger, withCoupon: boolean, take: () => void, decline: (forGood: boolean) => void): HTMLElement {
  const { texts, name, dir, locale } = settings;
  const head = el("div", "head", mark(settings), el("small", "", name), button("x", () => decline(true), icon(CROSS), texts.never || "Close"));
  const box = el("aside", "bubble", head, el("p", "", onTwoLines((!withCoupon && rule.empty_text) || rule.text)));
  if (withCoupon && rule.ends) box.append(el("small", "", rule.ends));
  const taking = withCoupon ? rule.take : rule.empty_take || texts.launcher || "Chat";
  box.append(el("div", "acts", button("take", take, taking), button("no", () => decline(false), rule.decline)));
  box.dir = dir;
  box.lang = locale;
  box.setAttribute("aria-label", (texts.message || "{name}").replace("{name}", name));
  return box;
}
