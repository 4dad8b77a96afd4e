import { useCallback, useState } from "react";
import { api, words } from "../api/client";
import type { Message, Note, SendMessage, Sent, WriteNote } from "../api/draft";
import { reload } from "../api/resource";
import type { Mode } from "./drafts";
import { pagePath } from "./useConversation";

/** Something on its way. The same `client_id` is used for every try, so it arrives once. */
export interface Unsent {
  client_id: string;
  mode: Mode;
  text: string;
  at: string;
  failed: string | null; // why, once it failed
}

function post(conversation: string, { mode, client_id, text }: Unsent): Promise<Sent | Note> {
  if (mode === "note") return api<Note>("POST", `${pagePath(conversation)}/notes`, { client_id, text } satisfies WriteNote);
  return api<Sent>("POST", `${pagePath(conversation)}/messages`, { client_id, body: { text } } satisfies SendMessage);
}

/** What was pressed "Send" on and is not there yet. */
export function useOutbox(conversation: string, messages: readonly Message[]) {
  const [all, setAll] = useState<Unsent[]>([]);
  const drop = useCallback((client_id: string) => setAll((known) => known.filter((one) => one.client_id !== client_id)), []);
  const attempt = useCallback(async (one: Unsent) => {
    setAll((known) => [...known.filter((other) => other.client_id !== one.client_id), { ...one, failed: null }]);
    try {
      await post(conversation, one);
      await reload(pagePath(conversation));
      drop(one.client_id);
    } catch (error) {
      setAll((known) => known.map((other) => (other.client_id === one.client_id ? { ...one, failed: words(error) } : other)));
    }
  }, [conversation, drop]);
  const send = useCallback((mode: Mode, text: string) => {
    void attempt({ client_id: crypto.randomUUID(), mode, text, at: new Date().toISOString(), failed: null });
  }, [attempt]);
  const arrived = new Set(messages.map((message) => message.client_id));
  return { unsent: all.filter((one) => !arrived.has(one.client_id)), send, again: attempt, drop };
}
