/** The head of the window: the shop, who answers now, language and privacy, close. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Words } from "../../i18n/en.ts";
import { forget, switchTo } from "../session.ts";
import type { Chat } from "../store.ts";
import { isAlone, tell } from "../parent.ts";
import { nameOf, put } from "../words.ts";
import { Icon } from "./icons.tsx";
import { Picture } from "./parts.tsx";

/** Write a sentence so that it can go on inside another one; German nouns keep their capital. */
const within = (text: string, locale: string): string => (locale.startsWith("de") ? text : text.charAt(0).toLocaleLowerCase(locale) + text.slice(1));

/** Say who answers now. */
function whoAnswers({ state, settings, locale }: Chat, words: Words): string {
  if (state?.holder === "agent" && state.agent) return put(words.agent_here, { name: state.agent.name });
  if (state?.holder === "queue" && state.online) return words.queue;
  if (state?.holder === "closed") return words.closed;
  const isAsBefore = !state || state.online === settings?.online; // then the settings' line, in the language of the window
  const hours = (isAsBefore && settings?.hours_text) || state?.hours;
  if (!hours) return words.bot_now;
  return (state ?? settings)?.online ? put(words.bot_hours, { hours: within(hours, locale) }) : hours;
}

export function Top({ chat, words }: { chat: Chat; words: Words }) {
  const [open, setOpen] = useState(false);
  const { settings } = chat;
  const name = settings?.name ?? "";
  return (
    <header class="top">
      <span class="mark">{settings?.mark ? <Picture class="fill" src={settings.mark} /> : ([...name][0] ?? "")}</span>
      <div class="grow">
        <h1>{name}</h1>
        <p class="meta" aria-live="polite">
          {whoAnswers(chat, words)}
        </p>
      </div>
      <button type="button" class="icon-btn" aria-label={words.menu} aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
        <Icon name="globe" />
      </button>
      {!isAlone && (
        <button type="button" class="icon-btn" aria-label={words.close} onClick={() => tell({ type: "close" })}>
          <Icon name="x" />
        </button>
      )}
      {open && <Menu chat={chat} words={words} close={() => setOpen(false)} />}
    </header>
  );
}

function Menu({ chat, words, close }: { chat: Chat; words: Words; close: () => void }) {
  const [sure, setSure] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    box.current?.querySelector<HTMLElement>("[aria-pressed=true], button")?.focus();
    const away = (event: Event) => {
      const inside = event.composedPath().includes(box.current!) || event.composedPath().includes(before!);
      if (!inside) close();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
      before?.focus();
    };
    document.addEventListener("pointerdown", away);
    box.current?.addEventListener("keydown", key);
    return () => document.removeEventListener("pointerdown", away);
  }, []);
  return (
    <div class="menu" id="menu" ref={box}>
      <h2 class="meta">{words.language}</h2>
      {(chat.settings?.locales ?? []).map((locale) => (
        <button
          type="button"
          lang={locale}
          aria-pressed={locale === chat.locale}
          onClick={() => {
            void switchTo(locale);
            close();
          }}
        >
          <span class="grow">{nameOf(locale)}</span>
          {locale === chat.locale && <Icon name="check" small />}
        </button>
      ))}
      <hr />
      {sure ? (
        <div class="sure">
          <p>{words.forget_sure}</p>
          <div class="duo">
            <button type="button" class="btn small danger" onClick={() => void forget().then(close)}>
              {words.forget_yes}
            </button>
            <button type="button" class="btn small" onClick={() => setSure(false)}>
              {words.cancel}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" onClick={() => setSure(true)}>
          <Icon name="trash" small />
          <span class="grow">{words.forget}</span>
        </button>
      )}
    </div>
  );
}
