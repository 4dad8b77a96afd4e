import { ChevronDown, ExternalLink } from "lucide-react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { OrderFacts } from "../api/shapes";
import { t } from "../i18n";
import { money } from "../i18n/format";
import { ActionMenu } from "./actions/ActionMenu";
import { OpenActions } from "./actions/OpenActions";
import { Items } from "./Panel";

/** One order: what is in it and how far it has come. Folded, only its number and state. */
export function OrderSection({ order, folded, conversation }: { order: OrderFacts; folded: boolean; conversation: string }) {
  return (
    <section>
      <Disclosure defaultExpanded={!folded || order.actions.length > 0} className="fold">
        <Heading level={3}>
          <Button slot="trigger" className="fold-head">
            {t("panel.order", { number: order.number })}
            {!order.proved && <span className="meta">{t("panel.claimed")}</span>}
            <span className={`end pill ${order.tone}`}>{order.state_label}</span>
            <ChevronDown className="i i-16" aria-hidden />
          </Button>
        </Heading>
        <DisclosurePanel><OrderBody order={order} conversation={conversation} /></DisclosurePanel>
      </Disclosure>
    </section>
  );
}

const lines: Record<OrderFacts["tone"], string> = { done: "line4 all", shop: "line4", wait: "line4 wait", breach: "line4 breach" };

function OrderBody({ order, conversation }: { order: OrderFacts; conversation: string }) {
  return (
    <>
      <Items items={order.items} />
      {order.items.length > 1 && <div className="item meta"><span>{t("panel.total")}</span><span className="num">{money(order.total)}</span></div>}
      {order.stations.length > 0 && (
        <ol className={lines[order.tone]}>
          {order.stations.map((station) => <li key={station.key} className={station.status} aria-current={station.status === "current" ? "step" : undefined}><b>{station.label}</b>{station.at}</li>)}
        </ol>
      )}
      {order.tracking.map((parcel) => (
        <p key={parcel.number} className="meta parcel">{parcel.company} {parcel.url ? <a className="link code" href={parcel.url} target="_blank" rel="noopener noreferrer">{parcel.number}</a> : <span className="code">{parcel.number}</span>}</p>
      ))}
      <OpenActions actions={order.actions} conversation={conversation} />
      <div className="acts">
        <ActionMenu order={order} conversation={conversation} />
        {order.admin_url && <a className="btn small" href={order.admin_url} target="_blank" rel="noopener noreferrer"><ExternalLink className="i i-16" aria-hidden />{t("panel.open_in_store")}</a>}
      </div>
    </>
  );
}
