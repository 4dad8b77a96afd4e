"""Who is meant: everything of one store that is about one person, by row ids, so that it is found again half-way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from integration_app.conversations import links
from integration_app.conversations.models import Conversation
from integration_app.kit import db
from integration_app.kit.text import fold_email
from integration_app.orders.models import Fulfilment, Order
from integration_app.shoppers import erased
from integration_app.shoppers.models import Proof, Shopper
from integration_app.shoppers.queries import same_person
from integration_app.stores.models import Store
from integration_app.tickets.models import Return, Ticket


@dataclass(frozen=True)
class Subject:
    """By what a request names somebody."""

    email: str | None = None
    phone: str | None = None
    customer_id: str | None = None
    order_ids: tuple[str, ...] = ()
    """The platform's ids of orders that are listed by name."""


@dataclass(frozen=True)
class Person:
    """One person of one store, and the rows that are about him."""

    store_id: int
    workspace_id: int
    shop_domain: str
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    customer_ids: frozenset[str] = frozenset()
    order_ids: frozenset[str] = frozenset()
    shoppers: frozenset[int] = frozenset()
    orders: frozenset[int] = frozenset()
    conversations: frozenset[int] = frozenset()
    cart_tokens: frozenset[str] = frozenset()
    tracking_numbers: frozenset[str] = frozenset()

    @property
    def reply_tokens(self) -> frozenset[str]:
        """By what mails to his conversations are addressed."""
        return frozenset(links.reply_token(id) for id in self.conversations)

    @property
    def names(self) -> list[str]:
        """By what he is remembered as erased."""
        return [
            *map(erased.of_email, self.emails),
            *map(erased.of_customer, self.customer_ids),
            *map(erased.of_order, self.order_ids),
        ]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON, to be sealed."""
        return {name: sorted(value) for name, value in _sets(self)}

    def knows_more_than(self, other: "Person") -> bool:
        """Say whether rows are found here that are not in the other."""
        return any(not getattr(self, name) <= getattr(other, name) for name in ("shoppers", "orders", "conversations"))

    def joined(self, other: "Person") -> "Person":
        """Return both together."""
        sets: dict[str, Any] = {name: value | getattr(other, name) for name, value in _sets(self)}
        return replace(self, **sets)


def _sets(person: Person) -> Iterator[tuple[str, frozenset[Any]]]:
    return ((name, value) for name, value in vars(person).items() if isinstance(value, frozenset))


def nobody(store: Store) -> Person:
    """Return a person of a store of whom nothing is known."""
    return Person(store.id, store.workspace_id, store.shop_domain)


def from_json(store: Store, told: dict[str, Any]) -> Person:
    """Read what :meth:`Person.to_json` wrote."""
    sets: dict[str, Any] = {name: frozenset(value) for name, value in told.items()}
    return replace(nobody(store), **sets)


def find(store: Store, subject: Subject, *, before: datetime | None = None) -> Person:
    """Find everything of a store that is about one person.

    An account with the same address, guests' orders, other rows known as the same person, chats in which an order of
    his was proved or his address was given. ``before``: only what was there then; what he does after an erasure is
    a new relationship.
    """
    emails = frozenset({fold_email(subject.email)} if subject.email else ())
    shoppers = _shoppers(store.id, subject.customer_id, emails, before)
    emails |= {fold_email(row.email) for row in shoppers if row.email}
    orders = _orders(store.id, [row.id for row in shoppers], emails, subject.order_ids, before)
    ids = frozenset(row.id for row in shoppers)
    chats = _conversations(store.id, ids, [row.id for row in orders], emails, before)
    phones = {subject.phone, *(row.phone for row in shoppers), *(row.phone for row in orders)}
    customers = {subject.customer_id, *(row.external_id for row in shoppers)}
    tokens = {token for row in orders for token in (row.cart_token, row.checkout_token)}
    tokens |= {row.cart_token for row in chats}
    return Person(
        store_id=store.id,
        workspace_id=store.workspace_id,
        shop_domain=store.shop_domain,
        emails=emails | _of_listed(orders, subject.order_ids, emails),
        phones=frozenset(filter(None, phones)),
        customer_ids=frozenset(filter(None, customers)),
        order_ids=frozenset(row.external_id for row in orders) | frozenset(subject.order_ids),
        shoppers=ids,
        orders=frozenset(row.id for row in orders),
        conversations=frozenset(row.id for row in chats),
        cart_tokens=frozenset(filter(None, tokens)),
        tracking_numbers=_numbers([row.id for row in orders]),
    )


def _of_listed(orders: Sequence[Order], listed: Iterable[str], emails: frozenset[str]) -> frozenset[str]:
    """Return the addresses of orders that were listed, where the request names nobody else."""
    if emails:
        return frozenset()
    return frozenset(fold_email(row.email) for row in orders if row.email and row.external_id in listed)


def _numbers(orders: list[int]) -> frozenset[str]:
    told = db.session().scalars(select(Fulfilment.tracking).where(Fulfilment.order_id.in_(orders)))
    return frozenset(number for listed in told for one in listed if (number := one.get("number")))


def _shoppers(
    store_id: int, customer_id: str | None, emails: frozenset[str], before: datetime | None
) -> Sequence[Shopper]:
    here = select(Shopper).where(Shopper.store_id == store_id)
    named = or_(
        and_(Shopper.external_id.is_not(None), Shopper.external_id == customer_id),
        func.lower(Shopper.email).in_(emails),
    )
    found = {row.id: row for row in db.session().scalars(here.where(named))}
    same = {other for id in found for other in same_person(id, store_id=store_id)} - set(found)
    found |= {row.id: row for row in db.session().scalars(here.where(Shopper.id.in_(same)))}
    return [row for row in found.values() if before is None or row.created_at <= before]


def _orders(
    store_id: int, shoppers: list[int], emails: frozenset[str], listed: Iterable[str], before: datetime | None
) -> Sequence[Order]:
    theirs = or_(
        Order.shopper_id.in_(shoppers), func.lower(Order.email).in_(emails), Order.external_id.in_(list(listed))
    )
    rows = db.session().scalars(select(Order).where(Order.store_id == store_id, theirs)).all()
    return [row for row in rows if before is None or row.created_at is None or row.created_at <= before]


def _conversations(
    store_id: int, shoppers: frozenset[int], orders: list[int], emails: frozenset[str], before: datetime | None
) -> Sequence[Conversation]:
    proved = select(Proof.conversation_id).where(
        Proof.store_id == store_id, or_(Proof.order_id.in_(orders), Proof.shopper_id.in_(shoppers))
    )
    asked = select(Return.conversation_id).where(Return.store_id == store_id, Return.order_id.in_(orders))
    taken = select(Ticket.conversation_id).where(Ticket.store_id == store_id, Ticket.order_id.in_(orders))
    nobody_elses = or_(Conversation.shopper_id.is_(None), Conversation.shopper_id.in_(shoppers))
    theirs = or_(
        Conversation.shopper_id.in_(shoppers),
        and_(func.lower(Conversation.email).in_(emails), nobody_elses),
        *(Conversation.id.in_(ids) for ids in (proved, asked, taken)),
    )
    rows = db.session().scalars(select(Conversation).where(Conversation.store_id == store_id, theirs)).all()
    return [row for row in rows if before is None or row.created_at <= before]
