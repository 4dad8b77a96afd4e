import { useState } from "react";
import type { StoreState } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";
import { Segments } from "../ui/Fields";
import { CopyLine, StoreName } from "../ui/Marks";
import { Loaded } from "../ui/States";
import { AddSite, NewSecret } from "./AddSite";
import { JoinCode } from "./JoinCode";
import { SettingsTop } from "./SettingsTop";
import { Mirror } from "./sync/Mirror";

const tones = { connected: "done", waiting: "wait", failing: "breach", sign_in: "breach" } as const;

/** The stores of the workspace, and how one more is added. */
export function StoresPage() {
  const stores = useResource<StoreState[]>("/stores");
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
      <Mirror store={store} />
      <div className="stack gap">
        <div className="field"><span className="label">{t("stores.snippet")}</span><CopyLine text={store.snippet} /></div>
        <div className="field"><span className="label">{t(store.platform === "rest" ? "stores.door" : "stores.webhook")}</span><CopyLine text={store.webhook_address} /></div>
        {store.platform === "rest" && <NewSecret store={store.id} />}
      </div>
    </section>
  );
}

const command = "python -m integration_app.cli add-store --platform";

function AddStore() {
  const [platform, setPlatform] = useState<"shopify" | "woocommerce" | "rest">("shopify");
  return (
    <section>
      <div className="row"><h3 className="grow">{t("stores.add")}</h3><Segments label={t("stores.platform")} value={platform} onChange={setPlatform} options={[{ id: "shopify", name: "Shopify" }, { id: "woocommerce", name: "WooCommerce" }, { id: "rest", name: t("stores.other") }]} /></div>
      {platform === "shopify" ? <JoinCode /> : platform === "rest" ? <AddSite /> : (
        <ol className="steps">
          <li><p>{t("stores.step_command")}</p><CopyLine text={`${command} woocommerce --address https://shop.example --secret …`} /></li>
          <li><p>{t("stores.step_woocommerce")}</p></li>
          <li><p>{t("stores.step_widget")}</p></li>
        </ol>
      )}
    </section>
  );
}
