"""Speaking to the demo shop's store API."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from integration_app.platforms import Connection, fields
from integration_app.platforms.demo import terms
from integration_app.platforms.demo.calls import Api
from integration_app.platforms.protocol import (
    Ability,
    AddressSnapshot,
    CodeCampaign,
    IssuedCoupon,
    Kind,
    MadeCodes,
    OrderSnapshot,
    ProductSnapshot,
    RefundLine,
    RefundSnapshot,
    ReturnSnapshot,
    ShopSnapshot,
    TermsSnapshot,
    Version,
)
from integration_app.platforms.shopify import read

TOKEN = "access_token"  # noqa: S105 the secret's name


def connect(connection: Connection) -> "DemoShop":
    """Return the adapter for the demo shop at a connection's address."""
    return DemoShop(connection.address, connection.secrets.get(TOKEN, ""))


class DemoShop:
    """One demo shop. It keeps :class:`Platform`'s promises: its keys are the shop's own."""

    def __init__(self, address: str, token: str) -> None:
        self._api = Api(address, token)

    @property
    def abilities(self) -> frozenset[Ability]:
        """Say that the demo shop can be asked for everything."""
        return frozenset(Ability)

    def shop(self) -> ShopSnapshot:
        """Return the shop's own data."""
        return read.shop(self._api.get("/shop"))

    def terms(self) -> TermsSnapshot:
        """Return where the shop sends, how it is paid and what it promises."""
        return terms.read(self._api.get("/terms"))

    def order(self, external_id: str) -> OrderSnapshot | None:
        """Return one order with parcels, scans, refunds and returns; None if the shop has none."""
        found = self._api.find(f"/orders/{external_id}")
        return read.order(found) if found else None

    def orders(
        self, *, updated_since: datetime | None = None, created_since: datetime | None = None
    ) -> Iterator[OrderSnapshot]:
        """Yield orders changed since, oldest change first."""
        wanted = {"updated_since": _time(updated_since), "created_since": _time(created_since)}
        return map(read.order, self._api.pages("/orders", **wanted))

    def product(self, external_id: str) -> ProductSnapshot | None:
        """Return one product; None if the shop has none."""
        found = self._api.find(f"/products/{external_id}")
        return self._product(found) if found else None

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        """Yield products changed since."""
        return map(self._product, self._api.pages("/products", since=_time(updated_since)))

    def count(self, kind: Kind, *, created_since: datetime | None = None) -> int | None:
        """Say how many there are."""
        since = {"created_since": _time(created_since)} if created_since else None
        return fields.whole(self._api.get(f"/{kind}/count", since), "count")

    def versions(self, kind: Kind, *, created_since: datetime | None = None) -> Iterator[Version]:
        """Yield the id and time of every order or product."""
        for item in self._api.pages(f"/{kind}/versions", created_since=_time(created_since)):
            yield Version(fields.needed(item, "id"), fields.moment(item, "updated_at"))

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        """Make one single-use code; the same key gives the same code. The shop binds none to an e-mail."""
        wanted = {"percent": str(percent), "ends_at": ends_at.isoformat(), "key": key}
        return _code(self._api.post("/discounts", wanted))

    def make_codes(self, campaign: CodeCampaign, codes: tuple[str, ...]) -> MadeCodes:
        """Make many single-use codes of one campaign."""
        wanted = {
            "key": campaign.key,
            "title": campaign.title,
            "percent": str(campaign.percent),
            "ends_at": _time(campaign.ends_at),
            "codes": list(codes),
        }
        made = self._api.post("/campaigns", wanted)
        return MadeCodes(fields.needed(made, "campaign_id"), tuple(_code(one) for one in fields.parts(made, "codes")))

    def bind_code(self, made: IssuedCoupon, *, ends_at: datetime, email: str | None = None) -> None:
        """Note on a code when it ends; the shop binds none to an e-mail."""
        self._api.post(f"/discounts/{made.code}/end", {"ends_at": ends_at.isoformat()})

    def end_codes(self, made: tuple[IssuedCoupon, ...]) -> None:
        """Take codes back that nobody used in time."""
        self._api.post("/discounts/end", {"codes": [one.code for one in made]})

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        """Ask the shop for a return; the same key asks once."""
        wanted = {
            "order_id": order_id,
            "lines": [{"line_item_id": line, "quantity": quantity} for line, quantity in lines],
            "reason": reason,
            "note": note,
            "key": key,
        }
        return read.return_(self._api.post("/returns", wanted))

    def decide_return(self, *, return_id: str, approved: bool, note: str, key: str) -> ReturnSnapshot:
        """Approve or decline a return that was asked for."""
        wanted = {"approved": approved, "note": note, "key": key}
        return read.return_(self._api.post(f"/returns/{return_id}/decide", wanted))

    def cancel_order(self, order_id: str, *, refund: bool, restock: bool, reason: str, key: str) -> None:
        """Cancel an order that has not left."""
        wanted = {"refund": refund, "restock": restock, "reason": reason, "key": key}
        self._api.post(f"/orders/{order_id}/cancel", wanted)

    def refund_order(
        self, order_id: str, *, lines: tuple[RefundLine, ...], amount: Decimal | None, note: str, key: str
    ) -> RefundSnapshot:
        """Give money back. Without lines and amount: all that is left."""
        wanted = {
            "lines": [{"id": one.line_id, "quantity": one.quantity, "restock": one.restock} for one in lines],
            "amount": None if amount is None else str(amount),
            "note": note,
            "key": key,
        }
        return read.refund(self._api.post(f"/orders/{order_id}/refunds", wanted))

    def change_address(self, order_id: str, address: AddressSnapshot, *, key: str) -> None:
        """Send an order elsewhere."""
        self._api.post(f"/orders/{order_id}/address", {"address": asdict(address), "key": key})

    def send_invoice(self, order_id: str, *, key: str) -> None:
        """Have the shop mail the invoice to the buyer again."""
        self._api.post(f"/orders/{order_id}/invoice", {"key": key})

    def add_note(self, order_id: str, text: str, *, key: str, tell_shopper: bool = False) -> None:
        """Write a note to an order; ``tell_shopper`` mails it."""
        self._api.post(f"/orders/{order_id}/notes", {"text": text, "tell_shopper": tell_shopper, "key": key})

    def _product(self, payload: Mapping[str, Any]) -> ProductSnapshot:
        found = read.product(payload)
        return replace(found, url=f"{self._api.address}/products/{found.handle}")


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _code(payload: Mapping[str, Any]) -> IssuedCoupon:
    code = fields.needed(payload, "code")
    return IssuedCoupon(code, fields.needed(payload, "apply_url", limit=2000), external_id=code)
