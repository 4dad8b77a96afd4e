"""What proof opens what, how long it holds, and how often one may try. Decisions only."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from integration_app.kit.text import fold_email, fold_phone

LAPSE = timedelta(minutes=30)
CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WRONG_AN_ORDER = 5
"""Wrong tries a day that lock an order to code or sign-in."""
WRONG_A_VISITOR = 5
"""Wrong tries an hour in one conversation."""
WRONG_AN_ADDRESS = 20
"""Wrong tries an hour from one IP address: a family or an office shares one."""
WRONG_A_STORE = 200
"""Wrong tries an hour in one store that ring an alarm; they lock nobody out."""
CODES_A_VISITOR = 3
"""Codes an hour in one conversation."""
CODES_AN_ORDER = 5
"""Codes a day to one order's mailbox: with five tries each, one guess in 40 000 a day at most."""

_SHORTEST_PHONE = 7


OWN, LINK, MAIL = "own", "link", "mail"
"""Where somebody speaks from: the device where the chat began, one that came by a link in a mail, or mail itself.

A proof opens an order only where it was given: whoever began a chat in another person's name does not see what that
person proves after following the link in her mail, nor the other way round.
"""


class Strength(IntEnum):
    """How well something is proved; each opens what those before it open."""

    NONE = 0
    PAIR = 1
    CODE = 2
    SIGNED_IN = 3

    @classmethod
    def of(cls, kind: str) -> "Strength":
        """Read a proof row's kind."""
        return cls[kind.upper()]


class Right(StrEnum):
    """What a proof may open."""

    FAQ = "faq"
    PRODUCTS = "products"
    ORDER_STATUS = "order_status"
    ASK_RETURN = "ask_return"
    EXCHANGE = "exchange"
    CANCEL = "cancel"
    ADDRESS_CHANGE = "address_change"
    INVOICE = "invoice"


_OPENS = {
    Strength.NONE: {Right.FAQ, Right.PRODUCTS},
    Strength.PAIR: {Right.ORDER_STATUS, Right.ASK_RETURN},
    Strength.CODE: {Right.EXCHANGE, Right.CANCEL, Right.ADDRESS_CHANGE, Right.INVOICE},
    Strength.SIGNED_IN: set[Right](),
}


class Verdict(StrEnum):
    """What became of a try to prove something."""

    MATCHED = "matched"
    NO_MATCH = "no_match"
    ORDER_LOCKED = "order_locked"
    """Only a code or the sign-in opens this order today."""
    VISITOR_LOCKED = "visitor_locked"
    """A person or the form is left."""


@dataclass(frozen=True)
class Claimable:
    """What an order is proved by."""

    order_id: int
    email: str | None
    phone: str | None


@dataclass(frozen=True)
class Tries:
    """Wrong tries counted so far."""

    order: int = 0
    visitor: int = 0
    address: int = 0


def rights(strength: Strength) -> frozenset[Right]:
    """List what a proof opens, with everything below it."""
    return frozenset(right for level, opened in _OPENS.items() if level <= strength for right in opened)


def opens(strength: Strength, right: Right) -> bool:
    """Say whether a proof is enough for something."""
    return right in rights(strength)


def holds(expires_at: datetime, now: datetime) -> bool:
    """Say whether a proof has not lapsed."""
    return now < expires_at


def lock(tries: Tries) -> Verdict | None:
    """Say whether a further try is refused, and how; a lock of the visitor weighs more."""
    if tries.visitor >= WRONG_A_VISITOR or tries.address >= WRONG_AN_ADDRESS:
        return Verdict.VISITOR_LOCKED
    return Verdict.ORDER_LOCKED if tries.order >= WRONG_AN_ORDER else None


def fold_number(number: str) -> str:
    """Make an order number comparable: no "#", no spaces, capitals."""
    return "".join(number.split()).lstrip("#").upper()


def matching(contact: str, claimables: Iterable[Claimable]) -> Claimable | None:
    """Return the order that this e-mail or phone belongs to.

    The work is the same whether there is an order or not: nothing that can be timed tells them apart.
    """
    found = None
    for claimable in [*claimables] or [_NOBODY, _NOBODY]:
        if _same_email(contact, claimable.email) | _same_phone(contact, claimable.phone):
            found = claimable
    return found if found is not _NOBODY else None


def _same_email(contact: str, known: str | None) -> bool:
    return _equal(fold_email(contact), fold_email(known or "")) and "@" in contact


def _same_phone(contact: str, known: str | None) -> bool:
    typed, kept = fold_phone(contact), fold_phone(known or "")
    return _equal(typed, kept) and len(typed) >= _SHORTEST_PHONE and "@" not in contact


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


_NOBODY = Claimable(0, "nobody@invalid.example", "000000000")
