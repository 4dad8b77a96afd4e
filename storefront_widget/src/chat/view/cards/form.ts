/** What every card with fields needs to know: is it on its way, and why not. */
import { useEffect, useState } from "preact/hooks";
import type { Act } from "../../../protocol.ts";
import { act } from "../../session.ts";
import { useChat } from "../../store.ts";

const PATIENCE = 8_000; // ms after the acknowledgement in which the answer comes as a message

export interface Sending {
  pending: boolean;
  /** Why the server refused it, in words. */
  refused: string;
  send(what: Act): void;
}

/** Send an act of one kind and follow it until the answer stands in the log. */
export function useSending(type: Act["type"]): Sending {
  const { outbox, log } = useChat();
  const [since, setSince] = useState<number | null>(null);
  const item = outbox.find((unsent) => unsent.act?.type === type);
  useEffect(() => {
    if (since === null || item) return;
    if (log.last > since) return setSince(null);
    const late = setTimeout(() => setSince(null), PATIENCE);
    return () => clearTimeout(late);
  }, [since, log.last, item]);
  return {
    pending: item ? !item.refused : since !== null,
    refused: item?.refused ?? "",
    send(what) {
      setSince(log.last);
      act(what);
    },
  };
}
