"""Requests about people's data, for those who answer for them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from integration_app.kit import db
from integration_app.kit.errors import NotFound
from integration_app.kit.text import mask_email
from integration_app.privacy import erasing
from integration_app.privacy.models import PrivacyRequest
from integration_app.privacy.people import Person
from integration_app.stores.models import Store
from integration_app.tickets.models import Ticket


def by_id(id: int) -> PrivacyRequest:
    """Return a request by its row id, as events carry it."""
    return db.session().get_one(PrivacyRequest, id)


def store_of(request: PrivacyRequest) -> Store | None:
    """Return the store that a request is about, while there is one. Another workspace's may have its row id by now."""
    store = db.session().get(Store, request.store_id)
    return store if store and store.workspace_id == request.workspace_id else None


def requests(workspace_id: int, *, limit: int = 200) -> Sequence[PrivacyRequest]:
    """List a workspace's requests, newest first."""
    mine = select(PrivacyRequest).where(PrivacyRequest.workspace_id == workspace_id)
    return db.session().scalars(mine.order_by(PrivacyRequest.id.desc()).limit(limit)).all()


def request(workspace_id: int, public_id: str) -> PrivacyRequest:
    """Return one of a workspace's requests. :raises NotFound: if it is none of them."""
    mine = select(PrivacyRequest).where(
        PrivacyRequest.workspace_id == workspace_id, PrivacyRequest.public_id == public_id
    )
    found = db.session().scalar(mine)
    if found is None:
        raise NotFound("There is no such request.")
    return found


def to_hand_over(workspace_id: int) -> int:
    """Count exports that lie ready and were not fetched."""
    ready = select(func.count()).select_from(PrivacyRequest)
    mine = (PrivacyRequest.workspace_id == workspace_id, PrivacyRequest.state == "ready")
    return int(db.session().scalar(ready.where(*mine)) or 0)


def due_before(workspace_id: int, moment: datetime) -> int:
    """Count requests whose deadline comes before a moment and that are not done; a held one is due, too."""
    counted = select(func.count()).select_from(PrivacyRequest)
    mine = (
        PrivacyRequest.workspace_id == workspace_id,
        PrivacyRequest.state.in_(("waiting", "running", "held", "ready")),
    )
    return int(db.session().scalar(counted.where(*mine, PrivacyRequest.deadline_at < moment)) or 0)


def about(request: PrivacyRequest) -> str | None:
    """Say whom a request is about, hardly readable: c•••@mail.fr, a customer's id, or the shop; None once erased."""
    told = erasing.opened(request)
    if told.get("email"):
        return mask_email(str(told["email"]))
    found = told.get("customer_id") or told.get("shop")
    return str(found) if found else None


def open_disputes(person: Person) -> list[datetime]:
    """List when requests about money were made that are still open: an answer to them may be needed as evidence."""
    theirs = or_(Ticket.conversation_id.in_(person.conversations), Ticket.order_id.in_(person.orders))
    still = select(Ticket.created_at).where(
        Ticket.store_id == person.store_id, Ticket.tier == "A", Ticket.closed_at.is_(None), theirs
    )
    return list(db.session().scalars(still))


def left_before(moment: datetime, *, limit: int = 20) -> Sequence[Store]:
    """List stores that left before a moment and are still here."""
    left = select(Store).where(Store.uninstalled_at < moment).order_by(Store.id).limit(limit)
    return db.session().scalars(left).all()
