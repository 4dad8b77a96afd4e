import { Bot, Check, Clock, MessageSquareText, RotateCcw, ShieldCheck, Ticket, Undo2, UserRound, Zap } from "lucide-react";
import type { ThreadEvent } from "../api/shapes";
import { t, type Key } from "../i18n";
import { clock } from "../i18n/format";

const icons = {
  "conversation.opened": MessageSquareText, "conversation.queued": Clock, "conversation.assigned": UserRound, "conversation.released": Clock,
  "conversation.returned": Bot, "conversation.closed": Check, "conversation.reopened": RotateCcw,
  "return.opened": Undo2, "return.approved": Check, "return.refused": Undo2, "coupon.issued": Ticket, "trigger.fired": Zap, "proof.given": ShieldCheck,
} satisfies Record<ThreadEvent["kind"], unknown>;

function by({ kind, name }: ThreadEvent["by"]): string {
  return kind === "agent" && name ? name : t(`by.${kind}`);
}

/** Which text an event has: routing gives a conversation to somebody by itself, and nobody "takes" it. */
function textOf({ kind, by: { kind: who } }: ThreadEvent): Key {
  return kind === "conversation.assigned" && who !== "agent" ? "event.conversation.given" : `event.${kind}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What happened between two turns, on one line. A kind we do not know yet says nothing. */
export function EventLine({ event }: { event: ThreadEvent }) {
  const Icon = icons[event.kind];
  if (!Icon) return null;
  return (
    <p className="event">
      <span><Icon className="i i-16" aria-hidden />{capital(t(textOf(event), { by: by(event.by), reference: event.reference ?? "", clock: clock(event.at) }))}</span>
    </p>
  );
}
