"""Orders as the assistant speaks of them: where each stands, what is under way, what may go back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from integration_app import catalogue, orders, stores, tickets
from integration_app.assistant import parcel_facts, return_facts
from integration_app.assistant.facts import LineFacts, Money, OrderFacts, OrderState, Proof, RefundFacts, ReturnFacts
from integration_app.assistant.facts import Window as ReturnWindow
from integration_app.kit import clock
from integration_app.kit.text import mask_email
from integration_app.orders import rules
from integration_app.orders.rules import Stage
from integration_app.orders.view import LineView, OrderView
from integration_app.shoppers import Strength
from integration_app.stores import opening_times
from integration_app.stores.models import Store

_STATES: Mapping[Stage, OrderState] = {
    Stage.UNPAID: OrderState.UNPAID,
    Stage.PAID: OrderState.PAID,
    Stage.PACKED: OrderState.PACKED,
    Stage.PARTLY_SHIPPED: OrderState.PARTLY,
    Stage.SHIPPED: OrderState.ON_ITS_WAY,
    Stage.IN_TRANSIT: OrderState.ON_ITS_WAY,
    Stage.IN_CUSTOMS: OrderState.CUSTOMS,
    Stage.OUT_FOR_DELIVERY: OrderState.NEAR,
    Stage.ATTEMPTED: OrderState.DELAYED,
    Stage.READY_FOR_PICKUP: OrderState.PICKUP,
    Stage.DELIVERED: OrderState.DELIVERED,
    Stage.PARTLY_REFUNDED: OrderState.DELIVERED,
    Stage.RETURN_OPEN: OrderState.DELIVERED,
    Stage.DELAYED: OrderState.DELAYED,
    Stage.LOST: OrderState.LOST,
    Stage.CANCELLED: OrderState.CANCELLED,
    Stage.REFUNDED: OrderState.REFUNDED,
}
_MAY_BE_LATE = frozenset({OrderState.ON_ITS_WAY, OrderState.CUSTOMS})


def of(store: Store, order: OrderView, strength: Strength) -> OrderFacts:
    """Return one order as it stands now, proved so well."""
    now, zone = clock.now(), opening_times.zone_of(store.timezone)
    whole = replace(order, returns=())  # where the things are does not depend on what shall go back
    usual = _usual_days(order)
    where = rules.where_is_it(whole, now, usual_days=usual, zone=zone)
    verdict = tickets.may_be_returned(store, order)
    state = _STATES[where.stage]
    return OrderFacts(
        id=order.public_id,
        number=order.number,
        proof=Proof(strength),
        state=OrderState.DELAYED if where.overdue and state in _MAY_BE_LATE else state,
        placed_at=order.placed_at or now,
        masked_contact=mask_email(order.email) if order.email else "",
        paid=rules.is_paid(order),
        total=Money(order.total, order.currency),
        lines=_lines(order, verdict.pieces),
        parcels=tuple(
            parcel_facts.of(order, parcel, where, zone, usual) for parcel in order.parcels if not parcel.cancelled
        ),
        refunds=tuple(RefundFacts(Money(r.amount, r.currency), r.at or now) for r in order.refunds),
        returns=_returns(store, order),
        packed_at=_packed_at(order),
        cancelled_at=order.cancelled_at,
        pay_url=order.status_url if state is OrderState.UNPAID else None,
        return_window=ReturnWindow(verdict.window.value),
        return_until=verdict.until,
        country=order.shipping.country,
    )


def _usual_days(order: OrderView) -> tuple[int, int] | None:
    """Return the working days that parcels to the order's country usually take, if the store has said."""
    lane = orders.lane_to(orders.shipping_zones(order.store_id), order.shipping.country)
    return (lane.days_min, lane.days_max) if lane.days_min is not None and lane.days_max is not None else None


def _packed_at(order: OrderView) -> datetime | None:
    return min((parcel.created_at for parcel in order.parcels if parcel.created_at), default=None)


def _lines(order: OrderView, pieces: Mapping[str, int]) -> tuple[LineFacts, ...]:
    pictures = catalogue.pictures(order.store_id, [line.product_id for line in order.lines if line.product_id])
    return tuple(
        LineFacts(
            id=line.id,
            title=line.title,
            variant=line.variant or "",
            quantity=line.quantity,
            price=Money(line.price, order.currency),
            picture=pictures.get(line.product_id or ""),
            returnable=pieces.get(line.id, 0),
            shipped=_shipped(order, line),
        )
        for line in order.lines
    )


def _shipped(order: OrderView, line: LineView) -> int:
    sent = [parcel for parcel in order.parcels if rules.is_sent(parcel)]
    if any(not parcel.lines for parcel in sent) or (not order.parcels and order.fulfilment_status == "fulfilled"):
        return line.quantity
    return sum(quantity for parcel in sent for id, quantity in parcel.lines if id == line.id)


def _returns(store: Store, order: OrderView) -> tuple[ReturnFacts, ...]:
    """Return what was asked for here, and what the store opened by itself."""
    promised = stores.chosen(store).assistant.return_rules
    ours = tickets.returns_of(store.id, order.id)
    paid_back = bool(order.refunds)
    asked = [return_facts.of(row, order.number, order.public_id, promised, refunded=paid_back) for row in ours]
    known = {row.external_id for row in ours}
    told = [return_facts.told(order, one, refunded=paid_back) for one in order.returns if one.id not in known]
    return (*asked, *told)
