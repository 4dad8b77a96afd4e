import { useState } from "react";
import { api, words } from "../api/client";
import type { NewJoinCode } from "../api/shapes";
import { t } from "../i18n";
import { clock } from "../i18n/format";
import { useMe } from "../shell/session";
import { Do } from "../ui/Buttons";
import { CopyLine } from "../ui/Marks";
import { toast } from "../ui/toasts";

/** How one more Shopify shop comes to this workspace: a code, typed in that shop's own admin. */
export function JoinCode() {
  const [made, setMade] = useState<NewJoinCode | null>(null);
  const [busy, setBusy] = useState(false);
  const make = () => {
    setBusy(true);
    void api<NewJoinCode>("POST", "/shopify/join-codes").then(setMade, (error: unknown) => toast(words(error))).finally(() => setBusy(false));
  };
  if (useMe().agent.role !== "owner") return <p className="meta">{t("join.owner")}</p>;
  return (
    <ol className="steps">
      <li><p>{t("join.install")}</p></li>
      <li>
        <p>{t("join.make")}</p>
        {made ? <div className="stack" role="status"><CopyLine text={made.code} /><p className="meta">{t("join.until", { time: clock(made.expires_at) })}</p></div> : <Do small isPending={busy} onPress={make}>{t("join.make_do")}</Do>}
      </li>
      <li><p>{t("join.enter")}</p></li>
    </ol>
  );
}
