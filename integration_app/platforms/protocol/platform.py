"""What an adapter offers, whichever shop system it speaks to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol

from integration_app.kit.errors import ProviderError
from integration_app.platforms.protocol.goods import IssuedCoupon, ProductSnapshot
from integration_app.platforms.protocol.orders import OrderSnapshot, RefundSnapshot, ReturnSnapshot
from integration_app.platforms.protocol.people import AddressSnapshot
from integration_app.platforms.protocol.shop import ShopSnapshot, TermsSnapshot

Kind = Literal["orders", "products"]


class Ability(StrEnum):
    """Something that a shop system can be asked to do, with the rights that the store has given."""

    CANCEL = "cancel"
    REFUND = "refund"
    CHANGE_ADDRESS = "change_address"
    SEND_INVOICE = "send_invoice"
    NOTE = "note"
    COUPON = "coupon"
    CODES = "codes"
    """Many codes of one campaign at once."""
    RETURN = "return"
    """Returns are the platform's own; elsewhere they are ours alone."""


class NotPossible(ProviderError):
    """This store cannot be asked for that: the platform has no such thing, or the store has not given the right."""

    def __init__(self, ability: Ability) -> None:
        super().__init__(f"This store cannot be asked for that ({ability}).", permanent=True)
        self.ability = ability


@dataclass(frozen=True)
class Version:
    """Which state of a thing the store has: enough to see that the mirror missed something."""

    external_id: str
    updated_at: datetime | None


@dataclass(frozen=True)
class RefundLine:
    """Pieces of an order line whose money goes back."""

    line_id: str
    quantity: int
    restock: bool = True


@dataclass(frozen=True)
class CodeCampaign:
    """What all codes of a campaign share."""

    key: str
    """Our own name for it: the same key is the same discount in the store."""
    title: str
    percent: Decimal
    """0 to 100."""
    ends_at: datetime | None = None
    external_id: str | None = None
    """The store's name for it, once it has one."""


@dataclass(frozen=True)
class MadeCodes:
    """Codes that the store has now."""

    campaign_id: str | None
    codes: tuple[IssuedCoupon, ...]


class Platform(Protocol):
    """What an adapter offers. Every method calls the outside: never inside a unit of work.

    All raise :class:`~integration_app.kit.errors.ProviderError`; a write that the store cannot be asked for raises
    :class:`NotPossible`. Every write carries a ``key``: asked again with the same key, it has happened once. Where
    the platform has no such keys, the adapter reads back what it would do before it does it.
    """

    @property
    def abilities(self) -> frozenset[Ability]:
        """Say what this store can be asked to do; no call."""

    def shop(self) -> ShopSnapshot:
        """Return the shop's own data."""

    def terms(self) -> TermsSnapshot:
        """Return where the shop sends, how it is paid and what it promises."""

    def order(self, external_id: str) -> OrderSnapshot | None:
        """Return one order with parcels, scans, refunds and returns; None if the store has none."""

    def orders(
        self, *, updated_since: datetime | None = None, created_since: datetime | None = None
    ) -> Iterator[OrderSnapshot]:
        """Yield orders changed since, oldest change first: who stops half-way goes on from the last one's time."""

    def product(self, external_id: str) -> ProductSnapshot | None:
        """Return one product; None if the store has none."""

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        """Yield products changed since, oldest change first."""

    def count(self, kind: Kind, *, created_since: datetime | None = None) -> int | None:
        """Say how many there are, for a progress bar; None where the store cannot say cheaply."""

    def versions(self, kind: Kind, *, created_since: datetime | None = None) -> Iterator[Version]:
        """Yield the id and time of every order or product, as cheaply as the platform allows."""

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        """Make one single-use code; the same key gives the same code."""

    def make_codes(self, campaign: CodeCampaign, codes: tuple[str, ...]) -> MadeCodes:
        """Make many single-use codes of one campaign, so that they are ready before anybody asks."""

    def bind_code(self, made: IssuedCoupon, *, ends_at: datetime, email: str | None = None) -> None:
        """Note on a code from the stock when it ends and whose it is, where the platform can hold that."""

    def end_codes(self, made: tuple[IssuedCoupon, ...]) -> None:
        """Take codes back that nobody used in time."""

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        """Ask the store for a return; the same key asks once. ``reason`` is one of tickets.rules.REASONS."""

    def decide_return(self, *, return_id: str, approved: bool, note: str, key: str) -> ReturnSnapshot:
        """Approve or decline a return that was asked for."""

    def cancel_order(self, order_id: str, *, refund: bool, restock: bool, reason: str, key: str) -> None:
        """Cancel an order that has not left; ``refund`` gives the money back the way it came."""

    def refund_order(
        self, order_id: str, *, lines: tuple[RefundLine, ...], amount: Decimal | None, note: str, key: str
    ) -> RefundSnapshot:
        """Give money back, the way it was paid. Without lines and amount: all that is left.

        ``amount`` is in the order's currency; None: what the lines cost.
        """

    def change_address(self, order_id: str, address: AddressSnapshot, *, key: str) -> None:
        """Send an order elsewhere."""

    def send_invoice(self, order_id: str, *, key: str) -> None:
        """Have the store mail the order's invoice or confirmation to its buyer again."""

    def add_note(self, order_id: str, text: str, *, key: str, tell_shopper: bool = False) -> None:
        """Write a note to an order; ``tell_shopper`` where the platform can mail it."""
