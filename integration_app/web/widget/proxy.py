"""Shopify's app proxy: the store tells us which of its customers is signed in."""

from typing import Any

from flask import Flask, request

from integration_app import stores
from integration_app.conversations import identity as store_word
from integration_app.kit import clock
from integration_app.kit.errors import NotFound
from integration_app.platforms.shopify import proxy as shopify
from integration_app.web.widget.entry import anyone


def register(app: Flask) -> None:
    """Add the route."""
    app.add_url_rule("/proxy/identity", "proxy_identity", identity, methods=["GET"])


@anyone
def identity() -> dict[str, Any]:
    """Answer a short token that names the signed-in customer; none for a guest."""
    query = request.args.to_dict(flat=False)
    shop, customer = shopify.verify(query, secrets=stores.shopify_app().secrets, now=clock.now())
    store = stores.by_shop_domain(shop, "shopify", "demo")
    if store is None:
        raise NotFound("This shop is not connected.")
    if not customer:
        return {"token": None}
    return {"token": store_word.for_customer(store, customer)}
