import { useCallback, useEffect } from "react";
import { api } from "../api/client";
import type { ConversationPage } from "../api/shapes";
import { change, outdated, useResource } from "../api/resource";
import { say, useConnected, useHear, useReconnected, type Heard } from "../live/socket";
import { firstName, useMe } from "../shell/session";
import { looking, receive } from "./timeline";

export function pagePath(id: string): string {
  return `/conversations/${id}`;
}

/** One conversation, kept live: what comes by socket is put in, any gap is asked for. */
export function useConversation(id: string) {
  const path = pagePath(id);
  const page = useResource<ConversationPage>(path);
  const connected = useConnected();
  const me = firstName(useMe().agent.name);
  const { reload } = page;
  const again = useCallback(() => void reload(), [reload]);
  const onMessage = useCallback((message: Heard["message"]) => {
    if (message.conversation !== id) return;
    change<ConversationPage>(path, (known) => {
      const next = receive(known.messages, message);
      if (next === "gap") queueMicrotask(again);
      return Array.isArray(next) ? { ...known, messages: next, conversation: { ...known.conversation, last_seq: message.seq } } : known;
    });
  }, [id, path, again]);
  const onRead = useCallback(({ conversation, seq, who }: Heard["read"]) => {
    if (conversation !== id || who !== "shopper") return;
    change<ConversationPage>(path, (known) => ({ ...known, conversation: { ...known.conversation, read_by_shopper: Math.max(seq, known.conversation.read_by_shopper) } }));
  }, [id, path]);
  const onLooking = useCallback(({ conversation, name, here }: Heard["looking"]) => {
    if (conversation !== id || name === me) return;
    change<ConversationPage>(path, (known) => ({ ...known, viewers: looking(known.viewers, name, here) }));
  }, [id, path, me]);
  const onChange = useCallback(({ conversation }: { conversation: string }) => {
    if (conversation === id) again();
  }, [id, again]);
  useHear("message", onMessage);
  useHear("read", onRead);
  useHear("looking", onLooking);
  useHear("inbox", onChange);
  useReconnected(again);
  useEffect(() => {
    if (!connected) return;
    say("join", id);
    return () => say("leave", id);
  }, [id, connected]);
  return page;
}

/** Tell the server what has been seen, while the page is looked at. */
export function useReading(id: string, lastSeq: number, readByMe: number): void {
  useEffect(() => {
    const read = () => {
      if (document.visibilityState !== "visible" || lastSeq <= readByMe) return;
      void api("POST", `${pagePath(id)}/read`, { seq: lastSeq }).then(() => {
        change<ConversationPage>(pagePath(id), (known) => ({ ...known, conversation: { ...known.conversation, read_by_me: lastSeq } }));
        outdated("/inbox?");
      }, () => {}); // tried again with the next message
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [id, lastSeq, readByMe]);
}
