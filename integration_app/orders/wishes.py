"""What somebody wants done to an order in its store, in plain values. Sealed on its row: some of it is personal."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import TypeAdapter

from integration_app.platforms.protocol import AddressSnapshot, RefundLine

Kind = Literal["cancel", "refund", "address", "invoice", "note"]


@dataclass(frozen=True)
class Cancel:
    """Call the order off; ``refund`` gives back what was paid, ``restock`` puts the things on the shelf again."""

    kind: ClassVar[Kind] = "cancel"
    refund: bool = True
    restock: bool = True
    reason: str = "customer"


@dataclass(frozen=True)
class Refund:
    """Give exactly this much back, in the order's currency; ``lines`` are the pieces that it is for."""

    kind: ClassVar[Kind] = "refund"
    amount: Decimal
    lines: tuple[RefundLine, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Address:
    """Send the order elsewhere."""

    kind: ClassVar[Kind] = "address"
    address: AddressSnapshot


@dataclass(frozen=True)
class Invoice:
    """Have the store mail the invoice again."""

    kind: ClassVar[Kind] = "invoice"


@dataclass(frozen=True)
class Note:
    """Write a note to the order."""

    kind: ClassVar[Kind] = "note"
    text: str
    tell_shopper: bool = False


Wish = Cancel | Refund | Address | Invoice | Note

_ADAPTERS: dict[str, TypeAdapter[Wish]] = {
    one.kind: TypeAdapter(one) for one in (Cancel, Refund, Address, Invoice, Note)
}


def dump(wish: Wish) -> str:
    """Return a wish as JSON."""
    return _ADAPTERS[wish.kind].dump_json(wish).decode()


def load(kind: str, stored: str) -> Wish:
    """Return a wish from its JSON."""
    return _ADAPTERS[kind].validate_json(stored)
