/** The catalogues: one is loaded, the one that is needed. */
import type { Words } from "../i18n/en.ts";

const CATALOGUES: Record<string, () => Promise<{ default: Words }>> = {
  en: () => import("../i18n/en.ts"),
  zh: () => import("../i18n/zh.ts"),
  es: () => import("../i18n/es.ts"),
  de: () => import("../i18n/de.ts"),
  ar: () => import("../i18n/ar.ts"),
};
const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

/** Load the words of a language ("de-AT" speaks "de"); English where there are none. */
export async function load(locale: string): Promise<Words> {
  const from = CATALOGUES[locale.toLowerCase()] ?? CATALOGUES[locale.slice(0, 2).toLowerCase()] ?? CATALOGUES.en;
  return (await from!()).default;
}

export const direction = (locale: string): "rtl" | "ltr" => (RIGHT_TO_LEFT.test(locale) ? "rtl" : "ltr");

/** Put values into a text: "{n} left". */
export const put = (text: string, values: Record<string, string | number>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));

/** Name a language in itself: "Deutsch". */
export function nameOf(locale: string): string {
  try {
    const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return locale;
  }
}
