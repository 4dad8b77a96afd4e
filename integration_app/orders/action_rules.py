"""Whether something may be done to an order, who may decide it, and whether it happened. Decisions only.

The store is asked only for what passes here: WooCommerce, for one, cancels a completed order without a word.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from integration_app.orders.rules import is_sent
from integration_app.orders.view import OrderView
from integration_app.orders.wishes import Address, Cancel, Invoice, Note, Refund, Wish
from integration_app.platforms.protocol import Ability, AddressSnapshot, Financial, OrderSnapshot, RefundSnapshot

ABILITIES: Mapping[str, Ability] = {
    "cancel": Ability.CANCEL,
    "refund": Ability.REFUND,
    "address": Ability.CHANGE_ADDRESS,
    "invoice": Ability.SEND_INVOICE,
    "note": Ability.NOTE,
}
"""Which ability of the platform each kind needs."""

UNDER_WAY = frozenset({"waiting_approval", "asked", "doing", "unclear"})
"""States in which the store may still do it."""

_PAID = frozenset({Financial.PAID, Financial.PARTIALLY_PAID, Financial.PARTIALLY_REFUNDED})


class Why(StrEnum):
    """Why something is not done to an order."""

    CANCELLED = "cancelled"
    SHIPPED = "shipped"
    PACKED = "packed"
    NOT_PAID = "not_paid"
    NOTHING_LEFT = "nothing_left"
    TOO_MUCH = "too_much"
    NO_EMAIL = "no_email"
    NO_ADDRESS = "no_address"
    GONE = "gone"
    BUSY = "busy"
    """Something like it is under way."""


@dataclass(frozen=True)
class Limit:
    """Up to how much somebody may give back without asking; in another currency nothing, as no rate is known."""

    amount: Decimal
    currency: str


def refusal(order: OrderView, wish: Wish, *, on_the_way: Decimal = Decimal(0)) -> Why | None:
    """Say why an order cannot have this now; None: it can. ``on_the_way`` is money that the mirror has not seen go."""
    if order.deleted_at:
        return Why.GONE
    match wish:
        case Cancel():
            return cannot_cancel(order)
        case Refund():
            return _cannot_refund(order, wish, on_the_way)
        case Address():
            return _cannot_move(order, wish.address)
        case Invoice():
            return None if order.email else Why.NO_EMAIL
        case Note():
            return None


def cannot_cancel(order: OrderView) -> Why | None:
    """Say why an order cannot be called off: only what has not left and is not over can."""
    if order.cancelled_at or order.financial is Financial.VOIDED:
        return Why.CANCELLED
    if order.financial is Financial.REFUNDED:
        return Why.NOTHING_LEFT
    sent = any(is_sent(parcel) for parcel in order.parcels)
    return Why.SHIPPED if sent or order.fulfilment_status in {"partial", "fulfilled"} or order.closed_at else None


def cannot_change_address(order: OrderView) -> Why | None:
    """Say why an order's address cannot change: only what is not packed yet can go elsewhere."""
    if order.cancelled_at:
        return Why.CANCELLED
    live = any(not parcel.cancelled for parcel in order.parcels)
    return Why.PACKED if live or order.fulfilment_status in {"partial", "fulfilled"} or order.closed_at else None


def left(order: OrderView, *, on_the_way: Decimal = Decimal(0)) -> Decimal:
    """Return how much may still go back, in the order's currency."""
    return max(order.total - order.refunded - on_the_way, Decimal(0)) if order.financial in _PAID else Decimal(0)


def cannot_refund(order: OrderView, *, on_the_way: Decimal = Decimal(0)) -> Why | None:
    """Say why no money can go back at all."""
    if order.financial in {Financial.PENDING, Financial.AUTHORIZED, Financial.FAILED, Financial.VOIDED}:
        return Why.NOT_PAID
    return None if left(order, on_the_way=on_the_way) > 0 else Why.NOTHING_LEFT


def pieces_left(order: OrderView) -> dict[str, int]:
    """Return by line how many pieces were not paid back yet."""
    gone = [pair for refund in order.refunds for pair in refund.lines]
    return {line.id: max(line.quantity - sum(n for id, n in gone if id == line.id), 0) for line in order.lines}


def _cannot_refund(order: OrderView, wish: Refund, on_the_way: Decimal) -> Why | None:
    why = cannot_refund(order, on_the_way=on_the_way)
    if why is not None:
        return why
    pieces = pieces_left(order)
    wanted: dict[str, int] = {}
    for line in wish.lines:
        wanted[line.line_id] = wanted.get(line.line_id, 0) + line.quantity
    fits = all(0 < count <= pieces.get(id, 0) for id, count in wanted.items())
    return None if fits and 0 < wish.amount <= left(order, on_the_way=on_the_way) else Why.TOO_MUCH


def _cannot_move(order: OrderView, address: AddressSnapshot) -> Why | None:
    complete = address.name and address.line1 and address.city and address.country
    return cannot_change_address(order) or (None if complete else Why.NO_ADDRESS)


def money_back(order: OrderView, wish: Wish) -> Decimal:
    """Return how much money a wish gives back."""
    match wish:
        case Refund():
            return wish.amount
        case Cancel() if wish.refund:
            return left(order)
    return Decimal(0)


def needs_approval(amount: Decimal, currency: str, limit: Limit | None, *, before: Decimal = Decimal(0)) -> bool:
    """Say whether somebody else has to agree; without a limit nobody has to.

    ``before``: what he gave back of the order alone already. A sum in parts is that sum.
    """
    return amount > 0 and limit is not None and (currency != limit.currency or before + amount > limit.amount)


def happened(wish: Wish, store_says: OrderSnapshot, *, refunds_before: Collection[str], amount: Decimal) -> bool | None:
    """Say whether the store's order shows that a wish came true; None where an order cannot show it."""
    match wish:
        case Cancel():
            return store_says.cancelled_at is not None
        case Refund():
            return new_refund(store_says, refunds_before, amount) is not None
        case Address():
            return store_says.shipping is not None and _same_place(store_says.shipping, wish.address)
    return None


def new_refund(store_says: OrderSnapshot, known: Collection[str], amount: Decimal) -> RefundSnapshot | None:
    """Return a refund of just this amount that was not known before."""
    refunds = store_says.refunds or ()
    return next((one for one in refunds if one.external_id not in known and one.amount == amount), None)


def _same_place(one: AddressSnapshot, other: AddressSnapshot) -> bool:
    return _folded(one) == _folded(other)


def _folded(address: AddressSnapshot) -> tuple[str, ...]:
    parts = (address.line1, address.line2, address.postcode, address.city, address.country)
    return tuple(" ".join((part or "").casefold().split()) for part in parts)
