import { useRef, useState, type ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { api, Refused } from "../../api/client";
import { reload } from "../../api/resource";
import type { ActionFacts, Money, OrderFacts } from "../../api/shapes";
import { pagePath } from "../../conversation/useConversation";
import { t } from "../../i18n";
import { money } from "../../i18n/format";
import { Do } from "../../ui/Buttons";
import { Trouble } from "../../ui/States";
import { toast } from "../../ui/toasts";
import { needsManager } from "./sums";

export type Kind = ActionFacts["kind"];
export interface DialogProps { order: OrderFacts; conversation: string; onClose: () => void }
interface Props extends DialogProps {
  kind: Kind;
  title: string;
  /** What will happen, a sentence each. */
  happens: (string | null)[];
  /** The verb on the button. */
  verb: string;
  danger?: boolean;
  amount?: Money | null;
  body: object | null; // null: not complete yet
  children?: ReactNode;
}

/** Who hears of it. */
export function shopperTold({ can }: OrderFacts): string {
  return t(can.email ? "action.shopper_told" : "action.shopper_told_chat");
}

/** One thing to be done to an order: what is asked, what will happen, and a verb. Sent once, however often it is pressed. */
export function ActionDialog({ order, conversation, onClose, kind, title, happens, verb, danger, amount = null, body, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const key = useRef(crypto.randomUUID());
  const waits = needsManager(amount, order.can.limit);
  const send = async () => {
    if (!body || busy) return;
    setBusy(true);
    setRefused(null);
    try {
      const asked = await api<ActionFacts>("POST", `${pagePath(conversation)}/orders/${order.id}/${kind}`, { client_id: key.current, ...body });
      toast(t(asked.state === "waiting_approval" ? "action.sent_to_manager" : "action.sent"));
      await reload(pagePath(conversation));
      onClose();
    } catch (error) {
      setRefused(error as Refused);
      setBusy(false);
    }
  };
  const limit = order.can.limit;
  const first = limit && (amount?.currency === limit.currency ? t("action.needs_manager", { limit: money(limit) }) : t("action.needs_manager_currency", { currency: limit.currency }));
  const lines = [...happens, waits ? first : null].filter(Boolean);
  return (
    <ModalOverlay className="scrim" isOpen isDismissable={!busy} isKeyboardDismissDisabled={busy} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className="modal">
        <Dialog aria-label={title} className="modal-in">
          <form className="stack" onSubmit={(event) => { event.preventDefault(); void send(); }}>
            <Heading slot="title" level={2}>{title}</Heading>
            {children}
            <ul className="happens" aria-live="polite">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
            {refused && <Trouble error={refused} />}
            <div className="acts">
              <Do type="submit" look={danger ? "danger" : "primary"} isPending={busy} isDisabled={!body}>{busy ? t("action.asking") : waits ? t("action.ask_manager") : verb}</Do>
              <Do look="ghost" isDisabled={busy} onPress={onClose}>{t("action.leave")}</Do>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
