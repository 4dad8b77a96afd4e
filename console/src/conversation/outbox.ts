import { useCallback, useSyncExternalStore } from "react";
import { api, words } from "../api/client";
import type { Message, Note, SendMessage, Sent, WriteNote } from "../api/shapes";
import { reload } from "../api/resource";
import { t } from "../i18n";
import { draft, keepDraft, type Mode } from "./drafts";
import { pagePath } from "./useConversation";

/** Something on its way. The same `client_id` is used for every try, so it arrives once. */
export interface Unsent {
  client_id: string;
  mode: Mode;
  text: string;
  failed: string | null; // why, once it failed
}

const boxes = new Map<string, Unsent[]>();
const listeners = new Set<() => void>();
const none: Unsent[] = [];

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What is unsent, also from before the page was loaded anew: that was interrupted, and waits to be sent again. */
function box(conversation: string): Unsent[] {
  const known = boxes.get(conversation);
  if (known) return known;
  const kept = JSON.parse(draft(conversation, "unsent") || "[]") as Unsent[];
  const found = kept.length ? kept.map((one) => ({ ...one, failed: one.failed ?? t("talk.interrupted") })) : none;
  boxes.set(conversation, found);
  return found;
}

function put(conversation: string, how: (all: Unsent[]) => Unsent[]): void {
  const next = how(box(conversation));
  boxes.set(conversation, next);
  keepDraft(conversation, "unsent", next.length ? JSON.stringify(next) : "");
  listeners.forEach((listener) => listener());
}

function drop(conversation: string, client_id: string): void {
  put(conversation, (all) => all.filter((one) => one.client_id !== client_id));
}

function post(conversation: string, { mode, client_id, text }: Unsent): Promise<Sent | Note> {
  if (mode === "note") return api<Note>("POST", `${pagePath(conversation)}/notes`, { client_id, text } satisfies WriteNote);
  return api<Sent>("POST", `${pagePath(conversation)}/messages`, { client_id, body: { text } } satisfies SendMessage);
}

async function attempt(conversation: string, one: Unsent): Promise<void> {
  put(conversation, (all) => [...all.filter((other) => other.client_id !== one.client_id), { ...one, failed: null }]);
  try {
    await post(conversation, one);
    await reload(pagePath(conversation));
    drop(conversation, one.client_id);
  } catch (error) {
    put(conversation, (all) => all.map((other) => (other.client_id === one.client_id ? { ...one, failed: words(error) } : other)));
  }
}

/** What was pressed "Send" on and is not there yet; it outlives leaving the conversation and loading the page anew. */
export function useOutbox(conversation: string, messages: readonly Message[]) {
  const all = useSyncExternalStore(subscribe, () => box(conversation));
  const arrived = new Set(messages.map((message) => message.client_id));
  const send = useCallback((mode: Mode, text: string) => void attempt(conversation, { client_id: crypto.randomUUID(), mode, text, failed: null }), [conversation]);
  return {
    unsent: all.filter((one) => !arrived.has(one.client_id)),
    send,
    again: (one: Unsent) => void attempt(conversation, one),
    drop: (client_id: string) => drop(conversation, client_id),
  };
}
