"""Everything that can be stored about one person, each personal column filled with a mark of its own."""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, LargeBinary, select

from integration_app.conversations.models import Attachment, Conversation, DeliveryAttempt, Message, Note, Origin
from integration_app.kit import clock, crypto, db, limits, queue, storage
from integration_app.kit.inbox import Delivery
from integration_app.orders.action_models import OrderAction
from integration_app.orders.models import Fulfilment, Order, OrderLine, Refund, StoreReturn, TrackingEvent
from integration_app.orders.watching import TrackedNumber
from integration_app.privacy import Subject
from integration_app.privacy.inventory import INVENTORY, Whose
from integration_app.shoppers.models import Alias, OneTimeCode, Proof, Shopper
from integration_app.stores.models import Agent, Store
from integration_app.tickets.models import Return, Ticket
from integration_app.triggers.models import Campaign, Cart, Coupon, Firing, Trigger

EMAIL = "cleo.everything@mail.example"
CUSTOMER = "7064055069303700841"
ORDER = "5678901234567890123"
_marks = itertools.count(100_000)


@dataclass
class Somebody:
    """Whom the rows are about, and which mark stands in which column."""

    store: Store
    agent: Agent
    marks: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        """Name the person as a platform does."""
        return Subject(EMAIL, None, CUSTOMER, (ORDER,))

    def add(self, row: Any) -> Any:
        """Fill a row's personal columns and store it."""
        table = row.__table__
        if "public_id" in table.columns and row.public_id is None:
            row.public_id = db.new_public_id()
        for column in table.columns:
            place = f"{table.name}.{column.name}"
            kept = INVENTORY.get(place)
            if kept and kept.whose is Whose.SHOPPER and getattr(row, column.name) is None:
                setattr(row, column.name, self._filled(place, column, row))
        db.session().add(row)
        db.session().flush()
        self.rows[table.name] = row
        return row

    def _filled(self, place: str, column: Any, row: Any) -> Any:
        if getattr(column.type, "length", None) == 2:
            return "FR"
        mark = self.marks[place] = f"zq{next(_marks)}x"
        if isinstance(column.type, LargeBinary):
            workspace = getattr(row, "workspace_id", None) or self.store.workspace_id
            return crypto.seal(workspace, place, row.public_id, mark)
        if isinstance(column.type, JSON):
            empty = {"fulfilments.tracking": [{"company": "DHL", "number": mark}], "carts.lines": [{"title": mark}]}
            return empty.get(place, {"name": mark})
        return mark


def everything(store: Store, agent: Agent) -> Somebody:
    """Write a row of each kind about Cleo, inside the open unit."""
    made, now, ours = Somebody(store, agent), clock.now(), {"store_id": store.id}
    both = ours | {"workspace_id": store.workspace_id}
    money = {"currency": "EUR"}
    cleo = made.add(Shopper(**ours, email=EMAIL, external_id=CUSTOMER, created_at=now))
    guest = made.add(Shopper(**ours, created_at=now))
    made.add(Alias(**ours, shopper_id=guest.id, same_as_id=cleo.id, reason="tests", created_at=now))
    sold = {"total": Decimal(113), "refunded": Decimal(0), "discount_codes": [], "mirrored_at": now, "created_at": now}
    order = made.add(Order(**ours, **money, **sold, external_id=ORDER, number="LG-1", email=EMAIL, financial="paid"))
    order.shopper_id = cleo.id
    in_order = ours | {"order_id": order.id}
    part = in_order | {"order_external_id": ORDER}
    made.add(OrderLine(**in_order, external_id="l1", title="Lamp", quantity=1, price=Decimal(89), discount=Decimal(0)))
    made.add(Fulfilment(**part, external_id="f1", progress="in_transit", lines=[]))
    watched = {"order_external_id": ORDER, "fulfilment_external_id": "f1", "wanted_at": now}
    made.add(TrackedNumber(**in_order, **watched))
    scan = {"fulfilment_external_id": "f1", "progress": "in_transit", "happened_at": now}
    made.add(TrackingEvent(**part, **scan, external_id="e1"))
    made.add(Refund(**part, **money, external_id="r1", amount=Decimal(5), lines=[]))
    made.add(StoreReturn(**part, external_id="t1", state="open", lines=[]))
    chat = Conversation(**both, shopper_id=cleo.id, email=EMAIL, last_seq=1, shopper_seq=1, created_at=now)
    chat = made.add(chat)
    in_chat = ours | {"conversation_id": chat.id}
    talk = both | {"conversation_id": chat.id}
    message = made.add(Message(**talk, seq=1, author="shopper", created_at=now))
    file = made.add(Attachment(**ours, message_id=message.id, content_type="image/png", size=7, created_at=now))
    made.marks["file"] = "zqfilemark"
    storage.keep(store.workspace_id, file.public_id, b"zqfilemark")
    made.add(Note(**talk, agent_id=agent.id, after_seq=1, created_at=now))
    made.add(Origin(**in_chat, seen_at=now, expires_at=now + timedelta(days=180)))
    job = {"queue": queue.MAIL, "attempts": 1}
    made.add(DeliveryAttempt(**talk, **job, purpose="request", dedupe_key="request:1", created_at=now))
    _mail_beside(made, both, job)
    made.add(OneTimeCode(**in_chat, order_id=order.id, tries=0, created_at=now, expires_at=now))
    proof = {"device": "own", "kind": "signed_in", "proved_at": now, "expires_at": now}
    made.add(Proof(**in_chat, **proof, order_id=order.id, shopper_id=cleo.id))
    _bubble(made, ours, chat.id)
    made.add(Ticket(**talk, order_id=order.id, reference="P-1", created_at=now, closed_at=now))
    asked = {"reference": "R-1", "request_key": "k", "reason": "other", "lines": [], "amount": Decimal(1)}
    made.add(Return(**talk, **asked, **money, order_id=order.id, requested_at=now))
    wanted = {"kind": "note", "request_key": "n1", "asked_by": "shopper", "state": "done", "asked_at": now}
    made.add(OrderAction(**talk, **wanted, **money, order_id=order.id, refunds_before=[]))
    made.add(Cart(**ours, email=EMAIL, items=1))
    _webhook(made, both)
    limits.hit("proof.order", f"{store.id}|LG-1")
    limits.hit("proof.visitor", str(chat.id))
    return made


def _mail_beside(made: Somebody, both: dict[str, Any], job: dict[str, Any]) -> None:
    """A mail to her that belongs to no conversation: only its sealed recipient tells."""
    id = db.new_public_id()
    to = crypto.seal(made.store.workspace_id, "delivery_attempts.recipient", id, EMAIL)
    once = {"purpose": "code", "dedupe_key": "code:1", "created_at": clock.now()}
    made.add(DeliveryAttempt(**both, **job, **once, public_id=id, recipient=to))


def _bubble(made: Somebody, ours: dict[str, Any], conversation_id: int) -> None:
    now = clock.now()
    campaign = Campaign(**ours, name="Hello", percent=Decimal(10), created_at=now)
    trigger = Trigger(**ours, name="Hello", kind="dwell", created_at=now)
    db.session().add_all([campaign, trigger])
    db.session().flush()
    firing = made.add(Firing(**ours, trigger_id=trigger.id, conversation_id=conversation_id, fired_at=now))
    told = {"code": "HELLO-1", "percent": Decimal(10), "reserved": Decimal(1), "reserved_at": now, "ends_at": now}
    made.add(Coupon(**ours, **told, campaign_id=campaign.id, firing_id=firing.id, conversation_id=conversation_id))


def _webhook(made: Somebody, both: dict[str, Any]) -> None:
    """A handled delivery of her order: only its body tells whose it is."""
    id, now = db.new_public_id(), clock.now()
    mark = made.marks["deliveries.body"] = f"zq{next(_marks)}x"
    body = f'{{"id": {ORDER}, "note": "{mark}"}}'
    sealed = crypto.seal(made.store.workspace_id, "deliveries.body", id, body)
    came = {"source": "shopify", "sender": made.store.shop_domain, "topic": "orders/updated", "delivery_key": id}
    job = {"queue": queue.WEBHOOKS, "attempts": 1, "received_at": now, "handled_at": now, "outcome": "done"}
    made.add(Delivery(**both, **came, **job, public_id=id, body=sealed))


def whole_database(workspace_id: int) -> str:
    """Return everything that stands in the database as one text, what is sealed opened."""
    told = []
    with db.unit(read_only=True):
        for table in db.Base.metadata.sorted_tables:
            for row in db.session().execute(select(table)).mappings():
                told += [_plain(table.name, row, column, workspace_id) for column in row]
    return "\n".join(told)


def _plain(table: str, row: Any, column: str, workspace_id: int) -> str:
    value = row[column]
    if not isinstance(value, bytes):
        return str(value)
    workspace = row.get("workspace_id", workspace_id)
    try:
        return crypto.unseal(workspace, f"{table}.{column}", row.get("public_id", ""), value)
    except crypto.Unreadable:
        return ""
