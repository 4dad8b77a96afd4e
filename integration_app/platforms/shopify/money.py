"""Amounts as Shopify writes them: a plain price in the shop's currency, and a set with the shopper's beside it."""

from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload


def shopper_currency(order: Payload) -> str:
    """Return the currency in which the shopper paid. :raises Unreadable: if the order names none."""
    return fields.currency(order, "presentment_currency") or fields.needed_currency(order, "currency")


def paid(payload: Payload, key: str, currency: str) -> Decimal | None:
    """Return an amount in the shopper's currency; the plain price only where no set tells otherwise."""
    shown = in_set(payload, f"{key}_set", currency)
    return fields.amount(payload, key) if shown is None else shown


def in_set(payload: Payload, key: str, currency: str) -> Decimal | None:
    """Return the amount of a money set in one currency."""
    both = fields.part(payload, key)
    for kind in ("presentment_money", "shop_money"):
        money = fields.part(both, kind)
        if fields.currency(money, "currency_code") == currency:
            return fields.amount(money, "amount")
    return None
