"""Prices in the shop's euro and in what the shopper pays with.

Amounts are whole numbers in a currency's smallest unit (cents; yen have none).
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from babel.numbers import format_currency


class Rate(NamedTuple):
    """How many of a currency make one euro, and how many digits follow its point."""

    per_euro: Decimal
    digits: int


# Fixed on purpose: the same prices in every run and every screenshot.
RATES = {
    "EUR": Rate(Decimal("1"), 2),
    "USD": Rate(Decimal("1.12"), 2),
    "GBP": Rate(Decimal("0.86"), 2),
    "SAR": Rate(Decimal("4.26"), 2),
    "CNY": Rate(Decimal("7.95"), 2),
    "MXN": Rate(Decimal("20.5"), 2),
    "BRL": Rate(Decimal("6.1"), 2),
    "JPY": Rate(Decimal("165"), 0),
    "CAD": Rate(Decimal("1.54"), 2),
}
LOCALES = {"zh": "zh_CN", "ar": "ar_SA"}


def shown(cents: int, currency: str) -> int:
    """Convert euro cents to the smallest unit of `currency`, on a round price (yen: tens)."""
    if currency == "EUR":
        return cents
    rate = RATES[currency]
    step = 10 if rate.digits == 0 else 1
    units = Decimal(cents) / 100 * rate.per_euro / step
    return int(units.quantize(Decimal(1), ROUND_HALF_UP)) * step * int(10**rate.digits)


def amount(minor: int, currency: str) -> str:
    """Write an amount as Shopify does in payloads: a plain number in a string."""
    digits = RATES[currency].digits
    return f"{Decimal(minor) / 10**digits:.{digits}f}"


def text(minor: int, currency: str, locale: str) -> str:
    """Write an amount for people who read `locale`."""
    value = Decimal(minor) / 10 ** RATES[currency].digits
    return format_currency(value, currency, locale=LOCALES.get(locale, locale), numbering_system="latn")


def percent_of(minor: int, percent: int) -> int:
    """Return so many percent of an amount, rounded half up."""
    return (minor * percent * 2 + 100) // 200
