import { Plus, Ticket } from "lucide-react";
import { api, words } from "../../api/client";
import type { Campaign, CampaignDraft, StoreBrief } from "../../api/shapes";
import { outdated, useResource } from "../../api/resource";
import { t } from "../../i18n";
import { count, roundMoney } from "../../i18n/format";
import { go, href } from "../../shell/router";
import { Do } from "../../ui/Buttons";
import { TextInput } from "../../ui/Fields";
import { Empty, Loaded } from "../../ui/States";
import { toast } from "../../ui/toasts";
import { useForm, type Form } from "../form";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";
import { CampaignFields, draftOfCampaign, LiveState } from "./CampaignFields";

const fresh = (currency: string): CampaignDraft => ({
  name: t("coupon.new_name"), percent: 5, at_most: { amount: "15.00", currency }, budget: { amount: "200.00", currency }, per_day: 50, lasts_hours: 24, ends_at: null,
});

/** What coupons may be given out, and what they may cost. */
export function CouponsPage({ store, id }: SectionProps) {
  const path = `/stores/${store.id}/campaigns`;
  const campaigns = useResource<Campaign[]>(path);
  const open = campaigns.data?.find((one) => one.id === id);
  if (campaigns.data && (open || id === "new")) return <Editor key={id} store={store} campaign={open ?? null} path={path} />;
  const make = <Do look={campaigns.data?.length ? undefined : "primary"} icon={<Plus className="i i-16" aria-hidden />} onPress={() => go("/settings/coupons/new")}>{t("coupon.new")}</Do>;
  return (
    <>
      <SettingsTop title={t("settings.coupons")} store={store}>{campaigns.data && campaigns.data.length > 0 && make}</SettingsTop>
      <Loaded from={campaigns}>{(all) => all.length === 0 ? (
        <Empty drawing={<Ticket className="i" aria-hidden />} line={t("coupon.empty")}>{make}</Empty>
      ) : (
        <div className="set-body one"><ul className="lines">{all.map((one) => (
          <li key={one.id}>
            <a className="what" href={href(`/settings/coupons/${one.id}`)}><b>{one.name}</b><span className="meta">{[t("rule.coupon", { percent: one.percent }), one.budget && t("coupon.budget_week", { budget: roundMoney(one.budget) }), t("coupon.issued", { n: one.issued.week, issued: count(one.issued.week) })].filter(Boolean).join(t("list.comma"))}</span></a>
            <span className={`pill ${one.paused ? "" : one.confirmed_at ? "done" : "wait"}`}>{t(one.paused ? "coupon.state_paused" : one.confirmed_at ? "coupon.state_live" : "coupon.state_unconfirmed")}</span>
          </li>
        ))}</ul></div>
      )}</Loaded>
    </>
  );
}

function Editor({ store, campaign, path }: { store: StoreBrief; campaign: Campaign | null; path: string }) {
  const form = useForm<CampaignDraft>(campaign ? draftOfCampaign(campaign) : fresh(store.currency), async (draft) => {
    const saved = await api<Campaign>(campaign ? "PUT" : "POST", campaign ? `${path}/${campaign.id}` : path, draft);
    outdated(path);
    if (!campaign) setTimeout(() => go(`/settings/coupons/${saved.id}`, "replace"));
  }, !campaign);
  const remove = (gone: Campaign) => void api("DELETE", `${path}/${gone.id}`).then(() => {
    outdated(path);
    go("/settings/coupons");
    toast(t("trigger.deleted", { name: gone.name }), () => void api("POST", path, draftOfCampaign(gone)).then(() => outdated(path), (error: unknown) => toast(words(error))));
  }, (error: unknown) => toast(words(error)));
  return (
    <>
      <SettingsTop title={form.value.name || t("coupon.new_name")} back="/settings/coupons" store={store} form={form as unknown as Form<object>} />
      <div className="set-body one">
        <section>
          <TextInput label={t("trigger.name_label")} hint={t("trigger.name_hint")} value={form.value.name} onChange={(name) => form.set({ name })} wrong={form.wrong.name} />
          <CampaignFields campaign={form.value} set={form.set} currency={store.currency} wrong={form.wrong} />
          {form.dirty && campaign?.confirmed_at && <p className="meta gap">{t("coupon.again")}</p>}
          {campaign && !form.dirty && <LiveState campaign={campaign} path={path} />}
        </section>
        {campaign && (
          <section>
            <h3>{t("coupon.given")}</h3>
            <p>{t("coupon.given_line", { today: count(campaign.issued.today), week: count(campaign.issued.week), redeemed: count(campaign.issued.redeemed) })}</p>
            {campaign.codes_ready > 0 && <p className="meta">{t("coupon.ready", { n: campaign.codes_ready })}</p>}
            {campaign.codes_problem && <p className="wrong" role="alert">{t("coupon.ready_problem", { words: campaign.codes_problem })}</p>}
            {campaign.issued.reserved && <p className="meta">{t("coupon.reserved", { amount: roundMoney(campaign.issued.reserved) })}</p>}
            <div className="gap"><Do small look="danger" onPress={() => remove(campaign)}>{t("coupon.delete")}</Do></div>
          </section>
        )}
      </div>
    </>
  );
}
