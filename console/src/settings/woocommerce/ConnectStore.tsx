import { useState } from "react";
import { api, Refused } from "../../api/client";
import type { ConnectedStore, FoundStore } from "../../api/shapes";
import { t } from "../../i18n";
import { useMe } from "../../shell/session";
import { Do } from "../../ui/Buttons";
import { TextInput } from "../../ui/Fields";
import { Trouble } from "../../ui/States";

interface Props { address?: string; onConnected: (store: string) => void }

/** Connect a WooCommerce store: enter its address, then agree in the store, or bring keys that were made there. */
export function ConnectStore({ address: known = "", onConnected }: Props) {
  const [address, setAddress] = useState(known);
  const [found, setFound] = useState<FoundStore | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const look = () => {
    setBusy(true);
    setError(null);
    void api<FoundStore>("POST", "/connections/woocommerce", { address })
      .then(setFound, (refused: Refused) => setError(refused)).finally(() => setBusy(false));
  };
  const connected = (store: string) => {
    setAddress(known);
    setFound(null);
    onConnected(store);
  };
  if (useMe().agent.role !== "owner") return <p className="meta">{t("woo.owner")}</p>;
  return (
    <div className="stack">
      <form onSubmit={(event) => { event.preventDefault(); look(); }}>
        {error && <div className="gap"><Trouble error={error} /></div>}
        <TextInput label={t("woo.address")} hint={t("woo.address_hint")} placeholder="https://shop.example" type="text" inputMode="url" autoComplete="url" value={address} onChange={(value) => { setAddress(value); setFound(null); }} dir="ltr" />
        {!found && <div className="gap"><Do type="submit" look="primary" isPending={busy} isDisabled={address.trim().length < 3}>{t("woo.look")}</Do></div>}
      </form>
      {found && <Ways found={found} onConnected={connected} />}
    </div>
  );
}

/** Go to the store's own page; from within Shopify's frame, where it would not open, in a window of its own. */
function leaveFor(url: string): void {
  if (window.top === window.self) location.assign(url);
  else window.open(url, "_blank", "noopener");
}

function Ways({ found, onConnected }: { found: FoundStore; onConnected: (store: string) => void }) {
  const [byHand, setByHand] = useState(!found.authorize_url);
  return (
    <div className="stack" role="status">
      <p><strong>{found.name}</strong> <span className="meta" dir="ltr">{found.address}</span></p>
      {found.authorize_url && (
        <>
          <p>{t("woo.agree_line")}</p>
          <div className="row">
            <Do look="primary" onPress={() => leaveFor(found.authorize_url!)}>{t("woo.agree")}</Do>
            {!byHand && <Do look="ghost" onPress={() => setByHand(true)}>{t("woo.by_hand")}</Do>}
          </div>
        </>
      )}
      {!found.authorize_url && <p className="meta">{t("woo.no_https")}</p>}
      {byHand && <ByHand found={found} onConnected={onConnected} />}
    </div>
  );
}

function ByHand({ found, onConnected }: { found: FoundStore; onConnected: (store: string) => void }) {
  const [keys, setKeys] = useState({ consumer_key: "", consumer_secret: "" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const connect = () => {
    setBusy(true);
    setError(null);
    void api<ConnectedStore>("POST", "/connections/woocommerce/keys", { address: found.address, ...keys })
      .then(({ store }) => onConnected(store), (refused: Refused) => setError(refused)).finally(() => setBusy(false));
  };
  const wrong = (field: "consumer_key" | "consumer_secret", start: string) => error?.fields[field] && t("woo.key_wrong", { start });
  return (
    <form onSubmit={(event) => { event.preventDefault(); connect(); }}>
      <ol className="steps">
        <li><p><a href={found.keys_page} target="_blank" rel="noreferrer">{t("woo.keys_page")}</a></p></li>
        <li><p>{t("woo.keys_right")}</p></li>
        <li><p>{t("woo.keys_paste")}</p></li>
      </ol>
      {error && !Object.keys(error.fields).length && <div className="gap"><Trouble error={error} /></div>}
      <div className="f2">
        <TextInput label={t("woo.key")} placeholder="ck_…" autoComplete="off" value={keys.consumer_key} onChange={(consumer_key) => setKeys({ ...keys, consumer_key: consumer_key.trim() })} wrong={wrong("consumer_key", "ck_")} dir="ltr" />
        <TextInput label={t("woo.secret")} placeholder="cs_…" type="password" autoComplete="off" value={keys.consumer_secret} onChange={(consumer_secret) => setKeys({ ...keys, consumer_secret: consumer_secret.trim() })} wrong={wrong("consumer_secret", "cs_")} dir="ltr" />
      </div>
      <div className="gap"><Do type="submit" look="primary" isPending={busy} isDisabled={!keys.consumer_key || !keys.consumer_secret}>{t("woo.connect")}</Do></div>
    </form>
  );
}
