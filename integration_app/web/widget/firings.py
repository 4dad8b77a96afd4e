"""A trigger's moment came in somebody's browser: it speaks, or it is not the time."""

from decimal import Decimal
from typing import Any

from flask import Flask, request

from integration_app import conversations, stores, triggers
from integration_app.kit import ephemeral, limits
from integration_app.kit.errors import Refusal
from integration_app.stores import opening_times
from integration_app.triggers import CartSeen, Visitor
from integration_app.web.widget.entry import body, count, shop_page, word
from integration_app.web.widget.settings import best_locale

FIRED_PER_HOUR = 60
"""Firings from one address."""


class TooManyFired(Refusal):
    """This address was spoken to often enough for now."""

    code, status = "too_many_fired", 429


def register(app: Flask) -> None:
    """Add the routes."""
    app.add_url_rule("/widget/<store>/firings", "widget_fire", fire, methods=["POST", "OPTIONS"])
    path = "/widget/<store>/firings/<firing>/dismiss"
    app.add_url_rule(path, "widget_dismiss", dismiss, methods=["POST", "OPTIONS"])


@shop_page
def fire(store: str) -> dict[str, Any]:
    """Have a trigger speak; the conversation it speaks in comes with its secret, if it is new."""
    if ephemeral.add(f"fired:{limits.network(request.remote_addr or '')}", seconds=3600) > FIRED_PER_HOUR:
        raise TooManyFired
    sent = body()
    found = stores.on_page(store)
    fired = triggers.fire(
        found,
        word(sent, "trigger", longest=32),
        Visitor(
            visit=word(sent, "visitor", longest=64),
            page=word(sent, "page"),
            zone=opening_times.zone_of(word(sent, "zone", longest=48)).key,
            locale=best_locale(word(sent, "locale", longest=12), stores.chosen(found), found),
            cart=_cart(sent.get("cart")),
            address=request.remote_addr or "",
            user_agent=request.headers.get("User-Agent", ""),
        ),
        conversation=conversations.by_secret(found.id, word(sent, "secret")),
    )
    return {
        "firing": fired.firing.public_id,
        "conversation": fired.conversation.public_id,
        "secret": fired.secret,
        "coupon": fired.firing.with_coupon,
    }


@shop_page
def dismiss(store: str, firing: str) -> None:
    """Note that the visitor does not want it."""
    triggers.dismiss(stores.on_page(store), firing)


def _cart(sent: Any) -> CartSeen | None:
    if not isinstance(sent, dict):
        return None
    currency = word(sent, "currency", longest=3) or None
    token = word(sent, "token", longest=120) or None
    return CartSeen(token, count(sent, "items"), _amount(sent), currency)


def _amount(sent: dict[str, Any]) -> Decimal | None:
    """Read an amount in hundredths, as Shopify's /cart.js tells it whatever the currency."""
    return Decimal(count(sent, "total")) / 100 if isinstance(sent.get("total"), int) else None
