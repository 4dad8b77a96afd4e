"""The parts of what is stored about a person: a line a table, with who finds, exports and erases it.

A part exports all columns but those that are ours alone, and erases by deleting its rows or by emptying columns.
A guard proves that every column of the inventory is exported and erased by some part.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_

from integration_app.conversations.models import Attachment, Conversation, DeliveryAttempt, Message, Note, Origin
from integration_app.kit import clock, crypto, db, storage
from integration_app.kit.inbox import Delivery
from integration_app.orders.action_models import OrderAction
from integration_app.orders.models import Fulfilment, Order, OrderLine, Refund, StoreReturn, TrackingEvent
from integration_app.orders.watching import TrackedNumber
from integration_app.privacy import bodies
from integration_app.privacy.people import Person
from integration_app.shoppers.models import Alias, OneTimeCode, Proof, Shopper
from integration_app.tickets.models import Return, Ticket
from integration_app.triggers.models import Cart, Coupon, Firing

_KEYS = frozenset(
    {"id", "store_id", "workspace_id", "conversation_id", "message_id", "order_id", "shopper_id", "same_as_id"}
    | {"trigger_id", "campaign_id", "firing_id", "agent_id", "team_id", "decided_by"}
)
_GUARDS = frozenset(
    {"secret_hash", "code_hash", "address_hash", "digest", "dedupe_key", "request_key", "client_id", "delivery_key"}
    | {"provider_id", "queue", "attempts", "lease_until", "next_at", "leased_until", "sender", "mirrored_at"}
)
_OURS = _KEYS | _GUARDS
"""Columns that join or guard rows and tell nothing about anybody."""

Blank = Callable[[Any], object]


@dataclass(frozen=True)
class Part:
    """One table, as far as it is about a person."""

    name: str
    """What the export calls it."""
    model: Any
    mine: Callable[[Person], ColumnElement[bool]]
    """Rows that may be his: by ids, or all of the store's where only the content tells."""
    blank: Mapping[str, Blank] | None = None
    """What each personal column becomes; None: the rows go."""
    keeps: bool = False
    """Nothing in it is personal once the rest is gone: exported, and left as it is."""
    matches: Callable[[Person, Any], bool] = lambda _person, _row: True
    waits: Callable[[Any], bool] = lambda _row: False
    """Whether a row is still being worked on, so that erasing it comes a little later."""
    before: Callable[[Any], None] = lambda _row: None
    """What has to go with a row, outside of the database."""
    hidden: frozenset[str] = field(default=frozenset())

    @property
    def table(self) -> str:
        """Name the table."""
        return str(self.model.__tablename__)

    @property
    def exported(self) -> frozenset[str]:
        """Name the columns that the export shows."""
        return frozenset(self.model.__table__.columns.keys()) - _OURS - self.hidden

    @property
    def erased(self) -> frozenset[str]:
        """Name the columns of which nothing stays."""
        return frozenset(
            () if self.keeps else self.model.__table__.columns.keys() if self.blank is None else self.blank
        )

    def erase(self, row: Any) -> None:
        """Delete a row, or empty what is personal in it."""
        self.before(row)
        if self.blank is None:
            db.session().delete(row)
            return
        for column, value in self.blank.items():
            setattr(row, column, value(row))


def _gone(*columns: str) -> dict[str, Blank]:
    return dict.fromkeys(columns, lambda _row: None)


def _sealed_empty(column: str) -> Blank:
    return lambda row: crypto.seal(row.workspace_id, f"{row.__tablename__}.{column}", row.public_id, "")


def _now(_row: Any) -> datetime:
    return clock.now()


def _in_conversation(model: Any) -> Callable[[Person], ColumnElement[bool]]:
    return lambda person: model.conversation_id.in_(person.conversations)


def _in_order(model: Any) -> Callable[[Person], ColumnElement[bool]]:
    def mine(person: Person) -> ColumnElement[bool]:
        homeless = model.order_external_id.in_(person.order_ids) if hasattr(model, "order_external_id") else false()
        return or_(model.order_id.in_(person.orders), (model.store_id == person.store_id) & homeless)

    return mine


def _either(model: Any) -> Callable[[Person], ColumnElement[bool]]:
    return lambda person: or_(model.conversation_id.in_(person.conversations), model.order_id.in_(person.orders))


def _attachments(person: Person) -> ColumnElement[bool]:
    messages = Message.__table__.select().with_only_columns(Message.id)
    return Attachment.message_id.in_(messages.where(Message.conversation_id.in_(person.conversations)))


def _carts(person: Person) -> ColumnElement[bool]:
    named = or_(
        Cart.email.in_(person.emails),
        Cart.token.in_(person.cart_tokens),
        Cart.checkout_token.in_(person.cart_tokens),
    )
    return (Cart.store_id == person.store_id) & named


def _mails(person: Person) -> ColumnElement[bool]:
    return or_(DeliveryAttempt.conversation_id.in_(person.conversations), DeliveryAttempt.store_id == person.store_id)


def _is_his_mail(person: Person, row: DeliveryAttempt) -> bool:
    if row.conversation_id in person.conversations:
        return True
    return bodies.recipient(row) in person.emails


def _deliveries(person: Person) -> ColumnElement[bool]:
    return or_(
        Delivery.store_id == person.store_id, Delivery.sender == person.shop_domain, Delivery.source == bodies.MAIL
    )


PARTS: tuple[Part, ...] = (
    Part("files", Attachment, _attachments, before=lambda row: storage.delete(row.public_id)),
    Part("messages", Message, _in_conversation(Message)),
    Part("notes", Note, _in_conversation(Note)),
    Part("addresses", Origin, _in_conversation(Origin)),
    Part("mails", DeliveryAttempt, _mails, matches=_is_his_mail),
    Part("codes", OneTimeCode, _either(OneTimeCode)),
    Part("proofs", Proof, _either(Proof)),
    Part(
        "bubbles",
        Firing,
        _in_conversation(Firing),
        blank=_gone("page", "cart_token", "address_hash") | {"visit": lambda row: f"erased-{row.id}"},
    ),
    Part("coupons", Coupon, _in_conversation(Coupon), keeps=True),
    Part("requests", Ticket, _either(Ticket), blank={"request": _sealed_empty("request")}),
    Part("asked_returns", Return, _either(Return), blank=_gone("note", "answer")),
    Part(
        "wishes",
        OrderAction,
        lambda person: OrderAction.order_id.in_(person.orders),
        waits=lambda row: row.state in {"asked", "doing"},
        hidden=frozenset({"asked_by"}),
    ),
    Part("order_lines", OrderLine, lambda person: OrderLine.order_id.in_(person.orders), keeps=True),
    Part("refunds", Refund, _in_order(Refund), blank=_gone("reason")),
    Part("returns", StoreReturn, _in_order(StoreReturn), keeps=True),
    Part("scans", TrackingEvent, _in_order(TrackingEvent), blank=_gone("message", "city")),
    Part(
        "parcels",
        Fulfilment,
        _in_order(Fulfilment),
        blank={"tracking": lambda _row: [], "digest": lambda _row: None},
    ),
    Part("tracked_numbers", TrackedNumber, lambda person: TrackedNumber.order_id.in_(person.orders)),
    Part("carts", Cart, _carts),
    Part(
        "conversations",
        Conversation,
        lambda person: Conversation.id.in_(person.conversations),
        blank=_gone("shopper_id", "email", "name", "gist", "summary", "assistant_state", "page", "page_title")
        | _gone("referrer", "cart_token", "due_at", "waiting_since")
        | {
            "zone": lambda _row: "UTC",
            "secret_hash": lambda _row: crypto.lookup_hash("conversation", secrets.token_urlsafe(32)),
            "holder": lambda _row: "closed",
            "closed_at": lambda row: row.closed_at or clock.now(),
            "forgotten_at": lambda row: row.forgotten_at or clock.now(),
            "erased_at": _now,
        },
    ),
    Part(
        "orders",
        Order,
        lambda person: Order.id.in_(person.orders),
        blank=_gone("shopper_id", "email", "phone", "locale", "cart_token", "checkout_token", "status_url")
        | _gone("cancel_reason", "digest")
        | {
            "shipping": lambda row: {"country": (row.shipping or {}).get("country")},
            "attributes": lambda _row: {},
            "erased_at": _now,
        },
    ),
    Part("same_person", Alias, lambda p: or_(Alias.shopper_id.in_(p.shoppers), Alias.same_as_id.in_(p.shoppers))),
    Part("person", Shopper, lambda person: Shopper.id.in_(person.shoppers)),
    Part(
        "webhooks",
        Delivery,
        _deliveries,
        blank=_gone("body", "error", "next_at"),
        matches=bodies.concerns,
        waits=lambda row: row.handled_at is None and row.failed_at is None,
    ),
)
"""In the order in which they are erased: what hangs on a row goes before it."""
