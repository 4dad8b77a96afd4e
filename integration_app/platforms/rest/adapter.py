"""A site that speaks and is not spoken to: what it told stands, and it can be asked for nothing."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from integration_app.platforms import Connection, Unreachable
from integration_app.platforms.protocol import (
    Ability,
    AddressSnapshot,
    CodeCampaign,
    IssuedCoupon,
    Kind,
    MadeCodes,
    NotPossible,
    OrderSnapshot,
    ProductSnapshot,
    RefundLine,
    RefundSnapshot,
    ReturnSnapshot,
    ShopSnapshot,
    TermsSnapshot,
    Version,
)


class TellsOnly(Unreachable):
    """This site tells us what changed and cannot be asked, so that its last word counts."""

    def __init__(self) -> None:
        super().__init__("This site cannot be asked: it tells us itself what changed.", permanent=True)


def connect(_connection: Connection) -> "ToldSite":
    """Return the adapter of a site; it holds nothing, since nothing is called."""
    return ToldSite()


class ToldSite:
    """Keeps :class:`Platform`'s promises by saying no: every question with TellsOnly, every wish with NotPossible."""

    @property
    def abilities(self) -> frozenset[Ability]:
        """Say that this site can be asked for nothing."""
        return frozenset()

    def shop(self) -> ShopSnapshot:
        """:raises TellsOnly: always."""
        raise TellsOnly

    def terms(self) -> TermsSnapshot:
        """:raises TellsOnly: always."""
        raise TellsOnly

    def order(self, external_id: str) -> OrderSnapshot | None:
        """:raises TellsOnly: always."""
        raise TellsOnly

    def orders(
        self, *, updated_since: datetime | None = None, created_since: datetime | None = None
    ) -> Iterator[OrderSnapshot]:
        """:raises TellsOnly: always."""
        raise TellsOnly

    def product(self, external_id: str) -> ProductSnapshot | None:
        """:raises TellsOnly: always."""
        raise TellsOnly

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        """:raises TellsOnly: always."""
        raise TellsOnly

    def count(self, kind: Kind, *, created_since: datetime | None = None) -> int | None:
        """Say that nobody knows."""
        return None

    def versions(self, kind: Kind, *, created_since: datetime | None = None) -> Iterator[Version]:
        """:raises TellsOnly: always."""
        raise TellsOnly

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.COUPON)

    def make_codes(self, campaign: CodeCampaign, codes: tuple[str, ...]) -> MadeCodes:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.CODES)

    def bind_code(self, made: IssuedCoupon, *, ends_at: datetime, email: str | None = None) -> None:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.CODES)

    def end_codes(self, made: tuple[IssuedCoupon, ...]) -> None:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.CODES)

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.RETURN)

    def decide_return(self, *, return_id: str, approved: bool, note: str, key: str) -> ReturnSnapshot:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.RETURN)

    def cancel_order(self, order_id: str, *, refund: bool, restock: bool, reason: str, key: str) -> None:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.CANCEL)

    def refund_order(
        self, order_id: str, *, lines: tuple[RefundLine, ...], amount: Decimal | None, note: str, key: str
    ) -> RefundSnapshot:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.REFUND)

    def change_address(self, order_id: str, address: AddressSnapshot, *, key: str) -> None:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.CHANGE_ADDRESS)

    def send_invoice(self, order_id: str, *, key: str) -> None:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.SEND_INVOICE)

    def add_note(self, order_id: str, text: str, *, key: str, tell_shopper: bool = False) -> None:
        """:raises NotPossible: always."""
        raise NotPossible(Ability.NOTE)
