"""Erasing a person, a hundred rows a unit: where it stands is noted in the unit that does it, so it can be taken up.

Nothing is guessed twice: whose rows they are is found at the beginning and kept, sealed, until the end. At the end
it is looked once more, for what came in meanwhile.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from integration_app.kit import clock, crypto, db, limits, storage
from integration_app.kit.events import EventRow, PendingReaction
from integration_app.kit.text import fold_email
from integration_app.orders.models import Order
from integration_app.privacy import exporting, people
from integration_app.privacy.models import EXPORT, PrivacyRequest
from integration_app.privacy.parts import PARTS, Part
from integration_app.privacy.people import Person, Subject
from integration_app.shoppers import erased, fold_number
from integration_app.stores.models import Store

PLACE = "privacy_requests.subject"


def begin(request: PrivacyRequest, store: Store) -> Person:
    """Find whose rows they are, remember him as erased, and keep both for the units that follow."""
    told = opened(request)
    at = _started(request)
    person = people.find(store, subject_of(told), before=at)
    if "person" in told:
        person = person.joined(people.from_json(store, told["person"]))
    erased.remember(store.id, person.names, at=at)
    _forget_tries(store, person)
    seal(request, told | {"person": person.to_json()})
    request.state = "running"
    request.progress = {"part": 0, "after": 0, "waits": False, "at": at.isoformat()}
    return person


def step(request: PrivacyRequest, store: Store) -> bool:
    """Erase up to a hundred rows in the open unit; False once nothing is left to look at."""
    person = people.from_json(store, opened(request)["person"])
    at = dict(request.progress)
    if at["part"] == len(PARTS):
        return _look_again(request, store, person)
    part = PARTS[at["part"]]
    rows = db.session().scalars(exporting.page(part, person, at["after"])).all()
    for row in rows:
        _erase(request, part, person, row, at)
    full = len(rows) == exporting.CHUNK
    at |= {"after": rows[-1].id} if full else {"part": at["part"] + 1, "after": 0}
    request.progress = at
    db.session().flush()
    return True


def waits(request: PrivacyRequest) -> bool:
    """Say whether something was passed over because it is still being worked on."""
    return bool(request.progress.get("waits"))


def finish(request: PrivacyRequest) -> None:
    """Note that it is done, and keep of him only that somebody was erased. Exports that were made of him go, too."""
    told = opened(request)
    for other in _exports(request.store_id):
        if _same(told, opened(other)):
            drop_export(other)
    request.state, request.done_at, request.subject = "done", clock.now(), None


def drop_export(request: PrivacyRequest) -> None:
    """Delete an export's file and whom it was about."""
    storage.delete(request.public_id)
    request.subject, request.expires_at, request.state = None, None, "done"
    request.done_at = request.done_at or clock.now()


def _exports(store_id: int) -> Sequence[PrivacyRequest]:
    made = select(PrivacyRequest).where(PrivacyRequest.store_id == store_id, PrivacyRequest.kind == EXPORT)
    return db.session().scalars(made.where(PrivacyRequest.subject.is_not(None))).all()


def _same(erased_one: dict[str, Any], other: dict[str, Any]) -> bool:
    person = erased_one.get("person", {})
    email = fold_email(str(other.get("email") or ""))
    return email in person.get("emails", ()) or other.get("customer_id") in person.get("customer_ids", ())


def opened(request: PrivacyRequest) -> dict[str, Any]:
    """Unseal whom a request is about."""
    if request.subject is None:
        return {}
    told: dict[str, Any] = json.loads(crypto.unseal(request.workspace_id, PLACE, request.public_id, request.subject))
    return told


def seal(request: PrivacyRequest, told: dict[str, Any]) -> None:
    """Keep whom a request is about."""
    request.subject = crypto.seal(request.workspace_id, PLACE, request.public_id, json.dumps(told, ensure_ascii=False))


def subject_of(told: dict[str, Any]) -> Subject:
    """Return by what a request names somebody."""
    return Subject(told.get("email"), told.get("phone"), told.get("customer_id"), tuple(told.get("order_ids", ())))


def _started(request: PrivacyRequest) -> datetime:
    told = request.progress.get("at")
    return datetime.fromisoformat(told) if told else clock.now()


def _erase(request: PrivacyRequest, part: Part, person: Person, row: Any, at: dict[str, Any]) -> None:
    if part.keeps or not part.matches(person, row):
        return
    if part.waits(row):
        at["waits"] = True
        return
    part.erase(row)
    request.counts = {**request.counts, part.name: request.counts.get(part.name, 0) + 1}


def _look_again(request: PrivacyRequest, store: Store, person: Person) -> bool:
    """Look for what came in while it ran; begin again if there is something."""
    _forget_errors(person)
    again = people.find(store, subject_of(opened(request)), before=_started(request))
    if not again.knows_more_than(person):
        return False
    begin(request, store)
    return True


def _forget_tries(store: Store, person: Person) -> None:
    """Drop the counters that are named after his orders and conversations; those of a network line go in two days."""
    for number in db.session().scalars(select(Order.number).where(Order.id.in_(person.orders))):
        for name in ("proof.order", "code.order"):
            limits.forget(name, f"{store.id}|{fold_number(number)}")
    for conversation in person.conversations:
        for name in ("proof.visitor", "code.visitor"):
            limits.forget(name, str(conversation))


def _forget_errors(person: Person) -> None:
    """Empty what failed jobs about him wrote down: an error may quote an address."""
    failed = (
        select(PendingReaction.id, EventRow.ids)
        .join(EventRow, EventRow.id == PendingReaction.event_id)
        .where(EventRow.workspace_id == person.workspace_id, PendingReaction.error.is_not(None))
    )
    about: dict[str, frozenset[int]] = {"conversation": person.conversations, "order": person.orders}
    rows = db.session().execute(failed).all()
    ids = [row.id for row in rows if any(row.ids.get(name) in mine for name, mine in about.items())]
    db.session().execute(update(PendingReaction).where(PendingReaction.id.in_(ids)).values(error=None))
