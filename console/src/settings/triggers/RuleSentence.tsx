import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import type { Campaign, TriggerDraft } from "../../api/shapes";
import { fill, t } from "../../i18n";
import { count } from "../../i18n/format";
import { NumberInput, Pick, Segments } from "../../ui/Fields";
import { PagesField, pagesInWords } from "./PagesField";
import { parts } from "./sentence";

interface Props { draft: TriggerDraft; set: (patch: Partial<TriggerDraft>) => void; campaigns: Campaign[] }
interface Slot { says: string; edit: ReactNode }

/** The rule, said; each part that can change opens where it stands. */
export function RuleSentence({ draft, set, campaigns }: Props) {
  const slots = slotsOf({ draft, set, campaigns });
  const sentence = fill(t(`rule.${draft.kind}`), { night: t(draft.night ? "rule.any_hour" : "rule.not_night") });
  return (
    <p className="sentence">
      {parts(sentence).map((part, at) => {
        if ("text" in part) return part.text;
        const slot = slots[part.slot];
        return slot ? <SlotButton key={at} slot={slot} /> : null;
      })}
    </p>
  );
}

function SlotButton({ slot }: { slot: Slot }) {
  return (
    <DialogTrigger>
      <Button className="slot">{slot.says}</Button>
      <Popover className="float form" placement="bottom start"><Dialog aria-label={slot.says} style={{ outline: "none" }}>{slot.edit}</Dialog></Popover>
    </DialogTrigger>
  );
}

function slotsOf({ draft, set, campaigns }: Props): Record<string, Slot> {
  const campaign = campaigns.find((one) => one.id === draft.campaign);
  const choices = [{ id: "", name: t("rule.no_coupon") }, ...campaigns.map((one) => ({ id: one.id, name: t("rule.coupon_named", { percent: one.percent, name: one.name }) }))];
  return {
    pages: {
      says: pagesInWords(draft.pages),
      edit: <PagesField pages={draft.pages} onChange={(pages) => set({ pages })} />,
    },
    seconds: {
      says: t("rule.seconds", { n: draft.seconds ?? 0 }),
      edit: <NumberInput label={t("rule.seconds_label")} value={draft.seconds} min={5} max={3600} after={t("unit.seconds")} onChange={(seconds) => set({ seconds: seconds ?? 5 })} />,
    },
    times: {
      says: t("rule.times", { n: draft.times ?? 0, times: count(draft.times ?? 0) }),
      edit: <NumberInput label={t("rule.times_label")} value={draft.times} min={2} max={20} onChange={(times) => set({ times: times ?? 2 })} />,
    },
    days: {
      says: t("rule.days", { n: draft.days ?? 0 }),
      edit: <NumberInput label={t("rule.days_label")} value={draft.days} min={1} max={30} after={t("unit.days")} onChange={(days) => set({ days: days ?? 1 })} />,
    },
    hours: {
      says: t(draft.night ? "rule.hours_any" : "rule.hours_night"),
      edit: <div className="stack"><Segments label={t("rule.hours_label")} value={draft.night ? "any" : "day"} onChange={(choice) => set({ night: choice === "any" })} options={[{ id: "day", name: t("rule.hours_day_only") }, { id: "any", name: t("rule.hours_any") }]} /><p className="meta">{t("rule.hours_hint")}</p></div>,
    },
    coupon: {
      says: campaign ? t("rule.coupon", { percent: campaign.percent }) : t("rule.no_coupon"),
      edit: <Pick label={t("trigger.coupon")} value={draft.campaign ?? ""} options={choices} onChange={(id) => set({ campaign: id || null })} hint={campaigns.length ? undefined : t("rule.no_campaigns")} />,
    },
  };
}
