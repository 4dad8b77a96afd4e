import { ChevronDown, Copy, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";

import { api } from "../../api/client";
import type { Hours, Weekday } from "../../api/shapes";
import { keep, useResource } from "../../api/resource";
import { t } from "../../i18n";
import { clock, count } from "../../i18n/format";
import { Do, IconButton } from "../../ui/Buttons";
import { useNow } from "../../ui/clock";
import { Loaded } from "../../ui/States";
import { useForm, type Form } from "../form";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";
import { areSound, clockOf, hoursAWeek, nextSpan, weekdays, type Span } from "./spans";

/** When people answer, in the store's own zone. */
export function HoursPage({ store }: SectionProps) {
  const path = `/stores/${store.id}/hours`;
  const hours = useResource<Hours>(path);
  return hours.data ? <Editor saved={hours.data} path={path} store={store} /> : <><SettingsTop title={t("settings.hours")} store={store} /><Loaded from={hours}>{() => null}</Loaded></>;
}

function Editor({ saved, path, store }: { saved: Hours; path: string; store: SectionProps["store"] }) {
  const form = useForm(saved, async ({ zones: _, ...value }) => keep(path, await api<Hours>("PUT", path, value)));
  const { value, set } = form;
  const setDay = (day: Weekday, spans: Span[]) => set({ week: { ...value.week, [day]: spans } });
  const toWeekdays = (from: Weekday) => set({ week: { ...value.week, ...Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, value.week[from]])) } });
  return (
    <>
      <SettingsTop title={t("settings.hours")} store={store} form={form as unknown as Form<object>} />
      <div className="set-body one">
        <section>
          <h3>{t("hours.week")}</h3>
          <p className="meta">{t("hours.line")}</p>
          <ZonePick zone={value.zone} zones={value.zones} onChange={(zone) => set({ zone })} />
          <ul className="week">
            {weekdays.map((day) => (
              <li key={day}>
                <span className="dayname">{t(`day.${day}`)}</span>
                <Spans spans={value.week[day]} name={t(`day.${day}`)} onChange={(spans) => setDay(day, spans)} />
                <span className="row" style={{ gap: 2 }}>
                  {day === "mon" && value.week.mon.length > 0 && <IconButton name={t("hours.copy")} onPress={() => toWeekdays(day)}><Copy className="i i-16" aria-hidden /></IconButton>}
                  <IconButton name={t("hours.add_span", { day: t(`day.${day}`) })} onPress={() => setDay(day, [...value.week[day], nextSpan(value.week[day])])}><Plus className="i i-16" aria-hidden /></IconButton>
                </span>
              </li>
            ))}
          </ul>
          <p className="meta gap">{t("hours.sum", { hours: count(hoursAWeek(value.week)) })}</p>
        </section>
        <Holidays days={value.holidays} onChange={(holidays) => set({ holidays })} />
      </div>
    </>
  );
}

function ZonePick({ zone, zones, onChange }: { zone: string; zones: string[]; onChange: (zone: string) => void }) {
  const now = useNow();
  return (
    <div className="f2">
      <ComboBox className="field" defaultItems={zones.map((id) => ({ id }))} selectedKey={zone} onSelectionChange={(key) => key && onChange(String(key))}>
        <Label className="label">{t("hours.zone")}</Label>
        <span className="input"><Input /><Button className="icon-btn" style={{ inlineSize: 28, blockSize: 28, marginInlineEnd: -6 }}><ChevronDown className="i i-16" aria-hidden /></Button></span>
        <span className="hint">{t("hours.now_there", { clock: clock(now, zone) })}</span>
        <Popover className="float" offset={4}><ListBox style={{ maxBlockSize: 280, overflow: "auto" }}>{({ id }: { id: string }) => <ListBoxItem id={id} textValue={id}>{id.replaceAll("_", " ")}</ListBoxItem>}</ListBox></Popover>
      </ComboBox>
    </div>
  );
}

function Spans({ spans, name, onChange }: { spans: Span[]; name: string; onChange: (spans: Span[]) => void }) {
  if (spans.length === 0) return <span className="closed">{t("hours.closed")}</span>;
  const wrong = !areSound(spans);
  const put = (at: number, patch: Partial<Span>) => onChange(spans.map((span, index) => (index === at ? { ...span, ...patch } : span)));
  return (
    <span className="spans">
      {spans.map((span, at) => (
        <span className="span" key={at}>
          <ClockField name={t("hours.opens", { day: name })} wrong={wrong} value={span.from} onChange={(from) => put(at, { from })} />
          <span aria-hidden>–</span>
          <ClockField name={t("hours.closes", { day: name })} wrong={wrong} value={span.to} onChange={(to) => put(at, { to })} />
          <IconButton name={t("hours.remove_span", { day: name })} onPress={() => onChange(spans.filter((_, index) => index !== at))}><X className="i i-16" aria-hidden /></IconButton>
        </span>
      ))}
      {wrong && <span className="meta" style={{ color: "var(--breach)" }} role="alert">{t("hours.wrong")}</span>}
    </span>
  );
}

/** A time of day as text: a browser's own field would show it by the browser's country, not by ours. */
function ClockField({ name, value, wrong, onChange }: { name: string; value: string; wrong: boolean; onChange: (clock: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const clock = typed === null ? null : clockOf(typed);
    if (clock) onChange(clock);
    setTyped(null);
  };
  return <input className={wrong ? "time wrong" : "time"} inputMode="numeric" aria-label={name} aria-invalid={wrong || undefined} value={typed ?? value} onChange={(event) => setTyped(event.target.value)} onBlur={leave} onKeyDown={(event) => event.key === "Enter" && leave()} />;
}

function Holidays({ days, onChange }: { days: Hours["holidays"]; onChange: (days: Hours["holidays"]) => void }) {
  const put = (at: number, patch: Partial<Hours["holidays"][number]>) => onChange(days.map((day, index) => (index === at ? { ...day, ...patch } : day)));
  const add = () => onChange([...days, { date: new Date().toISOString().slice(0, 10), name: "", spans: [] }]);
  return (
    <section>
      <h3>{t("hours.holidays")}</h3>
      <p className="meta">{t("hours.holidays_line")}</p>
      <ul className="lines">
        {days.map((day, at) => (
          <li key={at} style={{ alignItems: "flex-start", flexWrap: "wrap" }}>
            <input type="date" className="date" aria-label={t("hours.date")} value={day.date} onChange={(event) => event.target.value && put(at, { date: event.target.value })} />
            <input className="input grow" style={{ minInlineSize: 140 }} aria-label={t("hours.holiday_name")} placeholder={t("hours.holiday_name")} value={day.name} onChange={(event) => put(at, { name: event.target.value })} />
            <Spans spans={day.spans} name={day.name || day.date} onChange={(spans) => put(at, { spans })} />
            <IconButton name={t("hours.add_span", { day: day.name || day.date })} onPress={() => put(at, { spans: [...day.spans, nextSpan(day.spans)] })}><Plus className="i i-16" aria-hidden /></IconButton>
            <IconButton name={t("hours.remove_holiday", { name: day.name || day.date })} onPress={() => onChange(days.filter((_, index) => index !== at))}><X className="i i-16" aria-hidden /></IconButton>
          </li>
        ))}
      </ul>
      <div className="gap"><Do small icon={<Plus className="i i-16" aria-hidden />} onPress={add}>{t("hours.add_holiday")}</Do></div>
    </section>
  );
}
