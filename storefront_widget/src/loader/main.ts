/** The loader: a launcher, and what it brings on stage once it helps or is wanted. It never breaks the page. */
import type { OpenWith } from "../bridge.ts";
import type { Settings, Trigger } from "../protocol.ts";
import type { Stage } from "../stage/stage.ts";
import { badge, corner, launcher } from "./draw.ts";
import { lift } from "./lift.ts";
import { decline, isDeclined, keepSecret, remember, secret, visit } from "./memory.ts";
import { kind, locale, origin, store } from "./page.ts";
import { shop } from "./shop.ts";
import { due, mustHush } from "./triggers.ts";
import { watch } from "./watch.ts";

declare const STAGE: string; // path of the built stage, set by the build

const api = `${origin}/widget/${store}/`;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const note = (text: string) => console.info("Parley: " + text);
const isTyping = () => !!document.activeElement?.matches("input,textarea,select,[contenteditable]");

const post = (path: string, body: object): Promise<Response> =>
  fetch(api + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), credentials: "omit" });

function start(settings: Settings): void {
  const at = corner(settings);
  const rise = () => at.style.setProperty("--lift", lift(at) + "px");
  let stage: Promise<Stage> | undefined;
  let said: HTMLElement | null = null;

  const fail = () => {
    stage = undefined;
    close();
    note("no chat here.");
  };
  const onStage = () =>
    (stage ??= (import(`${origin}/widget/${STAGE}`) as Promise<typeof import("../stage/stage.ts")>).then(({ enter }) =>
      enter(shop(settings, at), { close, unread: (count) => badge(button, count), failed: fail }),
    ));
  const unsay = () => {
    said?.remove();
    at.classList.remove("say");
  };
  const close = () => {
    remember({ open: false });
    button.hidden = false;
    button.focus();
    stage?.then(({ chat }) => chat.hide()).catch(() => 0);
  };
  const open = (openWith: OpenWith) => {
    unsay();
    if (visit.secret) keepSecret(visit.secret);
    remember({ open: true, secret: undefined });
    badge(button, 0);
    button.hidden = true;
    onStage().then(({ chat }) => chat.show(openWith), fail);
  };
  const button = launcher(settings, () => open({ firing: visit.firing }));

  /** Tell the server that a rule's moment came; only if it agrees is anything said. */
  const speak = async (rule: Trigger) => {
    const on = await onStage();
    const cart = await on.cart();
    const answer = await post("firings", { trigger: rule.id, visitor: visit.id, page: location.href, cart, zone, locale, secret: secret() });
    if (!answer.ok || visit.open) return;
    const { firing, coupon, secret: fresh } = (await answer.json()) as { firing: string; coupon: boolean; secret: string | null };
    remember({ firing, secret: fresh ?? undefined });
    said = on.bubble(
      settings,
      rule,
      coupon,
      () => open({ firing, coupon, label: rule.take }),
      (forGood) => {
        unsay();
        decline(forGood ? "*" : rule.id);
        post(`firings/${firing}/dismiss`, {}).catch(() => 0);
        button.focus();
      },
    );
    at.prepend(said);
    at.classList.add("say");
    rise();
  };

  at.append(button);
  rise();
  setTimeout(rise, 3e3); // cookie notices come late
  addEventListener("resize", rise);
  addEventListener("click", () => setTimeout(rise, 400)); // and go
  button.onpointerenter = button.onfocus = () => void onStage().catch(() => (stage = undefined));
  if (visit.open) open({});

  watch((moment) => {
    if (visit.spoken) return true;
    if (mustHush({ hour: new Date().getHours(), night: settings.night, open: !!visit.open, typing: isTyping(), kind })) return false;
    const rule = due(settings.triggers, moment, isDeclined);
    if (!rule) return false;
    remember({ spoken: true });
    speak(rule).catch(() => 0);
    return true;
  });

  Object.assign(window, { Parley: { open: () => open({}), close } });
}

async function load(): Promise<void> {
  const answer = await fetch(`${api}settings?locale=${encodeURIComponent(locale)}`, { credentials: "omit" });
  if (!answer.ok) throw answer;
  start((await answer.json()) as Settings);
}

if (store && !("Parley" in window)) {
  Object.assign(window, { Parley: {} });
  // A refusal to a foreign page carries no CORS header, so that it cannot be told from a server that is down.
  const begin = () => void load().catch(() => note(`no chat here. ${location.origin} is not on the shop's list of domains, or ${origin} cannot be reached.`));
  if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: 2e3 });
  else setTimeout(begin, 200);
}
