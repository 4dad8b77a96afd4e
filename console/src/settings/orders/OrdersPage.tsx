import { ExternalLink } from "lucide-react";
import { api, words } from "../../api/client";
import { outdated, useResource } from "../../api/resource";
import type { ActionFacts, ActionSettings, ActionSettingsDraft, StoreBrief } from "../../api/shapes";
import { t } from "../../i18n";
import { dayAndClock } from "../../i18n/format";
import { OpenAction } from "../../panel/actions/OpenActions";
import { href } from "../../shell/router";
import { Do } from "../../ui/Buttons";
import { NumberInput, Toggle } from "../../ui/Fields";
import { Loaded } from "../../ui/States";
import { toast } from "../../ui/toasts";
import { useForm, type Form } from "../form";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";

/** What people may do to orders in the store, up to which sum alone, and what waits for a manager. */
export function OrdersPage({ store }: SectionProps) {
  const path = `/stores/${store.id}/actions`;
  const settings = useResource<ActionSettings>(path);
  return <Loaded from={settings}>{(known) => <Editor store={store} settings={known} path={path} />}</Loaded>;
}

function Editor({ store, settings, path }: { store: StoreBrief; settings: ActionSettings; path: string }) {
  const saved: ActionSettingsDraft = { allowed: settings.switches.filter((one) => one.on).map((one) => one.kind), agents_refund_up_to: settings.agents_refund_up_to };
  const form = useForm<ActionSettingsDraft>(saved, async (draft) => {
    await api<ActionSettings>("PUT", path, draft);
    outdated(path);
    outdated("/conversations");
  });
  const { allowed, agents_refund_up_to: limit } = form.value;
  const lacking = settings.switches.filter((one) => allowed.includes(one.kind) && !one.possible);
  return (
    <>
      <SettingsTop title={t("settings.orders")} store={store} form={form as unknown as Form<object>} />
      <div className="set-body one">
        <Approvals />
        <section>
          <h3>{t("orders.switches")}</h3>
          <p className="meta">{t("orders.switches_line")}</p>
          <div className="stack">{settings.switches.map(({ kind }) => (
            <Toggle key={kind} selected={allowed.includes(kind)} onChange={(on) => form.set({ allowed: on ? [...allowed, kind] : allowed.filter((other) => other !== kind) })}>{t(`orders.${kind}`)}</Toggle>
          ))}</div>
          {lacking.length > 0 && <Permission settings={settings} path={path} />}
        </section>
        <section>
          <h3>{t("orders.limit")}</h3>
          <p className="meta">{t("orders.limit_line")}</p>
          <NumberInput label={t("orders.limit_label")} value={Number(limit.amount)} before={limit.currency} onChange={(amount) => form.set({ agents_refund_up_to: { ...limit, amount: (amount ?? 0).toFixed(2) } })} wrong={form.wrong["agents_refund_up_to.amount"]} />
        </section>
      </div>
    </>
  );
}

/** The store has to allow it: in Shopify's frame by App Bridge, elsewhere on Shopify's own page. */
function Permission({ settings, path }: { settings: ActionSettings; path: string }) {
  const { ask_store } = settings;
  if (!ask_store) return <p className="meta gap">{t("orders.not_possible")}</p>;
  const scopes = window.shopify?.scopes;
  const ask = async () => {
    try {
      await scopes?.request(ask_store.scopes);
      outdated(path);
    } catch (error) {
      toast(words(error));
    }
  };
  return (
    <div className="gap">
      <p>{t("orders.shopify_asks")}</p>
      {scopes
        ? <Do look="primary" onPress={() => void ask()}>{t("orders.allow")}</Do>
        : <a className="btn" href={ask_store.link} target="_blank" rel="noopener noreferrer"><ExternalLink className="i i-16" aria-hidden />{t("orders.allow_in_shopify")}</a>}
    </div>
  );
}

function Approvals() {
  const waiting = useResource<ActionFacts[]>("/approvals");
  if (!waiting.data?.length) return null;
  return (
    <section>
      <h3>{t("orders.approvals")}</h3>
      <ul className="open-acts">{waiting.data.map((one) => (
        <li key={one.id} className="wait">
          <p className="meta">{t("panel.order", { number: one.order_number })}{t("list.comma")}{dayAndClock(one.at)}{one.conversation && <> <a className="link" href={href(`/inbox/${one.conversation}`)}>{t("orders.conversation")}</a></>}</p>
          <OpenAction one={one} after={waiting.reload} />
        </li>
      ))}</ul>
    </section>
  );
}
