"""One Shopify store, as every shop system is spoken to here."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from integration_app.platforms import Connection, SignInNeeded
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
from integration_app.platforms.shopify.admin import changes, discounts, orders, products, refunds, returns, terms
from integration_app.platforms.shopify.client import Client

TOKEN = "access_token"  # noqa: S105 the secret's name

_SCOPES = {
    "write_orders": {
        Ability.CANCEL,
        Ability.REFUND,
        Ability.CHANGE_ADDRESS,
        Ability.SEND_INVOICE,
        Ability.NOTE,
    },
    "write_returns": {Ability.RETURN},
    "write_discounts": {Ability.COUPON, Ability.CODES},
}
_REQUIRED = ("write_returns", "write_discounts")
"""What every store has granted that has the app: counts until the store has told its scopes."""


def connect(connection: Connection, *, version: str) -> "ShopifyAdmin":
    """Return the adapter for a shop, in one version of the API. :raises SignInNeeded: without a token."""
    token = connection.secrets.get(TOKEN, "")
    if not token:
        raise SignInNeeded(connection.address)
    return ShopifyAdmin(Client(connection.address, token, version, connection.renew), connection.scopes)


class ShopifyAdmin:
    """One shop's Admin API. It keeps :class:`Platform`'s promises: what would hurt twice is read back first."""

    def __init__(self, client: Client, scopes: tuple[str, ...]) -> None:
        self._client = client
        self._scopes = scopes or _REQUIRED

    @property
    def abilities(self) -> frozenset[Ability]:
        """Say what the granted scopes allow."""
        return frozenset(one for scope in self._scopes for one in _SCOPES.get(scope, ()))

    def shop(self) -> ShopSnapshot:
        """Return the shop's own data."""
        return terms.shop(self._client)

    def terms(self) -> TermsSnapshot:
        """Return where the shop sends, how it is paid and what it promises."""
        return terms.terms(self._client)

    def order(self, external_id: str) -> OrderSnapshot | None:
        """Return one order with parcels, scans, refunds and returns; None if the shop has none."""
        return orders.order(self._client, external_id)

    def orders(
        self, *, updated_since: datetime | None = None, created_since: datetime | None = None
    ) -> Iterator[OrderSnapshot]:
        """Yield orders changed since, oldest change first."""
        return orders.orders(self._client, updated_since=updated_since, created_since=created_since)

    def product(self, external_id: str) -> ProductSnapshot | None:
        """Return one product; None if the shop has none."""
        return products.product(self._client, external_id)

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        """Yield products changed since, oldest change first."""
        return products.products(self._client, updated_since=updated_since)

    def count(self, kind: Kind, *, created_since: datetime | None = None) -> int | None:
        """Say how many there are."""
        return orders.count(self._client, kind, created_since=created_since)

    def versions(self, kind: Kind, *, created_since: datetime | None = None) -> Iterator[Version]:
        """Yield the id and time of every order or product."""
        return orders.versions(self._client, kind, created_since=created_since)

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        """Make one single-use code; the same key gives the same code. Shopify binds none to an e-mail address."""
        self._needs(Ability.COUPON)
        return discounts.issue(self._client, percent=percent, ends_at=ends_at, key=key)

    def make_codes(self, campaign: CodeCampaign, codes: tuple[str, ...]) -> MadeCodes:
        """Make many single-use codes of one campaign."""
        self._needs(Ability.CODES)
        return discounts.make(self._client, campaign, codes)

    def bind_code(self, made: IssuedCoupon, *, ends_at: datetime, email: str | None = None) -> None:
        """Do nothing: a code of Shopify's ends with its discount and belongs to whoever has it."""

    def end_codes(self, made: tuple[IssuedCoupon, ...]) -> None:
        """Take codes back that nobody used in time."""
        self._needs(Ability.CODES)
        discounts.end(self._client, made)

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        """Ask the store for a return, unless one of the same lines is open."""
        self._needs(Ability.RETURN)
        return returns.request(self._client, order_id=order_id, lines=lines, reason=reason, note=note)

    def decide_return(self, *, return_id: str, approved: bool, note: str, key: str) -> ReturnSnapshot:
        """Approve or decline a return that was asked for."""
        self._needs(Ability.RETURN)
        return returns.decide(self._client, return_id=return_id, approved=approved, note=note)

    def cancel_order(self, order_id: str, *, refund: bool, restock: bool, reason: str, key: str) -> None:
        """Cancel an order that has not left."""
        self._needs(Ability.CANCEL)
        changes.cancel(self._client, order_id, refund=refund, restock=restock, reason=reason)

    def refund_order(
        self, order_id: str, *, lines: tuple[RefundLine, ...], amount: Decimal | None, note: str, key: str
    ) -> RefundSnapshot:
        """Give money back. Without lines and amount: all that is left."""
        self._needs(Ability.REFUND)
        return refunds.refund(self._client, order_id, lines=lines, amount=amount, note=note, key=key)

    def change_address(self, order_id: str, address: AddressSnapshot, *, key: str) -> None:
        """Send an order elsewhere."""
        self._needs(Ability.CHANGE_ADDRESS)
        changes.change_address(self._client, order_id, address)

    def send_invoice(self, order_id: str, *, key: str) -> None:
        """Have Shopify mail the order's invoice to its buyer."""
        self._needs(Ability.SEND_INVOICE)
        changes.send_invoice(self._client, order_id, key)

    def add_note(self, order_id: str, text: str, *, key: str, tell_shopper: bool = False) -> None:
        """Write a note to an order. Shopify mails none to the buyer."""
        self._needs(Ability.NOTE)
        changes.add_note(self._client, order_id, text)

    def _needs(self, ability: Ability) -> None:
        if ability not in self.abilities:
            raise NotPossible(ability)
