/** Starts the chat in its frame: words and settings first, then what the loader in the page knows. */
import { render } from "preact";
import { App } from "./app.tsx";
import "./chat.css";
import { keepOn, takeUp } from "./keep.ts";
import { hear, isAlone } from "./parent.ts";
import { begin, identify, openWith, speak } from "./session.ts";
import { get, listen, set } from "./store.ts";
import { direction, put } from "./words.ts";

const root = document.documentElement;

/** Dress the page in the shop's colours and the language's direction. */
function dress(): void {
  const { settings, locale, words } = get();
  root.lang = locale;
  root.dir = direction(locale);
  if (!settings) return;
  if (words) document.title = put(words.chat_with, { name: settings.name });
  for (const mode of ["light", "dark"] as const)
    for (const [name, colour] of Object.entries(settings.colours[mode])) root.style.setProperty(`--${mode}-${name.replace("_", "-")}`, colour);
}

function focus(): void {
  if (matchMedia("(hover:hover)").matches) document.getElementById("message")?.focus();
}

async function start(): Promise<void> {
  listen((now, before) => {
    if (now.settings !== before.settings || now.locale !== before.locale) dress();
  });
  await speak(new URLSearchParams(location.search).get("locale") ?? root.lang ?? "en");
  const own = get().settings?.locale;
  if (own && own !== get().locale) set({ locale: own });
  render(<App />, document.getElementById("chat") ?? document.body);
  if (isAlone) {
    takeUp(null);
    keepOn();
    begin({ secret: root.dataset.secret ?? null, referrer: document.referrer, open_with: {} });
    focus();
  }
  hear((message) => {
    if (message.type === "hello") {
      const { page, title, product } = message;
      set({ page: { url: page, title, product } });
      const chosen = takeUp(message.kept);
      keepOn();
      if (chosen && chosen !== get().locale) void speak(chosen);
      begin(message);
      focus();
    }
    if (message.type === "page") set({ page: { url: message.page, title: message.title, product: message.product } });
    if (message.type === "identity") identify(message.token);
    if (message.type === "hidden") set({ shown: false });
    if (message.type === "shown") {
      set({ shown: true });
      openWith(message.open_with);
      focus();
    }
  });
}

void start();
