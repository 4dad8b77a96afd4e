import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { t } from "../../i18n";
import { Lines } from "../../ui/Lines";

/** Kinds of page that the widget tells apart; anything else on the list is a path, with * at its end for all below. */
const kinds = ["product", "collection", "cart"] as const;
const isKind = (page: string): page is (typeof kinds)[number] => (kinds as readonly string[]).includes(page);

/** The pages of a rule in words. */
export function pagesInWords(pages: string[]): string {
  if (pages.length === 0) return t("rule.any_page");
  if (pages.length > 2) return t("rule.pages_many", { n: pages.length });
  return pages.map((page) => (isKind(page) ? t(`rule.page_${page}`) : page)).join(t("list.comma"));
}

/** Choose where a rule applies. */
export function PagesField({ pages, onChange }: { pages: string[]; onChange: (pages: string[]) => void }) {
  const paths = pages.filter((page) => !isKind(page));
  const chosen = pages.filter(isKind);
  return (
    <div className="stack">
      <ToggleButtonGroup className="chips" selectionMode="multiple" selectedKeys={chosen} onSelectionChange={(keys) => onChange([...kinds.filter((kind) => keys.has(kind)), ...paths])} aria-label={t("rule.pages")}>
        {kinds.map((kind) => <ToggleButton key={kind} id={kind} className="chip">{t(`rule.page_${kind}`)}</ToggleButton>)}
      </ToggleButtonGroup>
      <Lines label={t("rule.paths")} hint={t("rule.paths_hint")} rows={2} lines={paths} onChange={(lines) => onChange([...chosen, ...lines.filter((line) => line.startsWith("/"))])} />
    </div>
  );
}
