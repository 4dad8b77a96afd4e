/** What the chat knows at this moment; every part of it reads and changes it here. */
import { useEffect, useState } from "preact/hooks";
import type { Words } from "../i18n/en.ts";
import type { Page } from "../bridge.ts";
import type { Settings, State } from "../protocol.ts";
import type { Unsent } from "./wire/outbox.ts";
import { EMPTY, type Log } from "./wire/thread.ts";

/** "idle": no conversation yet · "opening" · "live": socket · "polling": plain HTTP · "lost": neither. */
export type Link = "idle" | "opening" | "live" | "polling" | "lost";

export interface Chat {
  settings: Settings | null;
  words: Words | null;
  locale: string;
  page: Page;
  log: Log;
  outbox: Unsent[];
  draft: string;
  state: State | null;
  link: Link;
  /** When the next try comes (ms since 1970); counts only while the link is lost. */
  retryAt: number;
  /** Who is writing; null for nobody. */
  typing: string | null;
  loading: boolean;
  shown: boolean;
  /** Stars given after this conversation was closed. */
  rated: number;
}

let chat: Chat = {
  settings: null,
  words: null,
  locale: "en",
  page: { url: "", title: "", product: null },
  log: EMPTY,
  outbox: [],
  draft: "",
  state: null,
  link: "idle",
  retryAt: 0,
  typing: null,
  loading: false,
  shown: true,
  rated: 0,
};
const listeners = new Set<(chat: Chat, before: Chat) => void>();

export const get = (): Chat => chat;

export function set(part: Partial<Chat>): void {
  const before = chat;
  chat = { ...chat, ...part };
  listeners.forEach((listen) => listen(chat, before));
}

/** Be told of each change; returns what ends it. */
export function listen(listener: (chat: Chat, before: Chat) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Draw again at each change. */
export function useChat(): Chat {
  const [now, draw] = useState(chat);
  useEffect(() => listen(draw), []);
  return now;
}
