import { Bot, Check, CircleHelp, CircleX, Clock, MessageSquareText, PackageCheck, RotateCcw, ShieldCheck, Ticket, Undo2, UserRound, Zap } from "lucide-react";
import type { ThreadEvent } from "../api/shapes";
import { t, type Key } from "../i18n";
import { clock, money } from "../i18n/format";
import { named } from "../panel/actions/OpenActions";

const icons = {
  "conversation.opened": MessageSquareText, "conversation.queued": Clock, "conversation.assigned": UserRound, "conversation.released": Clock,
  "conversation.returned": Bot, "conversation.closed": Check, "conversation.reopened": RotateCcw,
  "return.opened": Undo2, "return.approved": Check, "return.refused": Undo2, "return.received": PackageCheck, "return.refunded": Check, "coupon.issued": Ticket, "trigger.fired": Zap, "proof.given": ShieldCheck,
  "action.held": Clock, "action.done": Check, "action.refused": CircleX, "action.unclear": CircleHelp, "action.declined": CircleX,
} satisfies Record<ThreadEvent["kind"], unknown>;

function by({ kind, name }: ThreadEvent["by"]): string {
  return kind === "agent" && name ? name : t(`by.${kind}`);
}

/** Which text an event has: routing gives a conversation to somebody by itself, and nobody "takes" it. */
function textOf({ kind, by: { kind: who }, action, amount, by_hand }: ThreadEvent): Key {
  if (kind === "action.done" && by_hand) return "event.done.refund_by_hand";
  if (kind === "action.done" && action) return amount && (action === "cancel" || action === "refund") ? `event.done.${action}_of` : `event.done.${action}`;
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
      <span><Icon className="i i-16" aria-hidden />{capital(t(textOf(event), { by: by(event.by), reference: event.reference ?? "", what: event.action ? named({ kind: event.action, amount: event.amount }) : "", amount: event.amount ? money(event.amount) : "", clock: clock(event.at) }))}</span>
    </p>
  );
}
