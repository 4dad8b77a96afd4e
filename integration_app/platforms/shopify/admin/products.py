"""Asking for products, with every variant."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import ProductSnapshot
from integration_app.platforms.shopify import read
from integration_app.platforms.shopify.admin import words
from integration_app.platforms.shopify.admin.ids import gid, number, since
from integration_app.platforms.shopify.admin.orders import SPARE, pages
from integration_app.platforms.shopify.client import Client

PAGE, LISTED = 20, 10
"""Products in a page and variants in each: 842 points of the 1,000 that one query may cost."""

ALONE = 100


def product(client: Client, external_id: str) -> ProductSnapshot | None:
    """Return one product; None if the shop has none."""
    node = fields.part(client.ask("product", id=gid("Product", external_id), variants=ALONE), "product")
    return _read(_completed(client, node)) if node else None


def products(client: Client, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
    """Yield products by the time of their last change."""
    patient, query = replace(client, spare=SPARE), since(updated_at=updated_since)
    for node in pages(patient, "products", "products", query=query, first=PAGE, variants=LISTED):
        yield _read(_completed(patient, node))


def _completed(client: Client, node: Payload) -> Payload:
    if not words.goes_on(node, "variants"):
        return node
    found = pages(client, "product_variants", "product", "variants", id=node.get("id"))
    return {**node, "variants": {"nodes": list(found)}}


def _read(node: Payload) -> ProductSnapshot:
    try:
        return read.product(words.product(node))
    except Unreadable as error:
        raise ProviderError(f"Product {number(node)} could not be read: {error}", permanent=True) from error
