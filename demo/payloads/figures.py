"""Money, moments and global ids as Shopify writes them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from demo import money

Payload = dict[str, Any]

SHOP_CURRENCY = "EUR"
SHOP_ZONE = "Europe/Paris"


def price(cents: int) -> str:
    """Write euro cents as the payload's plain price."""
    return money.amount(cents, SHOP_CURRENCY)


def price_set(cents: int, minor: int, currency: str) -> Payload:
    """Write one amount in the shop's currency and in the shopper's."""
    return {
        "shop_money": {"amount": price(cents), "currency_code": SHOP_CURRENCY},
        "presentment_money": {
            "amount": money.amount(minor, currency),
            "currency_code": currency,
        },
    }


def moment(at: datetime | None) -> str | None:
    """Write a moment with the shop's own offset, to the second."""
    if at is None:
        return None
    return at.astimezone(ZoneInfo(SHOP_ZONE)).replace(microsecond=0).isoformat()


def gid(noun: str, number: int | str) -> str:
    """Write the global id of a thing."""
    return f"gid://shopify/{noun}/{number}"
