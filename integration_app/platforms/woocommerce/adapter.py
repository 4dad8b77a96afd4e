"""One WooCommerce store, in the words of :class:`~integration_app.platforms.protocol.Platform`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from integration_app.kit import log
from integration_app.kit.errors import ProviderError
from integration_app.platforms import Connection, fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import (
    Ability,
    AddressSnapshot,
    CodeCampaign,
    IssuedCoupon,
    MadeCodes,
    NotPossible,
    OrderSnapshot,
    PolicySnapshot,
    ProductSnapshot,
    RefundLine,
    RefundSnapshot,
    ReturnSnapshot,
    ShippingZoneSnapshot,
    ShopSnapshot,
    TermsSnapshot,
    Version,
)
from integration_app.platforms.protocol.platform import Kind
from integration_app.platforms.woocommerce import changes, client, coupons, keys, listing, products, read, terms
from integration_app.platforms.woocommerce import shop as shops
from integration_app.platforms.woocommerce.client import PER_PAGE, Client

_Read = TypeVar("_Read")

ABILITIES = frozenset(Ability) - {Ability.RETURN}
"""WooCommerce knows no returns: they are ours alone."""


def connect(connection: Connection) -> "WooShop":
    """Return the adapter for the store at a connection's address. :raises NoKeys: if it was connected without any."""
    return WooShop(client.of(connection), secret=connection.secrets["consumer_secret"])


class WooShop:
    """One store. It keeps :class:`Platform`'s promises."""

    def __init__(self, speaker: Client, *, secret: str) -> None:
        self._client, self._secret = speaker, secret

    @property
    def abilities(self) -> frozenset[Ability]:
        """Say what this store can be asked to do; no call."""
        return ABILITIES

    def shop(self) -> ShopSnapshot:
        """Return the shop's own data."""
        index = self._client.public("")
        settings = self._client.get("settings/general")
        return shops.shop(index, settings, self._client.front_page(), address=self._client.address)

    def terms(self) -> TermsSnapshot:
        """Return where the shop sends, how it is paid and what it promises."""
        chosen = shops.values(self._client.get("settings/general"))
        currency = fields.currency(chosen, "woocommerce_currency")
        return TermsSnapshot(
            zones=terms.served(self._zones(), chosen),
            payment_methods=terms.payment_methods(self._client.get("payment_gateways")),
            policies=self._policies(),
            currencies=(currency,) if currency else None,
        )

    def order(self, external_id: str) -> OrderSnapshot | None:
        """Return one order; None if the store has none, or only an opened checkout."""
        found = self._client.find(f"orders/{external_id}")
        if found is None or read.is_draft(found):
            return None
        told = read.order(found)
        if told.deleted or told.fulfilments is not None:
            return told
        return read.order(found, self._client.get(f"orders/{external_id}/notes", type="customer"))

    def orders(
        self, *, updated_since: datetime | None = None, created_since: datetime | None = None
    ) -> Iterator[OrderSnapshot]:
        """Yield orders changed since, oldest change first: who stops half-way goes on from the last one's time."""
        for row in listing.changed(self._client, "orders", since=updated_since, created_since=created_since):
            if not read.is_draft(row):
                yield from self._readable(row, read.order)

    def product(self, external_id: str) -> ProductSnapshot | None:
        """Return one product with its variations, or one variation; None if the store has none."""
        found = self._client.find(f"products/{external_id}")
        return None if found is None else self._with_variations(found)

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        """Yield products changed since, oldest change first."""
        for row in listing.changed(self._client, "products", since=updated_since):
            yield from self._readable(row, self._with_variations)

    def count(self, kind: Kind, *, created_since: datetime | None = None) -> int | None:
        """Say how many there are, for a progress bar."""
        params: dict[str, str | int] = {"per_page": 1, "_fields": "id", "dates_are_gmt": "true"}
        if created_since is not None:
            params["after"] = listing.figures(created_since)
        return self._client.page(kind, params).total

    def versions(self, kind: Kind, *, created_since: datetime | None = None) -> Iterator[Version]:
        """Yield the id and time of every order or product."""
        columns = ("id", "date_modified_gmt", "status")
        for row in listing.changed(self._client, kind, created_since=created_since, columns=columns):
            if not read.is_draft(row):
                yield Version(fields.needed_id(row), fields.moment(row, "date_modified_gmt"))

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        """Make one single-use code; the same key gives the same code."""
        code = keys.code(key, self._secret)
        return coupons.issue(self._client, code, percent=percent, ends_at=ends_at, key=key, email=email)

    def make_codes(self, campaign: CodeCampaign, codes: tuple[str, ...]) -> MadeCodes:
        """Make many single-use codes; WooCommerce knows no campaigns, so each code carries its key."""
        return MadeCodes(None, tuple(coupons.make(self._client, campaign, codes)))

    def bind_code(self, made: IssuedCoupon, *, ends_at: datetime, email: str | None = None) -> None:
        """Note on a code from the stock when it ends and whose it is."""
        coupons.bind(self._client, made, ends_at=ends_at, email=email)

    def end_codes(self, made: tuple[IssuedCoupon, ...]) -> None:
        """Take codes back that nobody used in time."""
        coupons.end(self._client, made)

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        """Raise :class:`NotPossible`: returns are ours alone here."""
        raise NotPossible(Ability.RETURN)

    def decide_return(self, *, return_id: str, approved: bool, note: str, key: str) -> ReturnSnapshot:
        """Raise :class:`NotPossible`: returns are ours alone here."""
        raise NotPossible(Ability.RETURN)

    def cancel_order(self, order_id: str, *, refund: bool, restock: bool, reason: str, key: str) -> None:
        """Cancel an order that has not left. The store puts its pieces back by itself, whatever ``restock`` says."""
        changes.cancel(self._client, order_id, refund=refund, reason=reason, key=key)

    def refund_order(
        self, order_id: str, *, lines: tuple[RefundLine, ...], amount: Decimal | None, note: str, key: str
    ) -> RefundSnapshot:
        """Give money back; without lines and amount: all that is left."""
        return changes.give_back(self._client, order_id, lines, amount=amount, note=note, key=key)

    def change_address(self, order_id: str, address: AddressSnapshot, *, key: str) -> None:
        """Send an order elsewhere."""
        changes.change_address(self._client, order_id, address)

    def send_invoice(self, order_id: str, *, key: str) -> None:
        """Have the store mail the order's details to its buyer again."""
        changes.send_invoice(self._client, order_id, key=key)

    def add_note(self, order_id: str, text: str, *, key: str, tell_shopper: bool = False) -> None:
        """Write a note to an order; ``tell_shopper`` has the store mail it."""
        changes.note(self._client, order_id, text, key=key, tell_shopper=tell_shopper)

    def _with_variations(self, payload: Payload) -> ProductSnapshot:
        found = read.product(payload)
        if payload.get("type") not in products.WITH_VARIATIONS:
            return replace(found, variants=found.variants or ())
        path, page = f"products/{found.external_id}/variations", 1
        every: list[Payload] = []
        while True:
            got = self._client.page(path, {"per_page": PER_PAGE, "page": page, "orderby": "id", "order": "asc"}).items
            every += got
            if len(got) < PER_PAGE:
                return replace(found, variants=tuple(products.variation(one) for one in every))
            page += 1

    def _readable(self, row: Payload, read_one: Callable[[Payload], _Read]) -> Iterator[_Read]:
        """Yield what a row says; one that a plugin has spoilt stops no other."""
        try:
            yield read_one(row)
        except Unreadable as error:
            log.logger().warning("unreadable_row", host=self._client.host, id=row.get("id"), error=str(error))

    def _zones(self) -> list[ShippingZoneSnapshot]:
        places: dict[str, list[str]] | None = None
        found = []
        for told in self._client.get("shipping/zones"):
            path = f"shipping/zones/{int(told['id'])}"
            locations, methods = self._client.get(f"{path}/locations"), self._client.get(f"{path}/methods")
            if places is None and any(one.get("type") == "continent" for one in locations):
                places = terms.continents(self._client.get("data/continents"))
            zone = terms.zone(told, locations, methods, places or {})
            if zone is not None:
                found.append(zone)
        return found

    def _policies(self) -> tuple[PolicySnapshot, ...] | None:
        """Read the policy pages by their usual addresses and the shop's setting; None where WordPress hides them."""
        try:
            told = self._client.get("settings/advanced/woocommerce_terms_page_id")
            page = str(told.get("value") or "")
            pages = self._client.public("wp/v2/pages", slug=",".join(terms.KINDS), per_page=PER_PAGE)
            if page and all(str(one.get("id")) != page for one in pages):
                pages += self._client.public("wp/v2/pages", include=page)
        except ProviderError as error:
            if not error.permanent:
                raise
            return None
        found = (terms.policy(one, terms_page=page) for one in pages)
        return tuple(one for one in found if one is not None)
