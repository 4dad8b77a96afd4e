import { useState } from "react";
import { api, Refused } from "../api/client";
import type { JoinTarget, ShopifyArrival, ShopifyEntry } from "../api/shapes";
import { t } from "../i18n";
import { DoorCard } from "../signin/DoorCard";
import { Do } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { Trouble } from "../ui/States";
import { arrive } from "./ShopifyDoor";

/** The first page of a shop that is not here yet: begin, or bring it to a workspace that is. */
export function FirstPage({ shop, entered }: { shop: string; entered: (entry: ShopifyEntry) => void }) {
  const [joins, setJoins] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const come = (wants: Partial<ShopifyArrival>) => {
    setBusy(true);
    setError(null);
    void arrive(wants).then(entered, (refused: Refused) => { setError(refused); setBusy(false); });
  };
  return (
    <DoorCard title={t("shopify.first")} line={t("shopify.first_line", { shop })}>
      {error && <Trouble error={error} />}
      {joins ? <Join shop={shop} busy={busy} come={come} back={() => { setJoins(false); setError(null); }} /> : (
        <>
          <Do look="primary" wide isPending={busy} onPress={() => come({ begin: true })}>{t("shopify.begin")}</Do>
          <div className="foot"><Do look="ghost" onPress={() => { setJoins(true); setError(null); }}>{t("shopify.already")}</Do></div>
        </>
      )}
    </DoorCard>
  );
}

interface Joining { shop: string; busy: boolean; come: (wants: Partial<ShopifyArrival>) => void; back: () => void }

/** The code is looked up first: nobody's shop goes to a workspace whose name he has not seen. */
function Join({ shop, busy, come, back }: Joining) {
  const [code, setCode] = useState("");
  const [target, setTarget] = useState<JoinTarget | null>(null);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const look = () => {
    setAsking(true);
    setError(null);
    void api<JoinTarget>("POST", "/shopify/codes", { code }).then(setTarget, setError).finally(() => setAsking(false));
  };
  if (target) {
    return (
      <>
        <p>{t("shopify.join_sure", { shop, workspace: target.workspace })}</p>
        <Do look="primary" wide isPending={busy} onPress={() => come({ code })}>{t("shopify.join_do", { workspace: target.workspace })}</Do>
        <Do look="ghost" onPress={() => setTarget(null)}>{t("do.cancel")}</Do>
      </>
    );
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); look(); }}>
      {error && <Trouble error={error} />}
      <TextInput label={t("shopify.code")} hint={t("shopify.code_hint")} value={code} onChange={setCode} autoComplete="off" isRequired autoFocus />
      <Do look="primary" wide type="submit" isPending={asking} isDisabled={code.length < 8}>{t("shopify.code_do")}</Do>
      <Do look="ghost" onPress={back}>{t("do.cancel")}</Do>
    </form>
  );
}
