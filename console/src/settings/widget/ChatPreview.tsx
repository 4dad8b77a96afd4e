import { ArrowUp } from "lucide-react";
import type { CSSProperties } from "react";
import type { Palette, WidgetTexts } from "../../api/shapes";
import { t } from "../../i18n";
import { direction } from "../../i18n/format";
import { ShopMark, tones } from "./ShopPreview";

const grounds = {
  light: { "--w-surface": "#FFFFFF", "--w-sunk": "#F4F2EC", "--w-ink": "#1B2430", "--w-ink-3": "#656F7C", "--w-line": "#E8E4DB", "--w-line-2": "#CFC9BC" },
  dark: { "--w-surface": "#191F27", "--w-sunk": "#222A33", "--w-ink": "#E9EBEE", "--w-ink-3": "#929BA7", "--w-line": "#2A323C", "--w-line-2": "#434E5B" },
} as const;

interface Props { name: string; mark: string | null; palette: Palette; mode: "light" | "dark"; texts: WidgetTexts; locale: string }

/** The open window, with a word from both sides, in the shop's tones. */
export function ChatPreview({ name, mark, palette, mode, texts, locale }: Props) {
  return (
    <div className="view" style={{ ...tones(palette), ...(grounds[mode] as CSSProperties) }} role="img" aria-label={t("preview.window", { name })}>
      <div className="chatbox" lang={locale} dir={direction(locale)}>
        <header><ShopMark name={name} mark={mark} /><div className="grow"><b className="cut">{name}</b></div></header>
        <div className="log">
          <p className="msg">{texts.greeting}</p>
          <p className="msg me" dir="auto">{t("preview.question")}</p>
          <div className="quick"><span dir="auto">{t("preview.quick")}</span></div>
        </div>
        <footer><span className="ph cut">{texts.placeholder}</span><span className="send"><ArrowUp className="i" aria-hidden /></span></footer>
      </div>
    </div>
  );
}
