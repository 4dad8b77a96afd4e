/** What the shopper can do: write, tap, switch the language, ask to be forgotten. */
import type { OpenWith } from "../bridge.ts";
import type { Act, Action, CartNote } from "../protocol.ts";
import { load } from "./words.ts";
import { line } from "./line.ts";
import { tell } from "./parent.ts";
import { get, set } from "./store.ts";
import { maskCards } from "./text/mask.ts";
import { api, Refusal } from "./wire/api.ts";
import { newId, next, refuse, retry, without, type Unsent } from "./wire/outbox.ts";
import { EMPTY, hasGap, push } from "./wire/thread.ts";

const root = document.documentElement.dataset;
const store = root.store ?? /\/widget\/([^/]+)/.exec(location.pathname)?.[1] ?? "";
const base = `${location.origin}/widget/${store}/`;
const socketUrl = `${(root.socket ?? location.origin).replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`;

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const server = api(base, (secret) => tell({ type: "secret", secret }));
const wire = line(server, socketUrl, { free: () => void flush(), unknown: startAfresh, speaks: follow });

let referrer = "";
let firing: string | undefined;
let identity = "";
let cart: string | undefined;
let flushing = false;
let begun = false;

const RETRY = 5_000; // ms between two tries to open a conversation

/** Try at once to connect and to send. */
export function tryNow(): void {
  wire.tryNow();
  void flush();
}
export const isTyping = (() => {
  let last = 0;
  return () => {
    if (Date.now() - last < 3000) return;
    last = Date.now();
    wire.hint("typing", {});
  };
})();

/** Our secret is not known any more: what is unsent goes into a new conversation. */
function startAfresh(): void {
  wire.stop();
  server.use(null);
  tell({ type: "secret", secret: null });
  set({ log: EMPTY, state: null, loading: false });
  void flush();
}

/** Begin with what the loader knows; without a secret nothing is asked of the server yet. */
export function begin(about: { secret: string | null; referrer: string; open_with: OpenWith; cart?: CartNote | null }): void {
  referrer = about.referrer;
  cart = about.cart?.token ?? undefined;
  begun = true;
  server.use(about.secret);
  if (about.secret) {
    set({ loading: true });
    wire.start();
  }
  openWith(about.open_with);
  if (get().outbox.length) void flush();
}

/** Take up what the shopper tapped in the bubble. */
export function openWith(wanted: OpenWith | undefined): void {
  firing = wanted?.firing ?? firing;
  if (wanted?.coupon && wanted.firing) act({ type: "coupon", firing: wanted.firing, label: wanted.label ?? "" });
}

/** Pass on the shop's word that this is a signed-in customer, once there is a conversation. */
export function identify(token: string): void {
  identity = token;
  if (server.hasSecret()) act({ type: "identify", token });
}

async function open(): Promise<void> {
  const { page, locale } = get();
  await server.open({ ...page, locale, zone, referrer, firing, cart_token: cart });
  wire.start();
  if (identity) act({ type: "identify", token: identity });
}

async function deliver(item: Unsent): Promise<void> {
  const { client_id } = item;
  if (!server.hasSecret()) await open();
  if (item.act) {
    const { seq } = await wire.ask<{ seq: number | null }>("act", { client_id, act: item.act }, "POST", "acts");
    if (seq !== null && hasGap(get().log, seq)) await wire.sync();
    return;
  }
  const text = item.text ?? "";
  const { id, seq } = await wire.ask<{ id: string; seq: number }>("send", { client_id, body: { text }, page: get().page.url }, "POST", "messages");
  const { log } = get();
  if (log.messages.some((m) => m.client_id === client_id)) return;
  set({ log: push(log, { id, seq, author: "shopper", name: null, client_id, text, cards: [], choices: [], locale: null, at: item.at }) });
  if (hasGap(get().log)) await wire.sync();
}

/** Send what waits, one after the other; on a failure the rest waits for the line. */
/** Send what waits. Before the loader has told what it knows, even a quick hand's first message waits: it may belong to a chat. */
async function flush(): Promise<void> {
  if (flushing || !begun) return;
  flushing = true;
  for (let item = next(get().outbox); item; item = next(get().outbox)) {
    const { client_id } = item;
    try {
      await deliver(item);
      set({ outbox: without(get().outbox, client_id) });
    } catch (error) {
      if (!(error instanceof Refusal) || !error.lasting || error.status === 401) {
        stall();
        break;
      }
      set({ outbox: refuse(get().outbox, client_id, error.message || get().words?.refused || error.code) });
    }
  }
  flushing = false;
}

/** Nothing goes out: the line calls when it is free again, or we ask again while there is none yet. */
function stall(): void {
  if (server.hasSecret()) return void (get().link === "lost" || wire.tryNow());
  set({ link: "lost", retryAt: Date.now() + RETRY });
  setTimeout(() => void flush(), RETRY);
}

const post = (item: Partial<Unsent>) => {
  set({ outbox: [...get().outbox, { client_id: newId(), at: new Date().toISOString(), ...item }] });
  void flush();
};

/** Write a message; card numbers are masked before anything leaves the browser. */
export function say(text: string): void {
  if (text.trim()) post({ text: maskCards(text.trim()) });
}

/** Do something that was tapped; an earlier refused try of the same kind makes way. */
export function act(what: Act): void {
  set({ outbox: get().outbox.filter((item) => !(item.refused && item.act?.type === what.type)) });
  post({ act: what });
}

/** Follow a quick reply or a card's button. */
export function choose(action: Action): void {
  if (action.act) act(action.act);
  else say(action.say ?? action.label);
}

export const again = (id: string): void => {
  set({ outbox: retry(get().outbox, id) });
  void flush();
};
export const remove = (id: string): void => set({ outbox: without(get().outbox, id) });

/** Tell the server up to where the shopper has read. */
export function read(seq: number): void {
  const { state } = get();
  if (!state || seq <= state.read_by_shopper) return;
  set({ state: { ...state, read_by_shopper: seq } });
  void wire.ask("read", { seq }, "POST", "read").catch(() => 0);
}

/** Fetch settings and words in a language, and speak it from now on. */
export async function speak(locale: string): Promise<void> {
  const [words, answer] = await Promise.all([load(locale), fetch(`${base}settings?locale=${encodeURIComponent(locale)}&zone=${zone}`).catch(() => null)]);
  const settings = answer?.ok ? await answer.json() : get().settings;
  set({ words, settings, locale });
}

/** Speak as the server heard the shopper speak, unless a choice made here is still on its way there. */
function follow(locale: string | null): void {
  const { settings, outbox } = get();
  if (!locale || locale === get().locale || !settings?.locales.includes(locale)) return;
  if (!outbox.some((item) => item.act?.type === "language")) void speak(locale);
}

/** Switch the language, here and for the answers to come. */
export async function switchTo(locale: string): Promise<void> {
  await speak(locale);
  if (server.hasSecret()) act({ type: "language", locale });
}

/** Forget everything on this device, after the server has been told. */
export async function forget(): Promise<void> {
  if (server.hasSecret()) await wire.ask("act", { client_id: newId(), act: { type: "forget" } }, "POST", "acts").catch(() => 0);
  wire.stop();
  server.use(null);
  set({ log: EMPTY, outbox: [], draft: "", state: null, rated: 0 });
  tell({ type: "forget" });
}
