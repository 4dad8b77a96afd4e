"""Commands about orders."""

import argparse
import json
from decimal import Decimal
from typing import Any

from integration_app import orders, stores
from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.kit import db
from integration_app.orders import LineView, OrderView, ParcelView


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    told = "Print an order as Parley knows it, as JSON. Money is text, exact to the cent; times are UTC."
    found = commands.add_parser("show-order", help="print an order as JSON", description=told)
    found.add_argument("--store", required=True, metavar="ID", help="the store's id, as add-store printed it")
    found.add_argument("number", metavar="NUMBER", help="the order's number, with or without #")
    found.set_defaults(run=_show)


def _show(_config: Config, given: argparse.Namespace) -> None:
    with db.unit(read_only=True):
        store = stores.by_public_id(given.store)
        order = orders.by_number(store.id, given.number)
        if order is None:
            raise Problem(
                f"{store.name} has no order {given.number}, as far as its webhooks told. "
                "See whether one waits or failed: deliveries --state all"
            )
        shown = as_json(orders.full_order(order.id))
    print(json.dumps(shown, ensure_ascii=False, indent=2))


def as_json(order: OrderView) -> dict[str, Any]:
    """Return an order in the shape that ``show-order`` prints."""
    return {
        "number": order.number,
        "status": _status(order),
        "financial_status": order.financial.value,
        "fulfilment_status": order.fulfilment_status,
        "currency": order.currency,
        "total": _money(order.total),
        "refunded": _money(order.refunded),
        "lines": [_line(line) for line in order.lines],
        "fulfilments": [_parcel(parcel) for parcel in order.parcels],
        "customer": {"email": order.email, "name": order.name},
        "updated_at": order.updated_at.isoformat() if order.updated_at else None,
    }


def _status(order: OrderView) -> str:
    """Say in one word where the order stands as a whole."""
    if order.deleted_at:
        return "deleted"
    if order.cancelled_at:
        return "cancelled"
    return "closed" if order.closed_at else "open"


def _line(line: LineView) -> dict[str, Any]:
    return {"title": line.title, "sku": line.sku, "quantity": line.quantity, "price": _money(line.price)}


def _parcel(parcel: ParcelView) -> dict[str, Any]:
    tracking = [{"company": each.company, "number": each.number, "url": each.url} for each in parcel.tracking]
    return {"status": "cancelled" if parcel.cancelled else parcel.progress.value, "tracking": tracking}


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
