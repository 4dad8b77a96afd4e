/** The log: greeting, messages in order, what is not sent yet, who is writing, what can be tapped. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Words } from "../../i18n/en.ts";
import { choose } from "../session.ts";
import type { Chat } from "../store.ts";
import { put } from "../words.ts";
import { Icon } from "./icons.tsx";
import { MessageView, UnsentView } from "./message.tsx";
import { Rating } from "./rating.tsx";
import { unread } from "./turns.ts";

const NEAR_END = 80; // px from the end within which the log follows new messages

/** Greet by the clock that the visitor had when the conversation began. */
function greeting(words: Words, began: string | undefined): string {
  const hour = (began ? new Date(began) : new Date()).getHours();
  return hour < 12 && hour >= 4 ? words.hello_morning : hour < 18 && hour >= 4 ? words.hello_day : words.hello_evening;
}

export function Log({ chat, words }: { chat: Chat; words: Words }) {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const { messages } = chat.log;
  const last = messages[messages.length - 1];
  const choices = last && last.author !== "shopper" && !chat.outbox.length ? last.choices : [];
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (atEnd) setSeen(chat.log.last);
  }, [atEnd, chat.log.last]);
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });

  useLayoutEffect(() => {
    if (atEnd || last?.author === "shopper") toEnd();
  }, [chat.log, chat.outbox.length, chat.typing, chat.shown]);
  useEffect(() => {
    const resized = new ResizeObserver(() => atEnd && toEnd());
    resized.observe(box.current!);
    return () => resized.disconnect();
  }, [atEnd]);

  return (
    <div
      class="log"
      ref={box}
      tabIndex={0}
      aria-label={words.skip}
      onScroll={({ currentTarget: it }) => setAtEnd(it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_END)}
    >
      <div class="lines" id="lines" role="log" aria-live="polite" aria-relevant="additions">
        <p class="notice">
          <Icon name="bot" small />
          {words.bot_notice}
        </p>
        {chat.loading ? <Skeleton words={words} /> : !(messages[0]?.author === "bot") && <p class="msg">{chat.settings?.texts.greeting || greeting(words, messages[0]?.at)}</p>}
        {messages.map((message, at) => (
          <MessageView key={message.seq} chat={chat} at={at} words={words} />
        ))}
        {chat.outbox.map((item) => (
          <UnsentView key={item.client_id} item={item} waiting={chat.link === "lost"} words={words} />
        ))}
        {chat.typing !== null && (
          <p class="typing" role="status" aria-label={chat.typing ? put(words.typing, { name: chat.typing }) : words.someone_typing}>
            <i />
            <i />
            <i />
          </p>
        )}
        {choices.length > 0 && (
          <div class="quick">
            {choices.map((choice) => (
              <button type="button" onClick={() => choose(choice)}>
                {choice.label}
              </button>
            ))}
          </div>
        )}
        {chat.state?.holder === "closed" && <Rating chat={chat} words={words} />}
        {!atEnd && unread(messages, seen) > 0 && (
          <button type="button" class="fresh" onClick={toEnd}>
            {words.new_messages}
          </button>
        )}
      </div>
    </div>
  );
}

/** The shape of what comes; shown after 200 ms, not before (see chat.css). */
const Skeleton = ({ words }: { words: Words }) => (
  <div class="skeleton" role="status" aria-label={words.loading}>
    <i />
    <i />
    <i />
  </div>
);
