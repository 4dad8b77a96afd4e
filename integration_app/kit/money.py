"""Money as it is stored: an exact decimal and its currency."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sqlalchemy import Numeric

Amount = Numeric(18, 4, asdecimal=True)
"""The column of an amount: four places hold every currency's minor unit."""


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


def decimal(text: str | int | float | None) -> Decimal | None:
    """Read an amount as platforms write it ("19.99"); None for nothing readable."""
    if text is None or text == "":
        return None
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None
