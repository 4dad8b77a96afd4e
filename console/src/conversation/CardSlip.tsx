import { BookOpen, CircleCheck, Clock, KeyRound, Package, ShieldCheck, ShoppingBag, Ticket, Undo2, type LucideIcon } from "lucide-react";
import type { Card } from "../api/shapes";
import { t } from "../i18n";

/** A card as the shopper saw it, said plainly in two lines. */
export function CardSlip({ card }: { card: Card }) {
  const text = (field: string) => (typeof card[field] === "string" ? (card[field] as string) : "");
  switch (card.type) {
    case "order": return <Slip icon={Package} title={t("card.order", { number: text("number") })} state={text("state_label")} tone={text("tone")} line={card.masked ? t("card.masked") : (card.arrives ? `${text("arrives_label")} ${text("arrives")}` : "")} />;
    case "product": return <Slip icon={ShoppingBag} title={text("title")} state={text("price")} line={text("note")} />;
    case "coupon": return <Slip icon={Ticket} title={text("code")} state={text("text")} line={text("ends")} />;
    case "return": return <Slip icon={Undo2} title={t("card.return", { reference: text("reference") })} state={text("state_label")} line={text("next")} />;
    case "request": return <Slip icon={Clock} title={t("card.request", { reference: text("reference") })} state={text("email")} line={text("answer_by")} />;
    case "article": return <Slip icon={BookOpen} title={text("title")} line={text("excerpt")} />;
    case "return_form": return <Quiet icon={Undo2} text={t("card.return_form", { number: text("order") })} />;
    case "proof": return <Quiet icon={KeyRound} text={t("card.proof")} />;
    case "code": return <Quiet icon={KeyRound} text={t("card.code", { to: text("sent_to") })} />;
    case "proved": return <Quiet icon={ShieldCheck} text={text("text")} />;
    case "offline": return <Quiet icon={Clock} text={t("card.offline")} />;
    case "handover": return <Quiet icon={CircleCheck} text={text("text")} />;
    default: return text("text") ? <Quiet icon={CircleCheck} text={text("text")} /> : null;
  }
}

const tones = new Set(["done", "wait", "breach", "shop"]);

function Slip({ icon: Icon, title, state, tone, line }: { icon: LucideIcon; title: string; state?: string; tone?: string; line?: string }) {
  return (
    <div className="slip">
      <div className="top"><Icon className="i i-16" aria-hidden /><b dir="auto">{title}</b>{state && (tone && tones.has(tone) ? <span className={`pill end ${tone}`}>{state}</span> : <span className="meta end" dir="auto">{state}</span>)}</div>
      {line && <span className="meta" dir="auto">{line}</span>}
    </div>
  );
}

function Quiet({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return <p className="quiet"><Icon className="i i-16" aria-hidden /><span dir="auto">{text}</span></p>;
}
