import { useMemo, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { api } from "../../api/client";
import type { Palette, WidgetSettings, WidgetTexts } from "../../api/shapes";
import { keep, useResource } from "../../api/resource";
import { t } from "../../i18n";
import { ownName } from "../../i18n/format";
import { Segments, TextInput } from "../../ui/Fields";
import { Loaded } from "../../ui/States";
import { useForm, type Form } from "../form";
import { LanguageTabs } from "../LanguageTabs";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";
import { ChatPreview } from "./ChatPreview";
import { MarkField } from "./MarkField";
import { contrast, isColour, palette } from "./palette";
import { ShopPreview, type Device } from "./ShopPreview";

/** How the widget looks and speaks, seen while it is changed. */
export function WidgetPage({ store }: SectionProps) {
  const path = `/stores/${store.id}/widget`;
  const widget = useResource<WidgetSettings>(path);
  return widget.data ? <Editor saved={widget.data} path={path} store={store} /> : <><SettingsTop title={t("settings.widget")} store={store} /><Loaded from={widget}>{() => null}</Loaded></>;
}

function Editor({ saved, path, store }: { saved: WidgetSettings; path: string; store: SectionProps["store"] }) {
  const form = useForm(saved, async ({ palette: _, text_defaults: __, ...settings }) => {
    keep(path, await api<WidgetSettings>("PUT", path, settings));
  });
  const { value, set, wrong } = form;
  const [locale, setLocale] = useState(value.locales[0] ?? "en");
  const computed = useMemo(() => (isColour(value.colour) ? palette(value.colour) : value.palette), [value.colour, value.palette]);
  return (
    <>
      <SettingsTop title={t("settings.widget")} store={store} form={form as unknown as Form<object>} />
      <div className="set-body">
        <div>
          <section>
            <h3>{t("widget.looks")}</h3>
            <div className="f2">
              <TextInput label={t("widget.name")} hint={t("widget.name_hint")} value={value.name} onChange={(name) => set({ name })} wrong={wrong.name} />
              <TextInput label={t("widget.colour")} hint={t("widget.colour_hint")} value={value.colour} onChange={(colour) => set({ colour: colour.startsWith("#") ? colour : `#${colour}` })} wrong={isColour(value.colour) ? wrong.colour : t("widget.no_colour")}
                before={<span className="swatch" style={{ background: computed.light.bubble }}><input type="color" aria-label={t("widget.pick_colour")} value={isColour(value.colour) ? value.colour : "#000000"} onChange={(event) => set({ colour: event.target.value.toUpperCase() })} /></span>} />
            </div>
            <Samples light={computed.light} dark={computed.dark} />
            <div className="f2 gap">
              <MarkField name={value.name || store.name} mark={value.mark} onChange={(mark) => set({ mark })} wrong={wrong.mark} />
              <div className="field"><span className="label">{t("widget.side")}</span><Segments label={t("widget.side")} value={value.side} onChange={(side) => set({ side })} options={[{ id: "end", name: t("widget.side_end") }, { id: "start", name: t("widget.side_start") }]} /><span className="hint">{t("widget.side_hint")}</span></div>
            </div>
          </section>
          <section>
            <h3>{t("widget.languages")}</h3>
            <p className="meta">{t("widget.languages_line")}</p>
            <ToggleButtonGroup className="chips" selectionMode="multiple" disallowEmptySelection selectedKeys={value.locales} aria-label={t("widget.languages")}
              onSelectionChange={(keys) => set({ locales: [...value.locales.filter((one) => keys.has(one)), ...[...keys].map(String).filter((one) => !value.locales.includes(one))] })}>
              {Object.keys(value.text_defaults).map((one) => <ToggleButton key={one} id={one} className="chip"><span lang={one}>{ownName(one)}</span></ToggleButton>)}
            </ToggleButtonGroup>
          </section>
          <section>
            <h3>{t("widget.texts")}</h3>
            <LanguageTabs locales={value.locales} written={() => true} chosen={value.locales.includes(locale) ? locale : value.locales[0]!} onChoose={setLocale}>
              {(one) => <Texts locale={one} value={value} set={set} />}
            </LanguageTabs>
          </section>
        </div>
        <Preview value={value} computed={computed} locale={value.locales.includes(locale) ? locale : value.locales[0]!} store={store.name} />
      </div>
    </>
  );
}

function Texts({ locale, value, set }: { locale: string; value: WidgetSettings; set: Form<WidgetSettings>["set"] }) {
  const own = value.texts[locale] ?? {};
  const usual = value.text_defaults[locale];
  const write = (key: keyof WidgetTexts, text: string) => {
    const { [key]: _, ...others } = own;
    set({ texts: { ...value.texts, [locale]: text && text !== usual?.[key] ? { ...others, [key]: text } : others } });
  };
  return (
    <div className="stack">
      {(["greeting", "launcher", "placeholder"] as const).map((key) => (
        <TextInput key={key} label={t(`widget.text_${key}`)} lang={locale} dir={undefined} value={own[key] ?? ""} placeholder={usual?.[key]} onChange={(text) => write(key, text)} hint={key === "greeting" ? t("widget.text_hint") : undefined} />
      ))}
    </div>
  );
}

function Samples({ light, dark }: { light: Palette; dark: Palette }) {
  const samples = [
    { name: t("widget.sample_button"), text: light.on_shop, ground: light.shop },
    { name: t("widget.sample_bubble"), text: light.on_bubble, ground: light.bubble },
    { name: t("widget.sample_soft"), text: light.shop, ground: light.soft },
    { name: t("widget.sample_dark_button"), text: dark.on_shop, ground: dark.shop },
    { name: t("widget.sample_dark_bubble"), text: dark.on_bubble, ground: dark.bubble },
    { name: t("widget.sample_dark_soft"), text: dark.shop, ground: dark.soft },
  ];
  return (
    <div className="pairs" aria-label={t("widget.computed")}>
      {samples.map(({ name, text, ground }) => (
        <span className="pair" key={name}><span className="sample" style={{ color: text, background: ground }}>Aa<span className="num">{contrast(text, ground).toFixed(1)}</span></span>{name}</span>
      ))}
    </div>
  );
}

function Preview({ value, computed, locale, store }: { value: WidgetSettings; computed: WidgetSettings["palette"]; locale: string; store: string }) {
  const [what, setWhat] = useState<Device | "light" | "dark">("desktop");
  const name = value.name || store;
  const usual = value.text_defaults[locale];
  const texts = { launcher: "", greeting: "", placeholder: "", ...usual, ...value.texts[locale] };
  const views = (["desktop", "phone", "light", "dark"] as const).map((id) => ({ id, name: t(`preview.${id}`) }));
  return (
    <aside className="beside" aria-label={t("preview.title")}>
      <div className="view-bar"><h3>{t("preview.title")}</h3><Segments label={t("preview.title")} value={what} onChange={setWhat} options={views} /></div>
      {what === "light" || what === "dark"
        ? <ChatPreview name={name} mark={value.mark} palette={computed[what]} mode={what} texts={texts} locale={locale} />
        : <ShopPreview name={name} palette={computed.light} side={value.side} device={what} locale={locale} />}
    </aside>
  );
}
