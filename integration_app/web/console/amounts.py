"""Amounts that a merchant types: in the store's own currency, and in no other."""

from decimal import Decimal

from integration_app.stores import Store
from integration_app.web.console.shapes.parts import Money
from integration_app.web.errors import Invalid


def own_amount(store: Store, money: Money | None) -> Decimal | None:
    """Return the amount. :raises Invalid: in another currency, or below nothing."""
    if money is None:
        return None
    if money.currency != store.currency:
        raise Invalid(f"Amounts are in {store.currency} here, not in {money.currency}.")
    if money.amount < 0:
        raise Invalid("An amount cannot be below zero.")
    return money.amount
