"""What is known about shoppers, and what is proved right now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from integration_app.kit import clock, db
from integration_app.shoppers.models import Alias, Proof, Shopper
from integration_app.shoppers.rules import Strength


@dataclass(frozen=True)
class Held:
    """A proof that holds now: for one order, or (order empty) for a signed-in customer."""

    strength: Strength
    order_id: int | None
    shopper_id: int | None
    proved_at: datetime
    expires_at: datetime


def proofs(store_id: int, conversation_id: int, *, device: str | None) -> tuple[Held, ...]:
    """List what was proved on a device of a conversation (None: on any) and has not lapsed, strongest first."""
    mine = [Proof.store_id == store_id, Proof.conversation_id == conversation_id, Proof.expires_at > clock.now()]
    if device is not None:
        mine.append(Proof.device == device)
    rows = db.session().scalars(select(Proof).where(*mine).order_by(Proof.id))
    held = [Held(Strength.of(p.kind), p.order_id, p.shopper_id, p.proved_at, p.expires_at) for p in rows]
    return tuple(sorted(held, key=lambda proof: -proof.strength))


def strength_for(held: tuple[Held, ...], *, order_id: int, shopper_id: int | None) -> Strength:
    """Say how well an order is proved, given whose it is in the store."""
    mine = [p.strength for p in held if p.order_id == order_id]
    mine += [p.strength for p in held if p.order_id is None and p.shopper_id is not None and p.shopper_id == shopper_id]
    return max(mine, default=Strength.NONE)


def same_person(shopper_id: int, *, store_id: int) -> frozenset[int]:
    """Return all rows that are this person, himself included. For recognising, never for opening orders."""
    known = {shopper_id}
    fresh = {shopper_id}
    while fresh:
        pairs = select(Alias.shopper_id, Alias.same_as_id).where(
            Alias.store_id == store_id, or_(Alias.shopper_id.in_(fresh), Alias.same_as_id.in_(fresh))
        )
        fresh = {id for pair in db.session().execute(pairs) for id in pair} - known
        known |= fresh
    return frozenset(known)


def shopper(store_id: int, id: int) -> Shopper | None:
    """Return a shopper of a store."""
    return db.session().scalars(select(Shopper).where(Shopper.store_id == store_id, Shopper.id == id)).one_or_none()
