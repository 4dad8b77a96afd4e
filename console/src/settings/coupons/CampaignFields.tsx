import { CircleCheck, CirclePause, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api, words } from "../../api/client";
import type { Campaign, CampaignDraft, Money } from "../../api/shapes";
import { outdated } from "../../api/resource";
import { t } from "../../i18n";
import { dayAndClock, money, roundMoney } from "../../i18n/format";
import { Do } from "../../ui/Buttons";
import { NumberInput } from "../../ui/Fields";
import { toast } from "../../ui/toasts";

export function draftOfCampaign({ id: _, confirmed_at: __, paused: ___, issued: ____, ...draft }: Campaign): CampaignDraft {
  return draft;
}

/** The sign of a currency alone: "€". */
export function sign(currency: string): string {
  return money({ amount: "0", currency }).replace(/[\d.,\s\u00a0]/g, "");
}

function amount(value: Money | null): number | null {
  return value === null ? null : Number(value.amount);
}

interface Props<T extends CampaignDraft> { campaign: T; set: (patch: Partial<CampaignDraft>) => void; currency: string; wrong: Record<string, string>; short?: boolean }

/** What a coupon gives and what it may cost. `short` leaves out what only the coupon's own page needs. */
export function CampaignFields<T extends CampaignDraft>({ campaign, set, currency, wrong, short }: Props<T>) {
  const inMoney = (value: number | null): Money | null => (value === null ? null : { amount: value.toFixed(2), currency });
  return (
    <div className={short ? "f4" : "f3"}>
      <NumberInput label={t("coupon.percent")} value={campaign.percent} min={1} max={90} after="%" onChange={(percent) => set({ percent: percent ?? 1 })} wrong={wrong.percent} />
      <NumberInput label={t("coupon.at_most")} value={amount(campaign.at_most)} before={sign(currency)} onChange={(value) => set({ at_most: inMoney(value) })} wrong={wrong.at_most} />
      <NumberInput label={t("coupon.budget")} value={amount(campaign.budget)} before={sign(currency)} onChange={(value) => set({ budget: inMoney(value) })} wrong={wrong.budget} />
      <NumberInput label={t("coupon.lasts")} value={campaign.lasts_hours} min={1} max={720} after={t("unit.hours")} onChange={(hours) => set({ lasts_hours: hours ?? 1 })} wrong={wrong.lasts_hours} />
      {!short && <NumberInput label={t("coupon.per_day")} value={campaign.per_day} min={1} max={100} hint={t("coupon.per_day_hint")} onChange={(per_day) => set({ per_day: per_day ?? 1 })} wrong={wrong.per_day} />}
      {!short && (
        <label className="field">
          <span className="label">{t("coupon.ends")}</span>
          <input type="date" className="date" style={{ inlineSize: "100%" }} value={campaign.ends_at?.slice(0, 10) ?? ""} onChange={(event) => set({ ends_at: event.target.value ? `${event.target.value}T23:59:59Z` : null })} />
          <span className="hint">{t("coupon.ends_hint")}</span>
        </label>
      )}
    </div>
  );
}

/** Whether codes go out, and the button that lets them. */
export function LiveState({ campaign, path }: { campaign: Campaign; path: string }) {
  const [busy, setBusy] = useState(false);
  const run = (what: "confirm" | "pause") => {
    setBusy(true);
    void api<Campaign>("POST", `${path}/${campaign.id}/${what}`, {}).then(() => {
      outdated(path);
      outdated("/me"); // its notice about coupons that wait
      toast(t(what === "confirm" ? "coupon.now_live" : "coupon.now_paused"), what === "pause" ? () => run("confirm") : undefined);
    }, (error: unknown) => toast(words(error))).finally(() => setBusy(false));
  };
  if (campaign.confirmed_at && !campaign.paused)
    return <div className="cost"><CircleCheck className="i" aria-hidden /><div><p>{t("coupon.live", { when: dayAndClock(campaign.confirmed_at) })}</p><Do small isPending={busy} onPress={() => run("pause")}>{t("coupon.pause")}</Do></div></div>;
  const Icon = campaign.paused ? CirclePause : TriangleAlert;
  const budget = campaign.budget ? roundMoney(campaign.budget) : t("coupon.no_limit");
  return (
    <div className="cost wait">
      <Icon className="i" aria-hidden />
      <div>
        <p>{campaign.paused ? t("coupon.is_paused") : t("coupon.confirm_line", { percent: campaign.percent, budget, n: campaign.lasts_hours })}</p>
        <Do small look="primary" isPending={busy} onPress={() => run("confirm")}>{t(campaign.paused ? "coupon.resume" : "coupon.confirm")}</Do>
      </div>
    </div>
  );
}
