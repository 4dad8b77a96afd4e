"""Prove things: by number and address, by the store's sign-in (by a code: ``codes``).

Orders lie above this domain, so callers pass what an order can be proved by. Everything here is bound to
one conversation in one store; a proof taken there opens nothing elsewhere.
"""

from dataclasses import dataclass

from sqlalchemy import select, update

from integration_app.kit import clock, db, limits, log
from integration_app.shoppers import rules
from integration_app.shoppers.models import Alias, Proof, Shopper
from integration_app.shoppers.rules import OWN, Claimable, Tries, Verdict


@dataclass(frozen=True)
class Visit:
    """Where a try comes from. An empty address is not counted: it is the platform's own (app proxy) or a terminal's."""

    store_id: int
    conversation_id: int
    address: str = ""
    device: str = OWN


@dataclass(frozen=True)
class Tried:
    """What became of a try, and the order that it opened."""

    verdict: Verdict
    order_id: int | None = None


def prove_pair(visit: Visit, *, number: str, contact: str, claimables: list[Claimable]) -> Tried:
    """Try an order number with an e-mail or phone.

    `claimables` are the store's orders with that number, none if there is none: a wrong pair and an unknown
    order are answered and counted alike.
    """
    order = order_key(visit, number)
    _one_at_a_time(visit, order)
    locked = rules.lock(_tries(visit, order))
    found = rules.matching(contact, claimables)
    if locked:
        return Tried(locked)
    if found is None:
        _count_wrong(visit, order)
        return Tried(Verdict.NO_MATCH)
    prove(visit, "pair", order_id=found.order_id)
    return Tried(Verdict.MATCHED, found.order_id)


def sign_in(visit: Visit, *, customer_id: str) -> Shopper:
    """Note that the store itself says which of its customers this is (app proxy, plugin); return the shopper."""
    found = (
        db.session()
        .scalars(select(Shopper).where(Shopper.store_id == visit.store_id, Shopper.external_id == customer_id))
        .one_or_none()
    )
    if found is None:
        found = Shopper(store_id=visit.store_id, external_id=customer_id, created_at=clock.now())
        db.session().add(found)
        db.session().flush()
    prove(visit, "signed_in", shopper_id=found.id)
    return found


def forget_proofs(visit: Visit) -> None:
    """Let everything that was proved in a conversation lapse now ("forget me on this device")."""
    mine = (Proof.store_id == visit.store_id, Proof.conversation_id == visit.conversation_id)
    db.session().execute(update(Proof).where(*mine, Proof.expires_at > clock.now()).values(expires_at=clock.now()))


def same_person_as(shopper_id: int, other_id: int, *, store_id: int, reason: str) -> None:
    """Note that two rows are one person, once; it can be undone."""
    pair = (Alias.store_id == store_id, Alias.shopper_id == shopper_id, Alias.same_as_id == other_id)
    if shopper_id == other_id or db.session().scalars(select(Alias).where(*pair)).first():
        return
    alias = Alias(store_id=store_id, shopper_id=shopper_id, same_as_id=other_id, reason=reason, created_at=clock.now())
    db.session().add(alias)


def prove(visit: Visit, kind: str, *, order_id: int | None = None, shopper_id: int | None = None) -> None:
    """Write down that something was proved in a conversation; it lapses by itself."""
    now = clock.now()
    proof = Proof(
        device=visit.device,
        store_id=visit.store_id,
        conversation_id=visit.conversation_id,
        kind=kind,
        order_id=order_id,
        shopper_id=shopper_id,
        proved_at=now,
        expires_at=now + rules.LAPSE,
    )
    db.session().add(proof)
    db.session().flush()


def order_key(visit: Visit, number: str) -> str:
    """Name an order number in a store for the limits, whether there is such an order or not."""
    return f"{visit.store_id}|{rules.fold_number(number)}"


def _one_at_a_time(visit: Visit, order: str) -> None:
    """Have tries at one order, and from one line, count each other, whatever many conversations they come from."""
    db.lock("proof", order)
    if visit.address:
        db.lock("proof", limits.network(visit.address))


def _tries(visit: Visit, order: str) -> Tries:
    return Tries(
        order=limits.count("proof.order", order, window=rules.DAY),
        visitor=limits.count("proof.visitor", str(visit.conversation_id), window=rules.HOUR),
        address=limits.count("proof.address", limits.network(visit.address), window=rules.HOUR) if visit.address else 0,
    )


def _count_wrong(visit: Visit, order: str) -> None:
    limits.hit("proof.order", order)
    limits.hit("proof.visitor", str(visit.conversation_id))
    if visit.address:
        limits.hit("proof.address", limits.network(visit.address))
    limits.hit("proof.store", str(visit.store_id))
    if limits.count("proof.store", str(visit.store_id), window=rules.HOUR) == rules.WRONG_A_STORE:
        log.logger().warning("proof_alarm", store=visit.store_id, wrong_tries_an_hour=rules.WRONG_A_STORE)
