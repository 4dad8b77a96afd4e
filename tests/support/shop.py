"""A store that does what it is asked, refuses, or does it and loses the answer, as a test says.

It stands where an adapter does and keeps the protocol's promise: the same key happens once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from integration_app import platforms
from integration_app.kit import clock
from integration_app.kit.errors import ProviderError
from integration_app.platforms import Connection
from integration_app.platforms.protocol import (
    Ability,
    AddressSnapshot,
    CodeCampaign,
    Financial,
    IssuedCoupon,
    MadeCodes,
    OrderSnapshot,
    RefundLine,
    RefundSnapshot,
    ReturnSnapshot,
    ReturnState,
)

LOST = ProviderError("The store did not answer.", permanent=False)
BUSY = ProviderError("The store is busy.", permanent=False, status=429)


def refusal(words: str) -> ProviderError:
    """A no for good, in the store's words."""
    return ProviderError(words, permanent=True, status=422)


@dataclass
class Shop:
    """One store. ``fails`` is raised before it does anything, ``loses`` after it did, each once."""

    orders: dict[str, OrderSnapshot] = field(default_factory=dict)
    abilities: frozenset[Ability] = frozenset(Ability)
    fails: list[ProviderError] = field(default_factory=list)
    loses: list[ProviderError] = field(default_factory=list)
    done: dict[str, Any] = field(default_factory=dict)
    """What happened, by key."""
    calls: list[str] = field(default_factory=list)
    codes: dict[str, IssuedCoupon] = field(default_factory=dict)
    bound: list[tuple[str, datetime, str | None]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def order(self, external_id: str) -> OrderSnapshot | None:
        self.calls.append("order")
        return self.orders.get(external_id)

    def cancel_order(self, order_id: str, *, refund: bool, restock: bool, reason: str, key: str) -> None:
        def cancel() -> None:
            self._change(order_id, cancelled_at=clock.now(), cancel_reason=reason)
            if refund:
                self._pay_back(order_id, self.orders[order_id].total, (), "", key)

        self._once("cancel", key, cancel)

    def refund_order(
        self, order_id: str, *, lines: tuple[RefundLine, ...], amount: Decimal | None, note: str, key: str
    ) -> RefundSnapshot:
        given = self.orders[order_id].total if amount is None else amount
        made: RefundSnapshot = self._once("refund", key, lambda: self._pay_back(order_id, given, lines, note, key))
        return made

    def change_address(self, order_id: str, address: AddressSnapshot, *, key: str) -> None:
        self._once("address", key, lambda: self._change(order_id, shipping=address))

    def send_invoice(self, order_id: str, *, key: str) -> None:
        self._once("invoice", key, lambda: order_id)

    def add_note(self, order_id: str, text: str, *, key: str, tell_shopper: bool = False) -> None:
        self._once("note", key, lambda: text)

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        made = ReturnSnapshot(f"ret-{key}", order_id, ReturnState.REQUESTED, "#R1", lines)
        asked: ReturnSnapshot = self._once("return", key, lambda: made)
        return asked

    def decide_return(self, *, return_id: str, approved: bool, note: str, key: str) -> ReturnSnapshot:
        state = ReturnState.OPEN if approved else ReturnState.DECLINED
        order = next(iter(self.orders), "")
        decided: ReturnSnapshot = self._once(
            "decide_return", key, lambda: ReturnSnapshot(return_id, order, state, "#R1", note=note)
        )
        return decided

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        made: IssuedCoupon = self._once("coupon", key, lambda: _code(f"ONE-{key[:6]}"))
        return made

    def make_codes(self, campaign: CodeCampaign, codes: tuple[str, ...]) -> MadeCodes:
        def make() -> MadeCodes:
            made = tuple(self.codes.setdefault(code, _code(code)) for code in codes)
            return MadeCodes(f"discount-{campaign.key}", made)

        made: MadeCodes = self._once("codes", f"{campaign.key}:{codes}", make)
        return made

    def bind_code(self, made: IssuedCoupon, *, ends_at: datetime, email: str | None = None) -> None:
        self.bound.append((made.code, ends_at, email))

    def end_codes(self, made: tuple[IssuedCoupon, ...]) -> None:
        self._once("end", f"end {made}", lambda: self.ended.extend(one.code for one in made))

    def _once(self, what: str, key: str, do: Callable[[], Any]) -> Any:
        self.calls.append(what)
        if self.fails:
            raise self.fails.pop(0)
        if key not in self.done:
            self.done[key] = do()
        if self.loses:
            raise self.loses.pop(0)
        return self.done[key]

    def _change(self, order_id: str, **values: Any) -> None:
        self.orders[order_id] = replace(self.orders[order_id], updated_at=clock.now(), **values)

    def _pay_back(
        self, order_id: str, amount: Decimal, lines: tuple[RefundLine, ...], note: str, key: str
    ) -> RefundSnapshot:
        before = self.orders[order_id]
        pieces = tuple((line.line_id, line.quantity) for line in lines)
        made = RefundSnapshot(f"ref-{key}", order_id, amount, before.currency, clock.now(), note or None, pieces)
        back = before.refunded + amount
        financial = Financial.REFUNDED if back >= before.total else Financial.PARTIALLY_REFUNDED
        self._change(order_id, refunds=(*(before.refunds or ()), made), refunded=back, financial=financial)
        return made


def serve(shop: Shop, platform: str = "shopify") -> Callable[[], None]:
    """Put a shop where a platform's adapter stands; return what puts the adapter back."""
    before = dict(platforms._makers)

    def connect(_connection: Connection) -> Shop:
        return shop

    platforms.offer(platform, connect)  # type: ignore[arg-type]

    def restore() -> None:
        platforms._makers.clear()
        platforms._makers.update(before)

    return restore


def _code(code: str) -> IssuedCoupon:
    return IssuedCoupon(code, f"https://lumen.example/discount/{code}", f"id-{code}")
