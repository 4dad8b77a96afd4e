import { ExternalLink } from "lucide-react";
import type { OrderFacts } from "../api/draft";
import { t } from "../i18n";
import { money } from "../i18n/format";
import { Items } from "./Panel";

/** One order: what is in it and how far it has come. */
export function OrderSection({ order }: { order: OrderFacts }) {
  const tone = order.tone === "done" ? "all" : order.tone === "shop" ? "" : order.tone;
  return (
    <section>
      <h3>{t("panel.order", { number: order.number })}{!order.proved && <span className="meta">{t("panel.claimed")}</span>}<span className={`end pill ${order.tone}`}>{order.state_label}</span></h3>
      <Items items={order.items} />
      {order.items.length > 1 && <div className="item meta"><span>{t("panel.total")}</span><span className="num">{money(order.total)}</span></div>}
      {order.stations.length > 0 && (
        <ol className={`line4 ${tone}`}>
          {order.stations.map((station) => <li key={station.key} className={station.status} aria-current={station.status === "current" ? "step" : undefined}><b>{station.label}</b>{station.at}</li>)}
        </ol>
      )}
      {order.tracking.map((parcel) => <p key={parcel.number} className="meta" style={{ marginBlockStart: 8 }}>{parcel.company} {parcel.url ? <a className="link code" href={parcel.url} target="_blank" rel="noopener noreferrer">{parcel.number}</a> : <span className="code">{parcel.number}</span>}</p>)}
      {order.admin_url && <div className="acts"><a className="btn small" href={order.admin_url} target="_blank" rel="noopener noreferrer"><ExternalLink className="i i-16" aria-hidden />{t("panel.open_in_store")}</a></div>}
    </section>
  );
}
