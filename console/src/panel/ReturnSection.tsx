import { useState } from "react";
import { api, words } from "../api/client";
import type { RefundReturn, RefuseReturn, ReturnFacts } from "../api/shapes";
import { reload } from "../api/resource";
import { pagePath } from "../conversation/useConversation";
import { t, type Key } from "../i18n";
import { money } from "../i18n/format";
import { Do } from "../ui/Buttons";
import { TextInput, Tick } from "../ui/Fields";
import { toast } from "../ui/toasts";
import { OpenAction } from "./actions/OpenActions";
import { Items } from "./Panel";

type State = ReturnFacts["state"];
type Step = "approve" | "refuse" | ReturnFacts["steps"][number];
const tones: Record<State, string> = { requested: "wait", approved: "shop", refused: "", received: "shop", refunded: "done", closed: "" };
const way = ["requested", "approved", "received", "refunded"] as const;
const said: Partial<Record<Step, Key>> = { approve: "done.approve", refuse: "done.refuse", receive: "done.receive", close: "done.close_return" };

/** A return: where it stands, and what comes next. */
export function ReturnSection({ one, conversation }: { one: ReturnFacts; conversation: string }) {
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const [busy, setBusy] = useState<Step | null>(null);
  const take = async (step: Step, body: RefuseReturn | RefundReturn | object = {}) => {
    setBusy(step);
    try {
      const now = await api<ReturnFacts>("POST", `/returns/${one.id}/${step}`, body);
      setRefusing(false);
      const key = now.sending ? "done.sent_to_store" : said[step];
      if (key) toast(t(key, { reference: one.reference }));
      await reload(pagePath(conversation));
    } catch (error) {
      toast(words(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <section>
      <h3>{t("panel.return", { reference: one.reference })}<span className={`end pill ${tones[one.state]}`}>{one.decidable ? t("panel.waits_for_you") : one.sending ? t("panel.sending") : one.state_label}</span></h3>
      <p>{one.reason}{one.note && <span className="meta" dir="auto" style={{ display: "block" }}>{one.note}</span>}</p>
      <Items items={one.items} />
      {one.hint && one.decidable && <p className="meta" style={{ marginBlockStart: 4 }}>{one.hint}</p>}
      {one.state !== "refused" && one.state !== "closed" && <Way state={one.state} />}
      {one.store_said && <p className="wrong" role="alert">{t("panel.store_said", { words: one.store_said })}</p>}
      {one.refund && one.state === "received" && <ul className="open-acts"><li className={one.refund.state === "unclear" || one.refund.state === "refused" ? "breach" : "wait"}><OpenAction one={one.refund} after={() => reload(pagePath(conversation))} /></li></ul>}
      {one.decidable && !refusing && <div className="acts"><Do small look="primary" isPending={busy === "approve"} onPress={() => void take("approve")}>{t("panel.approve", { amount: money(one.amount) })}</Do><Do small onPress={() => setRefusing(true)}>{t("panel.refuse")}</Do></div>}
      {refusing && (
        <form className="stack" style={{ marginBlockStart: 10 }} onSubmit={(event) => { event.preventDefault(); void take("refuse", { reason }); }}>
          <TextInput label={t("panel.refuse_reason")} hint={t("panel.refuse_hint")} area rows={3} value={reason} onChange={setReason} autoFocus isRequired />
          <div className="acts" style={{ marginBlockStart: 0 }}><Do small type="submit" isPending={busy === "refuse"} isDisabled={!reason.trim()}>{t("panel.refuse_do")}</Do><Do small look="ghost" onPress={() => setRefusing(false)}>{t("do.cancel")}</Do></div>
        </form>
      )}
      {one.steps.includes("refund") && <div className="gap"><Tick selected={restock} onChange={setRestock}>{t("refund.restock")}</Tick></div>}
      {one.steps.length > 0 && (
        <div className="acts">
          {one.steps.includes("receive") && <Do small look="primary" isPending={busy === "receive"} onPress={() => void take("receive")}>{t("panel.receive")}</Do>}
          {one.steps.includes("refund") && <Do small look="primary" isPending={busy === "refund"} onPress={() => void take("refund", { client_id: crypto.randomUUID(), restock })}>{t("refund.do", { amount: money(one.amount) })}</Do>}
          {one.steps.includes("close") && <Do small isPending={busy === "close"} onPress={() => void take("close")}>{t("panel.close_return")}</Do>}
        </div>
      )}
    </section>
  );
}

/** The four stations of a return. */
function Way({ state }: { state: State }) {
  const at = way.indexOf(state as (typeof way)[number]);
  const over = state === "refunded";
  return (
    <ol className={over ? "line4 all" : "line4"}>
      {way.map((station, place) => <li key={station} className={place < at || over ? "done" : place === at ? "current" : "todo"} aria-current={place === at && !over ? "step" : undefined}><b>{t(`return.${station}`)}</b></li>)}
    </ol>
  );
}
