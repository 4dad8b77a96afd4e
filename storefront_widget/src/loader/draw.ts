/** Draws the launcher inside a shadow root, with constructed stylesheets so that a strict CSP holds. */
import type { Settings, Tones } from "../protocol.ts";
import css from "./loader.css?text";

// Lucide's message-square-text, without its first line (ISC licence, see ../chat/view/icons.tsx).
const CHAT = "M22 17a2 2 0 0 1-2 2H6.8a2 2 0 0 0-1.4.6l-2.2 2.2A.7.7 0 0 1 2 21.3V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2zM7 8.5h10M7 13h6";

/** Make an element of the corner. */
export const el = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] => {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...inside);
  return node;
};

/** Make an outline icon of one path on a grid of 24. */
export const icon = (d: string): Node => {
  const make = (tag: string, name: string, value: string) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    node.setAttribute(name, value);
    return node;
  };
  const svg = make("svg", "viewBox", "-2 -2 28 28");
  svg.append(make("path", "d", d));
  return svg;
};

/** Make a button; `label` names it where it shows no words. */
export const button = (className: string, click: () => void, inside: Node | string, label = ""): HTMLButtonElement => {
  const node = el("button", className, inside);
  node.type = "button";
  node.onclick = click;
  if (label) node.setAttribute("aria-label", label);
  return node;
};

/** Add a stylesheet to the shadow root that holds `at`. */
export function dress(root: ShadowRoot, text: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    root.append(el("style", "", text)); // browsers before 2023; needs a CSP that allows it
  }
}

const tones = (t: Tones): string =>
  `:host{--shop:${t.shop};--hover:${t.hover};--on-shop:${t.on_shop};--bubble:${t.bubble};--on-bubble:${t.on_bubble}}`;

/** Put the widget's corner into the page and return the place for its parts. */
export function corner({ colours, side }: Settings): HTMLElement {
  const host = document.createElement("parley-widget");
  const root = host.attachShadow({ mode: "open" });
  const at = el("div", "at " + side);
  dress(root, css + tones(colours.light) + `@media(prefers-color-scheme:dark){${tones(colours.dark)}}`);
  root.append(at);
  document.body.append(host);
  return at;
}

/** Draw the launcher. */
export const launcher = ({ texts }: Settings, click: () => void): HTMLButtonElement =>
  button("launch", click, icon(CHAT), texts.launcher || "Chat");

/** Show on the launcher how many messages wait. */
export const badge = (launcher: HTMLElement, count: number): void => {
  launcher.querySelector("b")?.remove();
  if (count) launcher.append(el("b", "", count > 9 ? "9+" : "" + count));
};
