import { Plus, Trash2 } from "lucide-react";
import { Button, ListBox, ListBoxItem, Popover, Select } from "react-aria-components";
import type { DeliveryZone, Lane } from "../../api/shapes";
import { t } from "../../i18n";
import { money } from "../../i18n/format";
import { IconButton } from "../../ui/Buttons";
import { NumberInput, Pick as Choose } from "../../ui/Fields";
import { allCountries, countryName, everywhereElse } from "./countries";
import { blank, wrongOf } from "./lanes";

export type Draft = Pick<DeliveryZone, "id" | "lane" | "differing">;
interface Props { zone: DeliveryZone; draft: Draft; put: (patch: Partial<Draft>) => void }

const shown = 6; // countries that a row names before it counts

/** A zone with what the merchant knows of it, and the countries in which it is otherwise. */
export function ZoneRows({ zone, draft, put }: Props) {
  const used = new Set(draft.differing.map((one) => one.country));
  const open = (zone.countries.includes(everywhereElse) ? allCountries() : zone.countries).filter((code) => !used.has(code));
  const change = (country: string, lane: Lane) => put({ differing: draft.differing.map((one) => (one.country === country ? { country, lane } : one)) });
  return (
    <tbody>
      <tr>
        <th scope="row"><b>{zone.name}</b><Countries zone={zone} /></th>
        <td><Rates rates={zone.rates} /></td>
        <LaneCells of={zone.name} lane={draft.lane} onChange={(lane) => put({ lane })} />
        <td />
      </tr>
      {draft.differing.map(({ country, lane }) => (
        <tr key={country} className="differing">
          <th scope="row">{countryName(country)}</th>
          <td />
          <LaneCells of={countryName(country)} lane={lane} onChange={(changed) => change(country, changed)} />
          <td><IconButton name={t("delivery.remove", { country: countryName(country) })} onPress={() => put({ differing: draft.differing.filter((one) => one.country !== country) })}><Trash2 className="i i-16" aria-hidden /></IconButton></td>
        </tr>
      ))}
      {(zone.countries.length > 1 || zone.countries[0] === everywhereElse) && open.length > 0 && (
        <tr className="differing"><td colSpan={5}><AddCountry zone={zone.name} open={open} add={(country) => put({ differing: [...draft.differing, { country, lane: blank }] })} /></td></tr>
      )}
    </tbody>
  );
}

function LaneCells({ of, lane, onChange }: { of: string; lane: Lane; onChange: (lane: Lane) => void }) {
  const payers = (["unsaid", "shop", "shopper"] as const).map((id) => ({ id, name: t(`delivery.duty_${id}`) }));
  const wrong = wrongOf(lane);
  return (
    <>
      <td>
        <div className="span">
          <NumberInput label={t("delivery.from", { place: of })} max={365} value={lane.days_min} onChange={(days_min) => onChange({ ...lane, days_min })} wrong={wrong && " "} />
          <span aria-hidden>–</span>
          <NumberInput label={t("delivery.to", { place: of })} max={365} value={lane.days_max} onChange={(days_max) => onChange({ ...lane, days_max })} wrong={wrong && " "} />
        </div>
        {wrong && <p className="wrong" role="alert">{t(wrong)}</p>}
      </td>
      <td><Choose label={t("delivery.duty_of", { place: of })} value={lane.duty ?? "unsaid"} options={payers} onChange={(id) => onChange({ ...lane, duty: id === "unsaid" ? null : id })} /></td>
    </>
  );
}

function Countries({ zone }: { zone: DeliveryZone }) {
  const names = zone.countries.map(countryName);
  if (names.length === 1 && names[0] === zone.name) return null;
  const more = names.length - shown;
  return <span className="meta" title={names.join(t("list.comma"))}>{names.slice(0, shown).join(t("list.comma"))}{more > 0 && ` ${t("delivery.more", { n: more })}`}</span>;
}

function Rates({ rates }: { rates: DeliveryZone["rates"] }) {
  if (!rates.length) return <span className="meta">{t("delivery.no_rate")}</span>;
  return (
    <ul>
      {rates.map((rate, at) => (
        <li key={at}>
          {rate.name && <span>{rate.name} </span>}
          {rate.price ? <b className="num">{money(rate.price)}</b> : <span className="meta">{t("delivery.checkout")}</span>}
          {rate.free_from && <span className="meta"> {t("delivery.free_from", { amount: money(rate.free_from) })}</span>}
        </li>
      ))}
    </ul>
  );
}

function AddCountry({ zone, open, add }: { zone: string; open: string[]; add: (country: string) => void }) {
  const options = open.map((id) => ({ id, name: countryName(id) })).sort((one, two) => one.name.localeCompare(two.name));
  return (
    <Select aria-label={t("delivery.add_of", { zone })} value={null} onChange={(key) => key && add(String(key))}>
      <Button className="btn ghost small"><Plus className="i i-16" aria-hidden />{t("delivery.add")}</Button>
      <Popover className="float" offset={4}><ListBox items={options}>{(option) => <ListBoxItem id={option.id} textValue={option.name}>{option.name}</ListBoxItem>}</ListBox></Popover>
    </Select>
  );
}
