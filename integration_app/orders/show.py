"""An order as JSON for the operator's command line."""

from decimal import Decimal
from typing import Any

from integration_app.kit import clock
from integration_app.kit.errors import NotFound
from integration_app.orders import queries
from integration_app.orders.reading import full_order
from integration_app.orders.rules import is_sent, progress_of, where_is_it
from integration_app.orders.view import OrderView, ParcelView
from integration_app.stores.models import Store


def order_json(store: Store, number: str) -> dict[str, Any]:
    """Return the store's order with this number as JSON. :raises NotFound: if the mirror has none."""
    row = queries.by_number(store.id, number)
    if row is None:
        raise NotFound(f"The mirror of this store has no order {number}.")
    order = full_order(row.id)
    return {
        "number": order.number,
        "status": where_is_it(order, clock.now()).stage.value,
        "financial_status": order.financial.value,
        "fulfilment_status": fulfilment_status(order),
        "currency": order.currency,
        "total": money(order.total),
        "refunded": money(order.refunded),
        "lines": [
            {"title": line.title, "sku": line.sku, "quantity": line.quantity, "price": money(line.price)}
            for line in order.lines
        ],
        "fulfilments": [_parcel(parcel) for parcel in order.parcels],
        "customer": {"email": order.email, "name": order.name},
        "updated_at": order.updated_at.isoformat() if order.updated_at else None,
    }


def fulfilment_status(order: OrderView) -> str:
    """Return "unfulfilled", "partial" or "fulfilled": the store's own word, else what its parcels show."""
    if order.fulfilment_status:
        return order.fulfilment_status
    return "partial" if any(is_sent(parcel) for parcel in order.parcels) else "unfulfilled"


def money(amount: Decimal) -> str:
    """Write an amount with two places, or with as many as it needs."""
    short = amount.quantize(Decimal("0.01"))
    return str(short if short == amount else amount.normalize())


def _parcel(parcel: ParcelView) -> dict[str, Any]:
    tracking = [{"company": one.company, "number": one.number, "url": one.url} for one in parcel.tracking]
    return {"status": progress_of(parcel).value, "tracking": tracking}
