import { useCallback, useEffect, useState } from "react";
import { api, Refused } from "../api/client";
import type { ShopifyArrival, ShopifyEntry } from "../api/shapes";
import { t } from "../i18n";
import { Shell } from "../shell/Shell";
import { leave, useSession } from "../shell/session";
import { DoorCard } from "../signin/DoorCard";
import { Do } from "../ui/Buttons";
import { Bones, Trouble } from "../ui/States";
import { FirstPage } from "./FirstPage";

const lookAgain = 10_000; // ms between two looks whether an owner has let us in

export const arrive = (wants: Partial<ShopifyArrival> = {}) => api<ShopifyEntry>("POST", "/shopify/session", { begin: false, code: null, ...wants });

/** The door inside Shopify's admin: no password, Shopify's word says who is there. */
export function ShopifyDoor() {
  const [entry, setEntry] = useState<ShopifyEntry | null>(null);
  const [error, setError] = useState<Refused | null>(null);
  const enter = useCallback(() => {
    setError(null);
    void arrive().then(setEntry, setError);
  }, []);
  useEffect(enter, [enter]);
  const anew = useCallback(() => {
    leave();
    setEntry(null);
    enter();
  }, [enter]);
  if (error && !entry) return <div className="door"><div className="door-card"><Trouble error={error} retry={enter} /></div></div>;
  if (!entry) return <Coming />;
  if (entry.place === "new") return <FirstPage shop={entry.shop} entered={setEntry} />;
  if (entry.place === "waiting") return <Waiting entry={entry} again={enter} />;
  return <Inside shutOut={anew} />;
}

function Coming() {
  return <div className="door"><div className="door-card"><Bones lines={3} /></div></div>;
}

/** Known, and not let in yet. Looks again by itself. */
function Waiting({ entry, again }: { entry: ShopifyEntry; again: () => void }) {
  useEffect(() => {
    const looking = setInterval(again, lookAgain);
    return () => clearInterval(looking);
  }, [again]);
  const workspace = entry.workspace ?? entry.shop;
  return (
    <DoorCard title={t("shopify.waiting")} line={t("shopify.waiting_line", { workspace })}>
      <p className="meta">{t("shopify.waiting_hint")}</p>
      <Do onPress={again}>{t("shopify.look_again")}</Do>
    </DoorCard>
  );
}

function Inside({ shutOut }: { shutOut: () => void }) {
  const { me, error, retry } = useSession();
  const lost = error?.status === 401 || error?.code === "no_access";
  useEffect(() => {
    if (lost) shutOut();
  }, [lost, shutOut]);
  if (me && !lost) return <Shell me={me} />;
  if (error && !lost) return <div className="door"><div className="door-card"><Trouble error={error} retry={retry} /></div></div>;
  return <Coming />;
}
