import { Truck } from "lucide-react";
import { useEffect } from "react";
import { api } from "../../api/client";
import { keep, useResource } from "../../api/resource";
import type { Delivery } from "../../api/shapes";
import { t } from "../../i18n";
import { ago } from "../../i18n/format";
import { href } from "../../shell/router";
import { Empty, Loaded } from "../../ui/States";
import { useForm, type Form } from "../form";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";
import { draftOf, wrongOf } from "./lanes";
import { Terms } from "./Terms";
import { TrackingService } from "./TrackingService";
import { ZoneRows, type Draft } from "./ZoneRows";

/** Where the store sends: countries and prices from the store, days and duty from the merchant. */
export function DeliveryPage({ store }: SectionProps) {
  const path = `/stores/${store.id}/delivery`;
  const delivery = useResource<Delivery>(path);
  const { reload } = delivery;
  const unread = delivery.data && !delivery.data.from_store;
  useEffect(() => {
    if (!unread) return;
    const timer = setInterval(() => void reload(), 5_000); // a store that has just come is being read
    return () => clearInterval(timer);
  }, [unread, reload]);
  if (delivery.data?.from_store) return <Editor told={delivery.data} path={path} store={store} />;
  return (
    <>
      <SettingsTop title={t("settings.delivery")} store={store} />
      <Loaded from={delivery}>{(known) => (
        <>
          <Empty drawing={<Truck className="i" aria-hidden />} line={t(known.zones.length ? "delivery.own_zones" : "delivery.empty")}><a className="btn primary" href={href("/settings/assistant")}>{t("delivery.to_assistant")}</a></Empty>
          <div className="set-body one">
            {(known.payment_methods !== null || known.policies.length > 0) && <Terms told={known} />}
            <TrackingService store={store} />
          </div>
        </>
      )}</Loaded>
    </>
  );
}

function Editor({ told, path, store }: { told: Delivery; path: string; store: SectionProps["store"] }) {
  const form = useForm(draftOf(told), async (value) => keep(path, await api<Delivery>("PUT", path, value)));
  const put = (at: number, patch: Partial<Draft>) => form.set({ zones: form.value.zones.map((zone, index) => (index === at ? { ...zone, ...patch } : zone)) });
  const wrong = form.value.zones.some((zone) => [zone.lane, ...zone.differing.map((one) => one.lane)].some(wrongOf));
  return (
    <>
      <SettingsTop title={t("settings.delivery")} store={store} form={{ ...form, savable: form.savable && !wrong } as unknown as Form<object>} />
      <div className="set-body one wide">
        <section>
          <h3>{t("delivery.ways")}</h3>
          <p className="meta">{t("delivery.line")}{told.read_at && ` ${t("delivery.read", { ago: ago(told.read_at) })}`}</p>
          <table className="lanes">
            <thead><tr><th scope="col">{t("delivery.where")}</th><th scope="col">{t("delivery.price")}</th><th scope="col">{t("delivery.days")}</th><th scope="col">{t("delivery.duty")}</th><th><span className="sr">{t("delivery.remove_col")}</span></th></tr></thead>
            {told.zones.map((zone, at) => {
              const draft = form.value.zones[at];
              return draft && <ZoneRows key={zone.id} zone={zone} draft={draft} put={(patch) => put(at, patch)} />;
            })}
          </table>
        </section>
        <Terms told={told} />
        <TrackingService store={store} />
      </div>
    </>
  );
}
