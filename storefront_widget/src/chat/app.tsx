/** The chat's window. */
import { useEffect } from "preact/hooks";
import { read } from "./session.ts";
import { tell } from "./parent.ts";
import { useChat } from "./store.ts";
import { Banner } from "./view/banner.tsx";
import { Composer } from "./view/composer.tsx";
import { Log } from "./view/log.tsx";
import { Top } from "./view/top.tsx";
import { unread } from "./view/turns.ts";

export function App() {
  const chat = useChat();
  const { words, log, state, shown } = chat;

  useEffect(() => {
    if (shown && !document.hidden) read(log.last);
    tell({ type: "unread", count: shown ? 0 : unread(log.messages, state?.read_by_shopper ?? 0) });
  }, [log, shown]);

  // On a desk the window is as tall as what it shows.
  useEffect(() => {
    const lines = document.getElementById("lines");
    if (!lines) return;
    const measure = () => {
      const around = window.innerHeight - (lines.parentElement?.clientHeight ?? 0);
      tell({ type: "resize", height: Math.ceil(around + lines.offsetHeight) });
    };
    const watch = new ResizeObserver(measure);
    watch.observe(lines);
    measure();
    return () => watch.disconnect();
  }, [!words, chat.page, chat.link]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => event.key === "Escape" && tell({ type: "close" });
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, []);

  if (!words) return null;
  return (
    <main class="win">
      <Top chat={chat} words={words} />
      {chat.link === "lost" && <Banner chat={chat} words={words} />}
      <Log chat={chat} words={words} />
      <Composer chat={chat} words={words} />
    </main>
  );
}
