"""The stages that read: the shop, its terms, its products and orders by the time of their last change."""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from integration_app import catalogue, stores
from integration_app import orders as mirror
from integration_app.kit import db
from integration_app.platforms.protocol import Kind, OrderSnapshot, ProductSnapshot
from integration_app.stores import terms as store_terms
from integration_app.stores.models import Store
from integration_app.sync import ahead, rules, runs, slices
from integration_app.sync.slices import Item, Record, Slice

PAGE = 100
"""Rows that one unit of work writes at most."""

_SAME_SECOND = timedelta(seconds=1)
"""Where one goes on: some stores leave out what changed in the very second that they are asked from."""


def shop(now: Slice) -> bool:
    """Take over what the platform says of the shop itself, and what it lets us do."""
    told = now.shop.shop()
    with db.unit():
        stores.record_shop(stores.by_id(now.run.store_id), told)
        runs.hold(now.run)
    return True


def terms(now: Slice) -> bool:
    """Take over where the shop sends, how it is paid and what it promises."""
    told = now.shop.terms()
    with db.unit():
        store = stores.by_id(now.run.store_id)
        store_terms.record_terms(store, told)
        if told.zones is not None:
            mirror.record_zones(store, told.zones)
        runs.hold(now.run)
    return True


def products(now: Slice) -> bool:
    """Read products that changed since the watermark, all of them without one."""
    _count(now, "products", None)
    return _read(now, "products", now.shop.products(updated_since=_from(now.run.watermark)), _record_products)


def orders(now: Slice) -> bool:
    """Read orders of the window that changed since the watermark, all of them without one."""
    since = now.run.since
    _count(now, "orders", since)
    listed = now.shop.orders(updated_since=_from(now.run.watermark), created_since=since)
    return _read(now, "orders", listed, _record_orders)


def _read(now: Slice, kind: Kind, listed: Iterator[Item], record: Record[Item]) -> bool:
    """Write what is listed until the time is over; go on at least until the watermark has moved."""
    begin = now.run.watermark
    with ahead.batches(listed, size=PAGE) as pages:
        for page in pages:
            slices.write(now.run, kind, page, record)
            if time.monotonic() > now.until and now.run.watermark != begin:
                pages.stop()
        return pages.ended


def _count(now: Slice, kind: Kind, since: datetime | None) -> None:
    """Ask once how many there are, for the progress bar."""
    if now.run.kind == rules.BACKFILL and now.run.total is None:
        slices.keep(now.run, total=now.shop.count(kind, created_since=since))


def _from(watermark: datetime | None) -> datetime | None:
    return watermark - _SAME_SECOND if watermark else None


def _record_products(store: Store, page: Sequence[ProductSnapshot], _news_since: datetime) -> list[str]:
    return catalogue.record_listed(store, page)


def _record_orders(store: Store, page: Sequence[OrderSnapshot], news_since: datetime) -> list[str]:
    return mirror.record_listed(store, page, news_since=news_since)
