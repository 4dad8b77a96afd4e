import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { t } from "../i18n";
import { ownName } from "../i18n/format";

interface Props { locales: string[]; written: (locale: string) => boolean; wrong?: Record<string, string>; children: (locale: string) => ReactNode; chosen: string; onChoose: (locale: string) => void }

/** One tab a language, each in its own name, and how many are written. */
export function LanguageTabs({ locales, written, wrong = {}, children, chosen, onChoose }: Props) {
  return (
    <Tabs selectedKey={chosen} onSelectionChange={(key) => onChoose(String(key))}>
      <div className="langs">
        <TabList aria-label={t("form.languages")}>{locales.map((locale) => <Tab key={locale} id={locale}><span lang={locale}>{ownName(locale)}</span>{Object.keys(wrong).some((field) => field.startsWith(`texts.${locale}.`)) && <span className="amiss"><span className="sr">{t("form.wrong_here")}</span></span>}</Tab>)}</TabList>
        <span className="meta">{t("form.written", { done: locales.filter(written).length, all: locales.length })}</span>
      </div>
      <TabPanel id={chosen}>{children(chosen)}</TabPanel>
    </Tabs>
  );
}
