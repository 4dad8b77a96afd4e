"""What the panel offers: each act by name, and when it makes sense."""

from collections.abc import Callable
from dataclasses import dataclass

from demo import states
from demo.announce import Announcer
from demo.floor import money, parcels, returns
from demo.models import Fulfilment, Order, Return

Do = Callable[[Order, Announcer], object]


@dataclass(frozen=True)
class Act:
    """One button: what it says, when it is offered, what it does."""

    label: str
    offered: Callable[[Order], bool]
    do: Do


def possible(order: Order) -> dict[str, str]:
    """Return the acts that make sense for an order now: name and label."""
    return {name: act.label for name, act in ACTS.items() if act.offered(order)}


def act(name: str, order: Order, tell: Announcer) -> None:
    """Do one act by its name.

    :raises KeyError: when there is no such act, or it makes no sense for the order now.
    """
    if name not in possible(order):
        raise KeyError(name)
    ACTS[name].do(order, tell)


def _parcel(order: Order) -> Fulfilment | None:
    return order.fulfilments[-1] if order.fulfilments and not order.cancelled_at else None


def _moving(order: Order) -> bool:
    parcel = _parcel(order)
    return parcel is not None and parcel.shipment_status not in ("delivered", "failure")


def _packed(order: Order) -> bool:
    parcel = _parcel(order)
    return parcel is not None and parcel.shipment_status == "label_printed"


def _sent(order: Order) -> bool:
    return _moving(order) and not _packed(order)


def _may_pack(order: Order) -> bool:
    ready = order.paid_at is not None and order.cancelled_at is None
    return ready and states.financial(order) != "refunded" and states.fulfilment(order) != "fulfilled"


def _may_pack_part(order: Order) -> bool:
    return _may_pack(order) and not order.fulfilments and len(order.lines) > 1


def _seen(order: Order, message: str) -> bool:
    return any(message in event.message for p in order.fulfilments for event in p.events)


def _at_border(order: Order) -> bool:
    abroad = parcels.country_of(order).customs is not None
    return abroad and _sent(order) and not _with_driver(order) and not _seen(order, "local depot")


def _with_driver(order: Order) -> bool:
    parcel = _parcel(order)
    return parcel is not None and parcel.shipment_status == "out_for_delivery"


def _refundable(order: Order) -> bool:
    return order.paid_at is not None and order.refunded < order.total


def _open_return(order: Order, *statuses: str) -> Return | None:
    return next((back for back in order.returns if back.status in statuses), None)


def _may_call_off(order: Order) -> bool:
    return order.cancelled_at is None and not order.fulfilments


def _ship(order: Order, tell: Announcer) -> None:
    if not _packed(order):
        parcels.pack(order, tell)
    for station in ("picked_up", "left"):
        parcels.move(order.fulfilments[-1], station, tell)


def _ship_part(order: Order, tell: Announcer) -> None:
    parcels.move(parcels.pack(order, tell, only_first=True), "left", tell)


def _station(key: str) -> Do:
    return lambda order, tell: parcels.move(order.fulfilments[-1], key, tell)


def _refund_part(order: Order, tell: Announcer) -> None:
    left = (li for li in order.lines if states.refunded_quantity(order, li) < li.quantity)
    money.refund_line(order, next(left), tell)


def _ask_back(order: Order, tell: Announcer) -> None:
    line = order.fulfilments[0].lines[0]
    returns.request(order, {line.line_id: 1}, tell, reason="other", note="Asked for in the panel")


def _on_return(do: Callable[[Return, Announcer], None], *statuses: str) -> Do:
    def run(order: Order, tell: Announcer) -> None:
        back = _open_return(order, *statuses)
        if back is not None:
            do(back, tell)

    return run


ACTS = {
    "pay": Act("Mark as paid", lambda o: o.paid_at is None and o.cancelled_at is None, money.pay),
    "pack": Act("Pack it", _may_pack, parcels.pack),
    "ship": Act("Ship it", lambda o: _may_pack(o) or _packed(o), _ship),
    "ship_part": Act("Ship a part", _may_pack_part, _ship_part),
    "customs": Act(
        "Into customs",
        lambda o: _at_border(o) and not _seen(o, "waiting for customs"),
        _station("customs"),
    ),
    "cleared": Act(
        "Out of customs",
        lambda o: _at_border(o) and _seen(o, "waiting") and not _seen(o, "Cleared"),
        _station("cleared"),
    ),
    "depot": Act(
        "To the local depot",
        lambda o: _sent(o) and not _seen(o, "local depot") and not _with_driver(o),
        _station("depot"),
    ),
    "delay": Act("Delay it", _sent, lambda o, tell: parcels.delay(o.fulfilments[-1], tell)),
    "door": Act("Out for delivery", lambda o: _sent(o) and not _with_driver(o), _station("door")),
    "deliver": Act("Deliver it", _sent, _station("delivered")),
    "lose": Act("Lose it", _sent, lambda o, tell: parcels.lose(o.fulfilments[-1], tell)),
    "refund_part": Act("Refund one thing", _refundable, _refund_part),
    "refund_full": Act("Refund all", _refundable, money.refund_rest),
    "cancel": Act("Cancel it", _may_call_off, money.cancel),
    "ask_return": Act(
        "Ask for a return",
        lambda o: states.stage(o) == "delivered" and not o.returns,
        _ask_back,
    ),
    "approve_return": Act(
        "Approve the return",
        lambda o: _open_return(o, "requested") is not None,
        _on_return(returns.approve, "requested"),
    ),
    "decline_return": Act(
        "Decline the return",
        lambda o: _open_return(o, "requested") is not None,
        _on_return(returns.decline, "requested"),
    ),
    "close_return": Act(
        "Close the return",
        lambda o: _open_return(o, "open") is not None,
        _on_return(returns.close, "open"),
    ),
}
