import { useState } from "react";
import { api, Refused, words } from "../../api/client";

import type { AppFiles, Installation } from "../../api/shapes";
import { keep } from "../../api/resource";
import { t } from "../../i18n";
import { Do } from "../../ui/Buttons";
import { TextInput } from "../../ui/Fields";
import { toast } from "../../ui/toasts";

/** The app as Shopify knows it: its id, its secret (never shown again), and the files to deploy. */
export function ShopifyApp({ shopify }: { shopify: Installation["shopify"] }) {
  return (
    <section>
      <div className="row">
        <h3 className="grow">{t("installation.shopify")}</h3>
        <span className={`pill ${shopify.ready ? "done" : "wait"}`}>{t(shopify.ready ? "installation.registered" : "installation.unregistered")}</span>
      </div>
      <p className="meta">{t("installation.shopify_line")}</p>
      {shopify.from_environment ? <p className="gap">{t("installation.environment", { id: shopify.client_id || "…" })}</p> : <Registration shopify={shopify} />}
      {shopify.missing.map((one) => <div className="cost wait" key={one}><p>{t(`installation.missing_${one}`)}</p></div>)}
      <Files ready={shopify.missing.length === 0} />
    </section>
  );
}

function Registration({ shopify }: { shopify: Installation["shopify"] }) {
  const [clientId, setClientId] = useState(shopify.client_id);
  const [secret, setSecret] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const save = async () => {
    setBusy(true);
    setWrong({});
    try {
      keep("/installation", await api<Installation>("PUT", "/installation/shopify", { client_id: clientId.trim(), secret: secret.trim() }));
      setSecret("");
      toast(t("done.saved"));
    } catch (error) {
      if (error instanceof Refused && Object.keys(error.fields).length) setWrong(error.fields);
      else toast(words(error));
    }
    setBusy(false);
  };
  return (
    <form className="stack gap" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <TextInput label={t("installation.client_id")} value={clientId} onChange={setClientId} autoComplete="off" wrong={wrong.client_id && t("installation.client_id_wrong")} />
      <TextInput label={t("installation.secret")} type="password" value={secret} onChange={setSecret} autoComplete="off" hint={t(shopify.ready ? "installation.secret_known" : "installation.secret_hint")} wrong={wrong.secret && t("installation.secret_wrong")} />
      <div className="row"><Do type="submit" look="primary" isPending={busy} isDisabled={!clientId.trim() || !secret.trim()}>{t("installation.save")}</Do></div>
    </form>
  );
}

function Files({ ready }: { ready: boolean }) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const files = await api<AppFiles>("GET", "/installation/shopify-app");
      const bytes = Uint8Array.from(atob(files.zip), (sign) => sign.charCodeAt(0));
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([bytes], { type: "application/zip" })), download: files.name });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      toast(words(error));
    }
    setBusy(false);
  };
  return (
    <div className="gap">
      <p>{t("installation.files_line")}</p>
      <div className="row gap"><Do isPending={busy} isDisabled={!ready} onPress={() => void download()}>{t("installation.files")}</Do></div>
    </div>
  );
}
