import { ArrowLeft, Moon, Package } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import type { Cart, ConversationPage, EarlierConversation, OrderFacts, OrderItem, Proof, ReturnFacts, ShopperFacts } from "../api/shapes";
import { t } from "../i18n";
import { ago, clock, count, day, isNight, languageName, money, roundMoney, since, zonePlace } from "../i18n/format";
import { href } from "../shell/router";
import { IconButton } from "../ui/Buttons";
import { useNow } from "../ui/clock";
import { Avatar } from "../ui/Marks";
import { OrderSection } from "./OrderSection";
import { ReturnSection } from "./ReturnSection";
import { TagSection } from "./TagSection";

/** The person: who, what was proved, what is in the cart and on the way, what was before. */
export function Panel({ page, name, onBack }: { page: ConversationPage; name: string; onBack: () => void }) {
  const { shopper, cart, orders, returns, earlier, proofs } = page;
  return (
    <aside className="side" aria-label={t("panel.title")}>
      <div className="back only-phone"><IconButton name={t("panel.back")} onPress={onBack}><ArrowLeft className="i flip" aria-hidden /></IconButton>{t("panel.title")}</div>
      <Shopper shopper={shopper} name={name} proofs={proofs}><TagSection tags={page.tags} conversation={page.conversation.id} store={page.conversation.store} /></Shopper>
      {cart && cart.items.length > 0 && <CartSection cart={cart} />}
      {inUrgency(orders, returns).map((order, at) => (
        <Fragment key={order.id}>
          <OrderSection order={order} folded={at > 0} conversation={page.conversation.id} />
          {returns.filter((one) => one.order_number === order.number).map((one) => <ReturnSection key={one.id} one={one} conversation={page.conversation.id} />)}
        </Fragment>
      ))}
      {returns.filter((one) => !orders.some((order) => order.number === one.order_number)).map((one) => <ReturnSection key={one.id} one={one} conversation={page.conversation.id} />)}
      {earlier.length > 0 && <Earlier talks={earlier} />}
    </aside>
  );
}

/** Orders whose return waits for us first, else as they come. */
function inUrgency(orders: OrderFacts[], returns: ReturnFacts[]): OrderFacts[] {
  const waits = (order: OrderFacts) => returns.some((one) => one.decidable && one.order_number === order.number);
  return [...orders.filter(waits), ...orders.filter((order) => !waits(order))];
}

function Shopper({ shopper, name, proofs, children }: { shopper: ShopperFacts; name: string; proofs: Proof[]; children: ReactNode }) {
  const now = useNow();
  const { zone, page } = shopper;
  return (
    <section>
      <h3><Avatar name={shopper.name} on={shopper.online} /><span className="cut">{name}</span></h3>
      <dl className="facts2">
        {zone && <><dt>{t("panel.local_time")}</dt><dd className="num">{isNight(zone, now) && <Moon className="i i-16" role="img" aria-label={t("panel.night")} />}<span className="strong">{clock(now, zone)}</span>{t("list.comma")}{shopper.place ?? zonePlace(zone)}</dd></>}
        <dt>{t("panel.language")}</dt><dd>{languageName(shopper.locale)}</dd>
        {shopper.value && shopper.order_count > 0 && <><dt>{t("panel.value")}</dt><dd className="num">{t("panel.value_in", { value: roundMoney(shopper.value), n: shopper.order_count })}</dd></>}
        {shopper.email && <><dt>{t("panel.email")}</dt><dd>{shopper.email}{!shopper.email_proved && <span className="meta"> {t("panel.claimed")}</span>}</dd></>}
        <dt>{t("panel.proved")}</dt><dd>{proofs.length ? proofs.map(proofText).join(", ") : <span className="meta">{t("panel.nothing_proved")}</span>}</dd>
        {page && <><dt>{t("panel.looking")}</dt><dd>{t("panel.page_since", { page: page.title || page.url, since: since(page.since, now.getTime()) })}</dd></>}
      </dl>
      {children}
    </section>
  );
}

function proofText(proof: Proof): string {
  return t(`proof.${proof.kind}`, { number: proof.order_number ?? "" });
}

function CartSection({ cart }: { cart: Cart }) {
  return (
    <section>
      <h3>{t("panel.cart")}<span className="end meta num">{t("panel.cart_seen", { total: money(cart.total), ago: ago(cart.seen_at) })}</span></h3>
      <Items items={cart.items} />
    </section>
  );
}

/** Things with picture, name and price. */
export function Items({ items }: { items: OrderItem[] }) {
  return items.map((item, at) => (
    <div className="item" key={at}>
      <span className="thumb">{item.picture ? <img src={item.picture} alt="" loading="lazy" /> : <Package className="i i-16" aria-hidden />}</span>
      <span>{[item.title, item.variant].filter(Boolean).join(", ")}{item.quantity > 1 && <span className="meta"> × {count(item.quantity)}</span>}</span>
      <span className="num">{money(item.price)}</span>
    </div>
  ));
}

function Earlier({ talks }: { talks: EarlierConversation[] }) {
  return (
    <section>
      <h3>{t("panel.earlier")}<span className="end meta">{t("panel.conversations", { n: talks.length })}</span></h3>
      {talks.map((talk) => (
        <a key={talk.id} className="past-talk" href={href(`/inbox/${talk.id}`)}>
          <span className="cut" dir="auto">{talk.gist}</span>
          <span className="meta">{day(talk.at)}{t("list.comma")}{talk.by === "agent" && talk.agent ? talk.agent : t("panel.bot")}</span>
        </a>
      ))}
    </section>
  );
}

