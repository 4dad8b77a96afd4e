"""The mirror's rows as plain values: everything the platform told, without our own ids and clocks."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from integration_app.catalogue.models import Product, Variant
from integration_app.kit import db
from integration_app.orders.models import Fulfilment, Order, OrderLine, Refund, StoreReturn, TrackingEvent
from integration_app.shoppers.models import Shopper
from integration_app.stores.models import Store
from integration_app.triggers.models import Cart

_OURS = {"id", "public_id", "store_id", "mirrored_at", "digest", "order_id", "shopper_id", "product_id", "deleted_at"}
_ORDER_PARTS = (OrderLine, Fulfilment, TrackingEvent, Refund, StoreReturn)


def of_orders(store_id: int) -> dict[str, Any]:
    """Dump what is mirrored of a store's orders and their buyers."""
    with db.unit(read_only=True):
        found = {model.__tablename__: _rows(model, store_id) for model in (Order, *_ORDER_PARTS)}
        people = {row.id: row for row in db.session().query(Shopper).filter_by(store_id=store_id)}
        orders = db.session().query(Order).filter_by(store_id=store_id).all()
        numbers = {order.id: order.external_id for order in orders}
        for model in _ORDER_PARTS:
            for row, dumped in zip(_sorted(model, store_id), found[model.__tablename__], strict=True):
                dumped["order"] = numbers.get(row.order_id or 0)
        for order, dumped in zip(_sorted(Order, store_id), found["orders"], strict=True):
            person = people.get(order.shopper_id or 0)
            dumped["deleted"] = order.deleted_at is not None
            dumped["buyer"] = person and _plain(person)
    return {name: rows for name, rows in found.items() if rows}


def of_store(store_id: int) -> dict[str, Any]:
    """Dump everything mirrored for a store."""
    found = of_orders(store_id)
    with db.unit(read_only=True):
        for model in (Product, Variant, Cart, Shopper):
            rows = _rows(model, store_id)
            if rows and not (model is Shopper and "orders" in found):
                found[model.__tablename__] = rows
    return found


def shop(store_id: int) -> dict[str, Any]:
    """Dump what the platform told about the store itself."""
    with db.unit(read_only=True):
        row = db.session().get_one(Store, store_id)
        names = ("name", "currency", "locale", "timezone", "country", "email", "scopes")
        return {name: getattr(row, name) for name in names}


def _sorted(model: Any, store_id: int) -> list[Any]:
    rows = db.session().query(model).filter_by(store_id=store_id).all()
    return sorted(rows, key=lambda row: str(getattr(row, "external_id", None) or getattr(row, "token", "") or row.id))


def _rows(model: Any, store_id: int) -> list[dict[str, Any]]:
    return [_plain(row) for row in _sorted(model, store_id)]


def _plain(row: Any) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in _OURS}
    if isinstance(row, Shopper | Cart):
        values.pop("created_at", None)
    return {key: _value(value) for key, value in values.items() if value not in (None, [], {}, "")}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    return value
