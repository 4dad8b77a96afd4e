import { Check, Eye, MessageSquareText, Moon, Ticket } from "lucide-react";
import { useState } from "react";
import { api, words } from "../../api/client";
import type { Campaign, StoreBrief, Trigger, TriggerDraft, TriggerTexts, WidgetSettings } from "../../api/shapes";
import { outdated, useResource } from "../../api/resource";
import { fill, t } from "../../i18n";
import { count, direction, ownName, percentIn, roundMoney } from "../../i18n/format";
import { go } from "../../shell/router";
import { Do } from "../../ui/Buttons";
import { Segments, TextInput, Toggle } from "../../ui/Fields";
import { toast } from "../../ui/toasts";
import { CampaignFields, draftOfCampaign, LiveState } from "../coupons/CampaignFields";
import { useForm, type Form } from "../form";
import { LanguageTabs } from "../LanguageTabs";
import { SettingsTop } from "../SettingsTop";
import { palette } from "../widget/palette";
import { Bubble, ShopPreview, type Device } from "../widget/ShopPreview";
import { draftOf, isWritten, onlyWritten } from "./defaults";
import { RuleSentence } from "./RuleSentence";
import { wouldSay } from "./sentence";

interface Props { store: StoreBrief; trigger: Trigger; campaigns: Campaign[] }
interface Value { trigger: TriggerDraft; campaigns: Campaign[] }

/** One rule: its sentence, its words, its coupon, and how it looks. */
export function TriggerEditor({ store, trigger, campaigns }: Props) {
  const base = `/stores/${store.id}`;
  const form = useForm<Value>({ trigger: draftOf(trigger), campaigns }, async (value) => {
    const campaign = value.campaigns.find((one) => one.id === value.trigger.campaign);
    const before = campaigns.find((one) => one.id === campaign?.id);
    if (campaign && JSON.stringify(campaign) !== JSON.stringify(before)) await api("PUT", `${base}/campaigns/${campaign.id}`, draftOfCampaign(campaign));
    const saved = await api<Trigger>(trigger.id ? "PUT" : "POST", trigger.id ? `${base}/triggers/${trigger.id}` : `${base}/triggers`, onlyWritten(value.trigger));
    outdated(base);
    if (!trigger.id) setTimeout(() => go(`/settings/triggers/${saved.id}`, "replace"));
  }, !trigger.id);
  const [locale, setLocale] = useState(store.locales[0] ?? "en");
  const draft = form.value.trigger;
  const set = (patch: Partial<TriggerDraft>) => form.set({ trigger: { ...draft, ...patch } });
  const campaign = form.value.campaigns.find((one) => one.id === draft.campaign);
  const setCampaign = (patch: Partial<Campaign>) => form.set({ campaigns: form.value.campaigns.map((one) => (one.id === campaign?.id ? { ...one, ...patch } : one)) });
  return (
    <>
      <SettingsTop title={draft.name || t("trigger.unnamed")} back="/settings/triggers" store={store} form={form as unknown as Form<object>}><Toggle selected={draft.live} onChange={(live) => set({ live })}>{t("trigger.live")}</Toggle></SettingsTop>
      <div className="set-body">
        <div>
          <section>
            <h3>{t("trigger.rule")}</h3>
            <RuleSentence draft={draft} set={set} campaigns={form.value.campaigns} />
            <ul className="manners">{(["once", "open", "checkout", "one_coupon"] as const).map((key) => <li key={key}><Check className="i i-16" aria-hidden />{t(`trigger.manner_${key}`)}</li>)}</ul>
          </section>
          <section>
            <h3>{t("trigger.text")}</h3>
            <LanguageTabs locales={store.locales} wrong={form.wrong} written={(one) => isWritten(draft, one)} chosen={locale} onChoose={setLocale}>
              {(one) => <Texts locale={one} draft={draft} set={set} wrong={form.wrong} />}
            </LanguageTabs>
          </section>
          {campaign && (
            <section>
              <h3>{t("trigger.coupon")}</h3>
              <CampaignFields campaign={campaign} set={setCampaign} currency={store.currency} wrong={form.wrong} short />
              <CostLine trigger={trigger} campaign={campaign} />
              {!form.dirty && (!campaign.confirmed_at || campaign.paused) && <LiveState campaign={campaign} path={`${base}/campaigns`} />}
            </section>
          )}
          <section>
            <h3>{t("trigger.name")}</h3>
            <div className="f2"><TextInput label={t("trigger.name_label")} hint={t("trigger.name_hint")} value={draft.name} onChange={(name) => set({ name })} wrong={form.wrong.name} /></div>
            {trigger.id && <div className="gap"><Delete trigger={trigger} path={`${base}/triggers`} /></div>}
          </section>
        </div>
        <Preview store={store} draft={draft} locale={locale} percent={campaign?.percent} />
      </div>
    </>
  );
}

function Texts({ locale, draft, set, wrong }: { locale: string; draft: TriggerDraft; set: (patch: Partial<TriggerDraft>) => void; wrong: Record<string, string> }) {
  const texts = draft.texts[locale] ?? { text: "", take: "", decline: "", empty_text: null };
  const write = (patch: Partial<TriggerTexts>) => set({ texts: { ...draft.texts, [locale]: { ...texts, ...patch } } });
  const field = (key: "text" | "take" | "decline", label: string, hint?: string) => (
    <TextInput label={label} hint={hint} lang={locale} dir={direction(locale)} value={texts[key]} onChange={(text) => write({ [key]: text })} wrong={wrong[`texts.${locale}.${key}`]} />
  );
  return (
    <>
      {field("text", t("trigger.bubble"), t("trigger.bubble_hint"))}
      <div className="f2">{field("take", t("trigger.take"))}{field("decline", t("trigger.decline"))}</div>
      {draft.campaign && <div className="gap"><TextInput label={t("trigger.empty_cart")} hint={t("trigger.empty_cart_hint")} lang={locale} dir={direction(locale)} value={texts.empty_text ?? ""} onChange={(text) => write({ empty_text: text || null })} wrong={wrong[`texts.${locale}.empty_text`]} /></div>}
    </>
  );
}

function CostLine({ trigger, campaign }: { trigger: Trigger; campaign: Campaign }) {
  const { week } = trigger;
  if (!week.fired) return <div className="cost"><Ticket className="i" aria-hidden /><p>{t("trigger.cost_none")}{campaign.budget && ` ${t("trigger.cost_budget", { budget: roundMoney(campaign.budget) })}`}</p></div>;
  return (
    <div className="cost">
      <Ticket className="i" aria-hidden />
      <div>
        <p>{week.at_most ? t("trigger.cost", { n: week.fired, fired: count(week.fired), cost: roundMoney(week.at_most) }) : t("trigger.cost_fired", { n: week.fired, fired: count(week.fired) })}</p>
        <p className="meta">{t("trigger.cost_taken", { n: week.taken, taken: count(week.taken) })}{campaign.budget && ` ${t("trigger.cost_budget", { budget: roundMoney(campaign.budget) })}`}</p>
      </div>
    </div>
  );
}

function Delete({ trigger, path }: { trigger: Trigger; path: string }) {
  const remove = () => void api("DELETE", `${path}/${trigger.id}`).then(() => {
    outdated(path);
    go("/settings/triggers");
    toast(t("trigger.deleted", { name: trigger.name }), () => void api("POST", path, draftOf(trigger)).then(() => outdated(path), (error: unknown) => toast(words(error))));
  }, (error: unknown) => toast(words(error)));
  return <Do small look="danger" onPress={remove}>{t("trigger.delete")}</Do>;
}

const night = { from: 22, to: 8 };
const visitors = [
  { key: "day", icon: Eye, hour: 14, chatting: false },
  { key: "night", icon: Moon, hour: 23, chatting: false },
  { key: "busy", icon: MessageSquareText, hour: 14, chatting: true },
] as const;

function Preview({ store, draft, locale, percent }: { store: StoreBrief; draft: TriggerDraft; locale: string; percent: number | undefined }) {
  const widget = useResource<WidgetSettings>(`/stores/${store.id}/widget`).data;
  const [device, setDevice] = useState<Device>("desktop");
  const texts = draft.texts[locale];
  const name = widget?.name || store.name;
  const filled = (text: string) => fill(text, { product: t("preview.product"), percent: percentIn(locale, percent ?? 0) });
  return (
    <aside className="beside">
      <div className="view-bar"><h3>{t("preview.title")}</h3><Segments label={t("preview.device")} value={device} onChange={setDevice} options={[{ id: "desktop", name: t("preview.desktop") }, { id: "phone", name: t("preview.phone") }]} /></div>
      <ShopPreview name={name} palette={widget?.palette.light ?? palette(store.colour).light} side={widget?.side ?? "end"} device={device} locale={locale}>
        <Bubble name={name} mark={widget?.mark ?? null} text={filled(texts?.text || t("trigger.no_text", { language: ownName(locale) }))} take={filled(texts?.take || t("trigger.take"))} decline={texts?.decline || t("trigger.decline")} locale={locale} />
      </ShopPreview>
      <ul className="tries">
        {visitors.map(({ key, icon: Icon, ...visitor }) => {
          const answer = wouldSay(draft, visitor, night);
          return <li key={key}><Icon className="i" aria-hidden />{t(`trigger.try_${key}`)}<span className={answer === "bubble" ? "strong" : "meta"}>{t(`trigger.says_${answer}`)}</span></li>;
        })}
      </ul>
    </aside>
  );
}
