"""The team's list: what is due first, page by page, each row with what is new in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from integration_app.conversations.models import Conversation, Message
from integration_app.conversations.posting import SHOPPER
from integration_app.conversations.tags import Tagging
from integration_app.kit import db

PAGE = 50
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_DUE = func.coalesce(Conversation.due_at, literal(_NEVER, db.UtcDateTime()), type_=db.UtcDateTime())
_LAST = func.coalesce(Conversation.last_message_at, Conversation.created_at, type_=db.UtcDateTime())


@dataclass(frozen=True)
class Place:
    """Where a page ended: the next one begins behind it."""

    due_at: datetime | None
    last_at: datetime
    id: int


@dataclass(frozen=True)
class Page:
    """Rows, and where the next page begins."""

    rows: Sequence[Conversation]
    next: Place | None


def page(
    stores: Sequence[int],
    *,
    view: str,
    state: str,
    agent_id: int,
    tag: int | None = None,
    after: Place | None = None,
    limit: int = PAGE,
) -> Page:
    """Return one page of a view ("mine", "unassigned", "all") in a state ("open", "closed"), perhaps of one tag."""
    listed = select(Conversation).where(_shown(stores), _view(view, state, agent_id))
    if tag is not None:
        listed = listed.where(Conversation.id.in_(select(Tagging.conversation_id).where(Tagging.tag_id == tag)))
    if after is not None:
        listed = listed.where(_behind(after))
    ordered = listed.order_by(_DUE, _LAST.desc(), Conversation.id.desc())
    rows = db.session().scalars(ordered.limit(limit + 1)).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], Place(last.due_at, last.last_message_at or last.created_at, last.id))


def counts(stores: Sequence[int], *, agent_id: int) -> dict[str, int]:
    """Count what is open in each view."""

    def count(view: str) -> int:
        counted = select(func.count()).select_from(Conversation)
        return int(db.session().scalar(counted.where(_shown(stores), _view(view, "open", agent_id))) or 0)

    return {view: count(view) for view in ("mine", "unassigned", "all")}


def unread(ids: Sequence[int]) -> dict[int, int]:
    """Count what shoppers wrote and the team has not read, by conversation."""
    fresh = (
        select(Message.conversation_id, func.count())
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Message.conversation_id.in_(ids), Message.author == SHOPPER, Message.seq > Conversation.read_by_agent)
        .group_by(Message.conversation_id)
    )
    return {row[0]: row[1] for row in db.session().execute(fresh)}


def _shown(stores: Sequence[int]) -> ColumnElement[bool]:
    """Leave out chats in which only we have spoken (nobody's work), and those of which only counts are left."""
    return and_(Conversation.store_id.in_(stores), Conversation.shopper_seq > 0, Conversation.erased_at.is_(None))


def _view(view: str, state: str, agent_id: int) -> ColumnElement[bool]:
    open_views = {
        "mine": and_(Conversation.holder == "agent", Conversation.agent_id == agent_id),
        "unassigned": Conversation.holder == "queue",
        "all": Conversation.holder != "closed",
    }
    closed = Conversation.holder == "closed"
    closed_views = {
        "mine": and_(closed, Conversation.agent_id == agent_id),
        "unassigned": and_(closed, Conversation.agent_id.is_(None)),
        "all": closed,
    }
    return (closed_views if state == "closed" else open_views)[view]


def _behind(place: Place) -> ColumnElement[bool]:
    due = literal(place.due_at or _NEVER, db.UtcDateTime())
    last = literal(place.last_at, db.UtcDateTime())
    earlier = or_(last > _LAST, and_(last == _LAST, Conversation.id < place.id))
    return or_(due < _DUE, and_(due == _DUE, earlier))
