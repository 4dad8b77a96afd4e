import { useState } from "react";
import { api, words } from "../api/client";
import type { RefuseReturn, ReturnFacts } from "../api/shapes";
import { reload } from "../api/resource";
import { pagePath } from "../conversation/useConversation";
import { t } from "../i18n";
import { money } from "../i18n/format";
import { Do } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { toast } from "../ui/toasts";
import { Items } from "./Panel";

const tones: Record<ReturnFacts["state"], string> = { requested: "wait", approved: "shop", refused: "", received: "shop", refunded: "done", closed: "" };

/** A return and, when it waits for us, the two answers to it. */
export function ReturnSection({ one, conversation }: { one: ReturnFacts; conversation: string }) {
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const decide = async (how: "approve" | "refuse", body: RefuseReturn | object) => {
    setBusy(true);
    try {
      await api<ReturnFacts>("POST", `/returns/${one.id}/${how}`, body);
      setRefusing(false);
      toast(t(how === "approve" ? "done.approve" : "done.refuse", { reference: one.reference }));
      await reload(pagePath(conversation));
    } catch (error) {
      toast(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h3>{t("panel.return", { reference: one.reference })}<span className={`end pill ${tones[one.state]}`}>{one.decidable ? t("panel.waits_for_you") : one.state_label}</span></h3>
      <p>{one.reason}{one.note && <span className="meta" dir="auto" style={{ display: "block" }}>{one.note}</span>}</p>
      <Items items={one.items} />
      {one.hint && <p className="meta" style={{ marginBlockStart: 4 }}>{one.hint}</p>}
      {one.decidable && !refusing && <div className="acts"><Do small look="primary" isPending={busy} onPress={() => void decide("approve", {})}>{t("panel.approve", { amount: money(one.amount) })}</Do><Do small onPress={() => setRefusing(true)}>{t("panel.refuse")}</Do></div>}
      {refusing && (
        <form className="stack" style={{ marginBlockStart: 10 }} onSubmit={(event) => { event.preventDefault(); void decide("refuse", { reason }); }}>
          <TextInput label={t("panel.refuse_reason")} hint={t("panel.refuse_hint")} area rows={3} value={reason} onChange={setReason} autoFocus isRequired />
          <div className="acts" style={{ marginBlockStart: 0 }}><Do small type="submit" isPending={busy} isDisabled={!reason.trim()}>{t("panel.refuse_do")}</Do><Do small look="ghost" onPress={() => setRefusing(false)}>{t("do.cancel")}</Do></div>
        </form>
      )}
    </section>
  );
}
