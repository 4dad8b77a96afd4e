import { useCallback } from "react";
import { api, Refused } from "../api/client";
import type { Inbox, InboxRow } from "../api/shapes";
import { change, outdated, useResource } from "../api/resource";
import { useHear, useReconnected } from "../live/socket";

export type View = "mine" | "unassigned" | "all";
export interface Chosen {
  view: View;
  state: "open" | "closed";
  store: string | null;
  /** A tag of the chosen store. */
  tag: string | null;
}

export function inboxPath({ view, state, store, tag }: Chosen): string {
  const query = new URLSearchParams({ view, state });
  if (store) query.set("store", store);
  if (store && tag) query.set("tag", tag);
  return `/inbox?${query}`;
}

/** The list as chosen, kept live: any change re-reads it, a lost connection too. */
export function useInbox(chosen: Chosen) {
  const path = inboxPath(chosen);
  const inbox = useResource<Inbox>(path);
  const again = useCallback(() => outdated("/inbox"), []);
  useHear("inbox", again);
  useHear("message", again);
  useReconnected(again);
  const more = useCallback(async (cursor: string) => {
    const next = await api<Inbox>("GET", `${path}&cursor=${encodeURIComponent(cursor)}`);
    change<Inbox>(path, (known) => ({ ...next, rows: joined(known.rows, next.rows) }));
  }, [path]);
  return { ...inbox, error: inbox.error as Refused | undefined, more };
}

function joined(known: InboxRow[], next: InboxRow[]): InboxRow[] {
  const ids = new Set(known.map((row) => row.id));
  return [...known, ...next.filter((row) => !ids.has(row.id))];
}
