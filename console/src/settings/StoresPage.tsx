import { useEffect, useState } from "react";
import type { StoreState } from "../api/shapes";
import { outdated, useResource } from "../api/resource";
import { t } from "../i18n";
import { ago } from "../i18n/format";
import { href } from "../shell/router";
import { Segments } from "../ui/Fields";
import { CopyLine, StoreName } from "../ui/Marks";
import { Loaded } from "../ui/States";
import { toast } from "../ui/toasts";
import { AddSite, NewSecret } from "./AddSite";
import { JoinCode } from "./JoinCode";
import { SettingsTop } from "./SettingsTop";
import { Mirror } from "./sync/Mirror";
import { ConnectStore } from "./woocommerce/ConnectStore";
import { Plugin } from "./woocommerce/Plugin";

const tones = { connected: "done", waiting: "wait", failing: "breach", sign_in: "breach" } as const;

/** The stores of the workspace, and how one more is added. */
export function StoresPage() {
  const stores = useResource<StoreState[]>("/stores");
  const { reload } = stores;
  const beingMade = stores.data?.some((store) => store.webhooks && !store.webhooks.checked_at);
  useEffect(() => {
    if (!beingMade) return;
    const timer = setInterval(() => void reload(), 2_000);
    return () => clearInterval(timer);
  }, [beingMade, reload]);
  return (
    <>
      <SettingsTop title={t("settings.stores")} />
      <Loaded from={stores}>{(all) => (
        <div className="set-body one">
          {all.map((store) => <StoreSection key={store.id} store={store} />)}
          <AddStore />
        </div>
      )}</Loaded>
    </>
  );
}

function StoreSection({ store }: { store: StoreState }) {
  return (
    <section>
      <div className="row">
        <h3 className="grow"><StoreName store={store} /></h3>
        <span className={`pill ${tones[store.state]}`}>{t(`stores.${store.state}`)}</span>
      </div>
      <p className="meta">{t(`platform.${store.platform}`)}, {store.address}</p>
      {store.problem && <div className="cost wait"><p>{store.problem}</p></div>}
      {store.sign_in_at && <div className="row gap"><a className="btn small" href={store.sign_in_at} target="_blank" rel="noopener">{t("stores.sign_in_do")}</a></div>}
      {store.reconnect && <div className="row gap"><a className="btn small" href={`${href("/connect/woocommerce")}?address=${encodeURIComponent(store.address)}`}>{t("stores.reconnect")}</a></div>}
      <Mirror store={store} />
      <div className="stack gap">
        {store.theme_editor ? <ThemeLink to={store.theme_editor} /> : <div className="field"><span className="label">{t("stores.snippet")}</span><CopyLine text={store.snippet} /></div>}
        <div className="field"><span className="label">{t(store.platform === "rest" ? "stores.door" : "stores.webhook")}</span><CopyLine text={store.webhook_address} /></div>
        {store.platform === "rest" && <NewSecret store={store.id} />}
        {store.webhooks && <Webhooks webhooks={store.webhooks} />}
        {store.platform === "woocommerce" && <Plugin store={store.id} />}
      </div>
    </section>
  );
}

function Webhooks({ webhooks }: { webhooks: NonNullable<StoreState["webhooks"]> }) {
  return (
    <div className="field">
      <span className="label">{t("stores.hooks")}</span>
      <p>{webhooks.checked_at ? t("stores.hooks_good", { n: webhooks.wanted, ago: ago(webhooks.checked_at) }) : t("stores.hooks_none")}</p>
      {webhooks.mended_at && <span className="hint">{t("stores.hooks_mended", { ago: ago(webhooks.mended_at) })}</span>}
    </div>
  );
}

/** Shopify's way onto the pages: nothing to paste, one switch in the theme editor. */
function ThemeLink({ to }: { to: string }) {
  return (
    <div className="field">
      <span className="label">{t("stores.theme")}</span>
      <p>{t("stores.theme_line")}</p>
      <div className="row"><a className="btn" href={to} target="_top" rel="noreferrer">{t("stores.theme_open")}</a></div>
    </div>
  );
}

function AddStore() {
  const onConnected = () => {
    toast(t("woo.done"));
    outdated("/stores");
    outdated("/me");
  };
  const [platform, setPlatform] = useState<"shopify" | "woocommerce" | "rest">("shopify");
  return (
    <section>
      <div className="row"><h3 className="grow">{t("stores.add")}</h3><Segments label={t("stores.platform")} value={platform} onChange={setPlatform} options={[{ id: "shopify", name: "Shopify" }, { id: "woocommerce", name: "WooCommerce" }, { id: "rest", name: t("stores.other") }]} /></div>
      {platform === "shopify" ? <JoinCode /> : platform === "rest" ? <AddSite /> : (
        <ConnectStore onConnected={onConnected} />
      )}
    </section>
  );
}
