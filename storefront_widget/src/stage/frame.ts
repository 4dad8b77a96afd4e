/** Holds the chat's frame, and speaks with it by postMessage between exact origins. */
import { el } from "../loader/draw.ts";
import type { Shop } from "../loader/shop.ts";
import type { OpenWith, ToFrame, ToLoader } from "../bridge.ts";
import type { CartNote } from "../protocol.ts";
import { visitor, type Visitor } from "./visitor.ts";

const PATIENCE = 15e3; // ms; a chat that is not there by then will not come
const TALL = { least: 560, most: 880 }; // px; between them the window is as tall as what it shows

const isPhone = (): boolean => innerWidth <= 480;

export interface On {
  close(): void;
  unread(count: number): void;
  failed(): void;
}

/** Make the chat's window; nothing is loaded before it is first shown. */
export function chat({ at, settings, memory, page }: Shop, on: On) {
  const { origin, store, locale, product } = page;
  let frame: HTMLIFrameElement | null = null;
  let openWith: OpenWith = {};
  let ready = false;
  let height = "";
  /** Asked for while the frame loads, so that it is known once the chat says that it is ready. */
  let shopper: Promise<{ cart: CartNote | null; token: Visitor["token"] }>;

  const post = (message: ToFrame) => frame?.contentWindow?.postMessage(message, origin);
  const drop = () => {
    frame?.remove();
    frame = null;
    ready = false;
  };

  /** As tall as its content on a desk; above the keyboard on a phone. */
  const fit = () => {
    const view = window.visualViewport;
    if (!frame || !view) return;
    frame.style.height = isPhone() ? view.height + "px" : height;
    frame.style.top = isPhone() ? view.offsetTop + "px" : "";
  };

  const hello = async () => {
    const { cart, token } = await shopper;
    post({
      parley: 1,
      type: "hello",
      store,
      secret: memory.secret(),
      locale,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      page: location.href,
      title: document.title,
      referrer: document.referrer,
      product,
      cart,
      open_with: openWith,
      theme: null,
      kept: memory.visit.kept ?? null,
    });
    ready = true;
    openWith = {};
    const word = await token();
    if (word) post({ parley: 1, type: "identity", token: word });
  };

  const look = async () => {
    const { cart, token } = visitor(page.said);
    return { cart: await cart(), token };
  };

  const create = () => {
    shopper = look();
    frame = el("iframe", "");
    frame.title = settings.name;
    frame.allow = "clipboard-write";
    frame.src = `${origin}/widget/${store}/frame?locale=${encodeURIComponent(locale)}`;
    at.append(frame);
    setTimeout(() => {
      if (!frame || ready) return;
      drop();
      on.failed();
    }, PATIENCE);
    return frame;
  };

  addEventListener("message", (event: MessageEvent<ToLoader>) => {
    const said = event.data;
    if (event.origin !== origin || !frame || event.source !== frame.contentWindow || said?.parley !== 1) return;
    if (said.type === "ready") void hello();
    if (said.type === "close" || (said.type === "onwards" && (said.make_way || isPhone()))) on.close();
    if (said.type === "secret") memory.keepSecret(said.secret);
    if (said.type === "unread") on.unread(said.count);
    if (said.type === "keep") memory.remember({ kept: said.kept });
    if (said.type === "resize") {
      height = Math.max(TALL.least, Math.min(TALL.most, said.height)) + "px";
      fit();
    }
    if (said.type === "forget") {
      on.close();
      drop();
      memory.forget();
    }
  });
  window.visualViewport?.addEventListener("resize", fit);
  window.visualViewport?.addEventListener("scroll", fit);

  return {
    show(wanted: OpenWith) {
      openWith = wanted;
      frame ??= create();
      frame.hidden = false;
      if (ready) post({ parley: 1, type: "shown", open_with: openWith });
      fit();
      frame.focus();
    },
    hide() {
      if (frame) frame.hidden = true;
      post({ parley: 1, type: "hidden" });
    },
  };
}
