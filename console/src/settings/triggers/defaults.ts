import type { Trigger, TriggerDraft, TriggerKind } from "../../api/shapes";
import { t } from "../../i18n";

export const kinds: TriggerKind[] = ["dwell", "exit", "cart_leave", "repeat_view"];

/** What a new rule starts from: quiet at night, not live, texts still to be written. */
export function fresh(kind: TriggerKind, locales: string[]): TriggerDraft {
  return {
    name: t(`trigger.name_${kind}`),
    kind,
    live: false,
    seconds: kind === "dwell" ? 90 : null,
    times: kind === "repeat_view" ? 3 : null,
    days: kind === "repeat_view" ? 7 : null,
    pages: [],
    night: false,
    campaign: null,
    texts: Object.fromEntries(locales.map((locale) => [locale, { text: "", take: "", decline: "", empty_text: null }])),
  };
}

export function draftOf({ id: _, week: __, ...draft }: Trigger): TriggerDraft {
  return draft;
}

/** Leave out the languages in which nothing was written. */
export function onlyWritten(draft: TriggerDraft): TriggerDraft {
  const texts = Object.entries(draft.texts).filter(([, said]) => said.text.trim() || said.take.trim() || said.decline.trim());
  return { ...draft, texts: Object.fromEntries(texts) };
}

/** Is everything written that a shopper of this language would read? */
export function isWritten(draft: TriggerDraft, locale: string): boolean {
  const texts = draft.texts[locale];
  return Boolean(texts?.text.trim() && texts.take.trim() && texts.decline.trim());
}
