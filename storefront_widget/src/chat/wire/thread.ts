/** The thread as the shopper sees it: each message once, in order, nothing behind a gap. */
import type { Message, Thread } from "../../protocol.ts";

export interface Log {
  /** Everything up to `last` without a gap. */
  messages: Message[];
  last: number;
  /** Came early: something before them is still missing. */
  early: Message[];
}

export const EMPTY: Log = { messages: [], last: 0, early: [] };

const inOrder = (messages: Message[]): Message[] => [...new Map(messages.map((m) => [m.seq, m])).values()].sort((a, b) => a.seq - b.seq);

/** Add a pushed message; where a gap opens it waits in `early`. */
export function push(log: Log, message: Message): Log {
  if (message.seq <= log.last) return { ...log, messages: inOrder([...log.messages, message]) };
  const early = inOrder([...log.early, message]);
  let last = log.last;
  while (early.some((m) => m.seq === last + 1)) last++;
  return {
    messages: inOrder([...log.messages, ...early.filter((m) => m.seq <= last)]),
    last,
    early: early.filter((m) => m.seq > last),
  };
}

/** Add the server's answer to "everything after N": what it does not hold up to last_seq is not ours to see. */
export function fill(log: Log, thread: Thread): Log {
  const last = Math.max(log.last, thread.last_seq);
  const all = inOrder([...log.messages, ...log.early, ...thread.messages]);
  return { messages: all.filter((m) => m.seq <= last), last, early: all.filter((m) => m.seq > last) };
}

/** True when the server is ahead of what we have, or something before an early message is missing. */
export const hasGap = (log: Log, seq: number = log.last): boolean => seq > log.last || log.early.length > 0;
