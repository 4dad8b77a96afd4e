/** Where the shopper writes; "talk to a person" is always here. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Words } from "../../i18n/en.ts";
import { act, isTyping, say } from "../session.ts";
import { set, type Chat } from "../store.ts";
import { put } from "../words.ts";
import { Icon } from "./icons.tsx";

const LONGEST = 4000; // characters, as the server takes them

export function Composer({ chat, words }: { chat: Chat; words: Words }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [composing, setComposing] = useState(false);
  const { draft, state } = chat;
  const over = draft.length - LONGEST;
  const canSend = !!draft.trim() && over <= 0;
  const offline = state ? !state.online : chat.settings && !chat.settings.online;
  const asked = state?.holder === "queue" || chat.outbox.some((item) => item.act?.type === "person");

  useEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = Math.min(area.scrollHeight, 132) + "px";
  }, [draft]);

  const send = () => {
    if (!canSend) return;
    say(draft);
    set({ draft: "" });
    box.current?.focus();
  };

  return (
    <form
      class="write"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={box}
        rows={1}
        id="message"
        dir="auto"
        aria-label={words.write}
        placeholder={offline && chat.log.messages.length ? words.write_offline : chat.settings?.texts.placeholder || words.write}
        value={draft}
        enterkeyhint="send"
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onInput={(event) => {
          set({ draft: event.currentTarget.value });
          isTyping();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || composing || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div class="bar">
        <button type="button" class="btn person" aria-pressed={asked} disabled={asked} onClick={() => act({ type: "person", label: words.person })}>
          <Icon name="user" />
          {words.person}
        </button>
        {over > 0 && (
          <span class="wrong" role="status">
            {put(words.too_long, { n: over })}
          </span>
        )}
        <button type="submit" class="send" aria-label={words.send} disabled={!canSend}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
