"""What is asked for about people's data, and what goes by itself when its time is over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from integration_app.conversations.models import Origin
from integration_app.kit import clock, db, events, queue
from integration_app.kit.errors import Refusal
from integration_app.privacy import erasing, rules
from integration_app.privacy.models import ERASE, ERASE_STORE, EXPORT, PrivacyRequest
from integration_app.privacy.people import Subject
from integration_app.shoppers.models import OneTimeCode
from integration_app.stores.models import Agent, Store

BATCH = 100
OPEN = ("waiting", "held", "running")


class NotHoldable(Refusal):
    """Only an erasure that has not begun can be held back."""

    code, status = "not_holdable", 409


def ask(store: Store, kind: str, subject: Subject, *, source: str, agent: Agent | None = None) -> PrivacyRequest:
    """Take down a request about one person, with its deadline; a worker does it after the commit."""
    told = {
        "email": subject.email,
        "phone": subject.phone,
        "customer_id": subject.customer_id,
        "order_ids": list(subject.order_ids),
    }
    return _take_down(store, kind, source, {name: value for name, value in told.items() if value}, agent)


def ask_for_store(store: Store, *, source: str) -> PrivacyRequest:
    """Take down that everything of a store is to go; the same wish twice is one request."""
    open_one = select(PrivacyRequest).where(
        PrivacyRequest.store_id == store.id, PrivacyRequest.kind == ERASE_STORE, PrivacyRequest.state.in_(OPEN)
    )
    known = db.session().scalar(open_one)
    return known or _take_down(store, ERASE_STORE, source, {"shop": store.shop_domain, "name": store.name}, None)


def _take_down(store: Store, kind: str, source: str, told: Mapping[str, Any], agent: Agent | None) -> PrivacyRequest:
    now = clock.now()
    request = PrivacyRequest(
        public_id=db.new_public_id(),
        workspace_id=store.workspace_id,
        store_id=store.id,
        kind=kind,
        source=source,
        agent_id=agent.id if agent else None,
        state="waiting",
        progress={},
        counts={},
        requested_at=now,
        deadline_at=now + rules.DEADLINE,
        queue=queue.STORE,
        attempts=0,
        next_at=now + queue.RING_AGAIN,
    )
    erasing.seal(request, dict(told))
    db.session().add(request)
    db.session().flush()
    actor = f"agent:{agent.id}" if agent else "store" if source == "platform" else "system"
    events.record("privacy.requested", workspace=store.workspace_id, store=store.id, actor=actor, request=request.id)
    return request


def hold(request: PrivacyRequest, *, until: datetime, because: str) -> None:
    """Hold an erasure back until a day, for a reason that the law knows. :raises NotHoldable:"""
    if request.kind != ERASE or request.state not in {"waiting", "held"}:
        raise NotHoldable
    request.state, request.held_until, request.held_because = "held", until, because[:200]
    request.next_at = rules.next_look(rules.Hold(until, because), clock.now())


def release(request: PrivacyRequest) -> None:
    """Let a held erasure go on now. :raises NotHoldable:"""
    if request.state != "held":
        raise NotHoldable
    request.state, request.held_until, request.held_because = "waiting", None, None
    request.next_at = clock.now()


def note_handed_over(request: PrivacyRequest) -> None:
    """Note that somebody fetched the export, to give it to the person."""
    request.handed_over_at = request.handed_over_at or clock.now()
    request.state = "done"
    request.done_at = request.done_at or request.handed_over_at


def expire() -> int:
    """Delete up to a hundred of what has an end: addresses of conversations, spent codes, exports; return how many."""
    return sum(_delete_ended(model) for model in (Origin, OneTimeCode)) + _delete_exports()


def _delete_ended(model: type[Origin] | type[OneTimeCode]) -> int:
    ended = select(model.id).where(model.expires_at < clock.now()).limit(BATCH).execution_options(every_store=True)
    ids = list(db.session().scalars(ended))
    db.session().execute(delete(model).where(model.id.in_(ids)))
    return len(ids)


def _delete_exports() -> int:
    ended = select(PrivacyRequest).where(PrivacyRequest.kind == EXPORT, PrivacyRequest.expires_at < clock.now())
    rows = db.session().scalars(ended.limit(BATCH).execution_options(every_store=True)).all()
    for row in rows:
        erasing.drop_export(row)
    return len(rows)
