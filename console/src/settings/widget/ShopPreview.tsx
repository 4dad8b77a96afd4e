import { MessageSquareText, ShoppingCart, X } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import type { Palette } from "../../api/shapes";
import { t } from "../../i18n";
import { direction } from "../../i18n/format";
import { initials } from "../../ui/Marks";
import { DrawnRoom } from "./DrawnRoom";

export type Device = "desktop" | "phone";

/** The shop's tones as style, for a preview and nothing else. */
export function tones(palette: Palette): CSSProperties {
  const { shop, hover, soft, on_shop, bubble, on_bubble } = palette;
  return { "--shop": shop, "--shop-hover": hover, "--shop-soft": soft, "--on-shop": on_shop, "--shop-bubble": bubble, "--on-bubble": on_bubble } as CSSProperties;
}

export function ShopMark({ name, mark }: { name: string; mark: string | null }) {
  return <span className="mark">{mark ? <img src={mark} alt="" /> : initials(name)}</span>;
}

interface BubbleProps { name: string; mark: string | null; text: string; take: string; decline: string; locale: string }

/** The bubble that speaks first, as shoppers see it. */
export function Bubble({ name, mark, text, take, decline, locale }: BubbleProps) {
  return (
    <div className="bubble" lang={locale} dir={direction(locale)}>
      <div className="head"><ShopMark name={name} mark={mark} /><span className="cut">{name}</span><X className="i i-16" aria-hidden /></div>
      <p>{text}</p>
      <div className="acts"><span className="take">{take}</span><span>{decline}</span></div>
    </div>
  );
}

interface Props { name: string; palette: Palette; side: "start" | "end"; device: Device; locale: string; children?: ReactNode }

/** A page of the shop in small, with the launcher on it. Always light: it is the shop's page, not ours. */
export function ShopPreview({ name, palette, side, device, locale, children }: Props) {
  const style = ["view", device === "phone" && "phone", side === "start" && "start"].filter(Boolean).join(" ");
  return (
    <div className={style} data-theme="light" style={tones(palette)} role="img" aria-label={t("preview.page", { name })} dir={direction(locale)}>
      <div className="mini">
        <div className="top"><span className="cut">{name}</span><ShoppingCart className="i" aria-hidden /></div>
        <div className="in">
          <div className="pic"><DrawnRoom /></div>
          <div><b className="serif">{t("preview.product")}</b><span className="add">{t("preview.add")}</span></div>
        </div>
        {children}
        <span className="launcher"><MessageSquareText className="i" aria-hidden /></span>
      </div>
    </div>
  );
}
