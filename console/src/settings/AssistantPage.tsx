import { Plus, Trash2 } from "lucide-react";
import { api } from "../api/client";
import type { AssistantSettings, Delivery, ShippingZone } from "../api/shapes";
import { keep, useResource } from "../api/resource";
import { t } from "../i18n";
import { ownName } from "../i18n/format";
import { href } from "../shell/router";
import { Do, IconButton } from "../ui/Buttons";
import { NumberInput, Pick, TextInput } from "../ui/Fields";
import { Loaded } from "../ui/States";
import { sign } from "./coupons/CampaignFields";
import { useForm, type Form } from "./form";
import type { SectionProps } from "./SettingsPage";
import { SettingsTop } from "./SettingsTop";

/** What the bot is called and what it may promise. */
export function AssistantPage({ store }: SectionProps) {
  const path = `/stores/${store.id}/assistant`;
  const assistant = useResource<AssistantSettings>(path);
  return assistant.data ? <Editor saved={assistant.data} path={path} store={store} /> : <><SettingsTop title={t("settings.assistant")} store={store} /><Loaded from={assistant}>{() => null}</Loaded></>;
}

function Editor({ saved, path, store }: { saved: AssistantSettings; path: string; store: SectionProps["store"] }) {
  const told = useResource<Delivery>(`/stores/${store.id}/delivery`).data?.from_store;
  const form = useForm(saved, async (value) => keep(path, await api<AssistantSettings>("PUT", path, value)));
  const { value, set, wrong } = form;
  const setReturns = (patch: Partial<AssistantSettings["returns"]>) => set({ returns: { ...value.returns, ...patch } });
  const conditions = (["any", "unused", "original_packaging"] as const).map((id) => ({ id, name: t(`returns.${id}`) }));
  const payers = (["store", "shopper", "store_if_faulty"] as const).map((id) => ({ id, name: t(`returns.pays_${id}`) }));
  return (
    <>
      <SettingsTop title={t("settings.assistant")} store={store} form={form as unknown as Form<object>} />
      <div className="set-body one">
        <section>
          <h3>{t("assistant.self")}</h3>
          <div className="f2"><TextInput label={t("assistant.name")} hint={t("assistant.name_hint")} value={value.name} onChange={(name) => set({ name })} wrong={wrong.name} /></div>
          <p className="meta gap">{t("assistant.speaks", { languages: value.locales.map(ownName).join(t("list.comma")) })}</p>
        </section>
        <section>
          <h3>{t("returns.title")}</h3>
          <p className="meta">{t("returns.line")}</p>
          <div className="f3">
            <NumberInput label={t("returns.window")} value={value.returns.window_days} max={365} after={t("unit.days")} hint={value.returns.window_days === null ? t("returns.window_none") : undefined} onChange={(window_days) => setReturns({ window_days })} wrong={wrong["returns.window_days"]} />
            <Pick label={t("returns.condition")} value={value.returns.condition} options={conditions} onChange={(condition) => setReturns({ condition })} wrong={wrong["returns.condition"]} />
            <Pick label={t("returns.postage")} value={value.returns.postage} options={payers} onChange={(postage) => setReturns({ postage })} wrong={wrong["returns.postage"]} />
          </div>
        </section>
        {told ? <section><h3>{t("shipping.title")}</h3><p className="meta">{t("shipping.told")} <a href={href("/settings/delivery")}>{t("shipping.to_delivery")}</a></p></section> : <Shipping zones={value.shipping} currency={store.currency} onChange={(shipping) => set({ shipping })} wrong={wrong} />}
      </div>
    </>
  );
}

function Shipping({ zones, currency, onChange, wrong }: { zones: ShippingZone[]; currency: string; onChange: (zones: ShippingZone[]) => void; wrong: Record<string, string> }) {
  const put = (at: number, patch: Partial<ShippingZone>) => onChange(zones.map((zone, index) => (index === at ? { ...zone, ...patch } : zone)));
  const add = () => onChange([...zones, { name: "", countries: [], days_min: 2, days_max: 5, price: null, free_from: null }]);
  return (
    <section>
      <h3>{t("shipping.title")}</h3>
      <p className="meta">{t("shipping.line")}</p>
      {zones.map((zone, at) => <Zone key={at} zone={zone} currency={currency} put={(patch) => put(at, patch)} remove={() => onChange(zones.filter((_, index) => index !== at))} wrong={(field) => wrong[`shipping.${at}.${field}`]} />)}
      <Do small icon={<Plus className="i i-16" aria-hidden />} onPress={add}>{t("shipping.add")}</Do>
    </section>
  );
}

interface ZoneProps { zone: ShippingZone; currency: string; put: (patch: Partial<ShippingZone>) => void; remove: () => void; wrong: (field: string) => string | undefined }

function Zone({ zone, currency, put, remove, wrong }: ZoneProps) {
  const money = (value: number | null) => (value === null ? null : { amount: value.toFixed(2), currency });
  const amount = (value: ShippingZone["price"]) => (value === null ? null : Number(value.amount));
  const countries = (text: string) => text.toUpperCase().split(/[^A-Z]+/).filter(Boolean);
  return (
    <div style={{ borderBlockEnd: "var(--hair)", paddingBlockEnd: "var(--s-4)", marginBlockEnd: "var(--s-4)" }}>
      <div className="f2">
        <TextInput label={t("shipping.name")} value={zone.name} onChange={(name) => put({ name })} wrong={wrong("name")} />
        <div className="row" style={{ alignItems: "flex-start" }}>
          <div className="grow"><TextInput key={zone.countries.length ? "some" : "rest"} label={t("shipping.countries")} hint={t("shipping.countries_hint")} defaultValue={zone.countries.join(" ")} onBlur={(event) => put({ countries: countries((event.target as HTMLInputElement).value) })} wrong={wrong("countries")} /></div>
          <span style={{ marginBlockStart: 26 }}><IconButton name={t("shipping.remove", { name: zone.name })} onPress={remove}><Trash2 className="i i-16" aria-hidden /></IconButton></span>
        </div>
      </div>
      <div className="f4 gap">
        <NumberInput label={t("shipping.from")} value={zone.days_min} after={t("unit.days")} onChange={(days) => put({ days_min: days ?? 0 })} wrong={wrong("days_min")} />
        <NumberInput label={t("shipping.to")} value={zone.days_max} after={t("unit.days")} onChange={(days) => put({ days_max: days ?? 0 })} wrong={wrong("days_max")} />
        <NumberInput label={t("shipping.price")} value={amount(zone.price)} before={sign(currency)} onChange={(value) => put({ price: money(value) })} wrong={wrong("price")} />
        <NumberInput label={t("shipping.free_from")} value={amount(zone.free_from)} before={sign(currency)} onChange={(value) => put({ free_from: money(value) })} wrong={wrong("free_from")} />
      </div>
    </div>
  );
}
