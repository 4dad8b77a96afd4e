import { useState } from "react";
import { api, words } from "../../api/client";
import { outdated, reload } from "../../api/resource";
import type { ActionFacts } from "../../api/shapes";
import { pagePath } from "../../conversation/useConversation";
import { t } from "../../i18n";
import { clock, money } from "../../i18n/format";
import { Do } from "../../ui/Buttons";
import { toast } from "../../ui/toasts";

type Step = ActionFacts["steps"][number];
const tones: Partial<Record<ActionFacts["state"], string>> = { waiting_approval: "wait", unclear: "breach", refused: "breach" };
const looks: Partial<Record<Step, "primary">> = { approve: "primary", check: "primary" };

/** What stands open for an order: it is being done, waits for a manager, went wrong; each with its next step. */
export function OpenActions({ actions, conversation }: { actions: ActionFacts[]; conversation: string }) {
  if (actions.length === 0) return null;
  return <ul className="open-acts" aria-live="polite">{actions.map((one) => <li key={one.id} className={tones[one.state]}><OpenAction one={one} after={() => reload(pagePath(conversation))} /></li>)}</ul>;
}

/** One of them. `after` reads again whatever shows it. */
export function OpenAction({ one, after }: { one: ActionFacts; after: () => Promise<unknown> }) {
  const [busy, setBusy] = useState<Step | null>(null);
  const take = async (step: Step) => {
    setBusy(step);
    try {
      await api<ActionFacts>("POST", `/actions/${one.id}/${step}`, {});
      outdated("/approvals");
      outdated("/me");
      await after();
    } catch (error) {
      toast(words(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <p><b>{named(one)}</b> {said(one)}</p>
      {one.note && <p className="meta" dir="auto">{one.note}</p>}
      {one.steps.length > 0 && <div className="acts">{one.steps.map((step) => <Do key={step} small look={looks[step]} isPending={busy === step} isDisabled={busy !== null && busy !== step} onPress={() => void take(step)}>{t(`action.do_${step}`)}</Do>)}</div>}
    </>
  );
}

/** "Refund of €24.00". */
export function named({ kind, amount }: Pick<ActionFacts, "kind" | "amount">): string {
  if (amount && (kind === "cancel" || kind === "refund")) return t(`action.named_${kind}_of`, { amount: money(amount) });
  return t(`action.named_${kind}`);
}

function said({ state, by, store_said, looked_at }: ActionFacts): string {
  const who = by.kind === "agent" && by.name ? by.name : t(`by.${by.kind}`);
  if (state === "waiting_approval") return t("action.waits", { by: who });
  if (state === "unclear") return [t("action.unclear"), looked_at ? t("action.looked", { clock: clock(looked_at) }) : t("action.looking")].join(" ");
  if (state === "refused") return t("action.refused", { words: store_said ?? "" });
  return t("action.under_way");
}
