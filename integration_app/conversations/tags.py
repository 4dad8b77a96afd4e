"""A store's own tags on its conversations. No tag of one store is ever seen, offered or put on in another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.conversations.posting import Ref
from integration_app.kit import clock, db, events
from integration_app.kit.errors import NotFound, Refusal

LONGEST, MOST = 40, 12
"""Letters of a tag; tags of a conversation."""


class BadTag(Refusal):
    """A tag has 1 to 40 letters."""

    code, status = "bad_tag", 400


class TooManyTags(Refusal):
    """A conversation takes 12 tags. Take one off first."""

    code, status = "too_many_tags", 409


class SameTag(Refusal):
    """There is a tag of that name already."""

    code, status = "same_tag", 409


class Tag(db.Base):
    """One word of a store's own; unique whatever its capitals."""

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("store_id", "folded"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST))
    folded: Mapped[str] = mapped_column(String(LONGEST * 3))
    """Case-folded, which may be longer: "ß" becomes "ss"."""
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class Tagging(db.Base):
    """A tag on a conversation."""

    __tablename__ = "conversation_tags"
    __table_args__ = (UniqueConstraint("conversation_id", "tag_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


@dataclass(frozen=True)
class Counted:
    """A tag and on how many conversations it stands."""

    tag: Tag
    count: int


def put_on(conversation: Ref, name: str, *, agent_id: int) -> Tag:
    """Put a tag of the conversation's store on it, made where it is new; put on twice it stands once.

    :raises BadTag: :raises TooManyTags:
    """
    tag = _tag(conversation.store_id, _clean(name))
    db.lock("tags", conversation.id)
    standing = {one.id for one in of_conversations([conversation.id]).get(conversation.id, [])}
    if tag.id in standing:
        return tag
    if len(standing) >= MOST:
        raise TooManyTags
    row = {"store_id": conversation.store_id, "conversation_id": conversation.id, "tag_id": tag.id}
    db.session().add(Tagging(**row, created_at=clock.now()))
    db.session().flush()
    _record("conversation.tagged", conversation, agent_id, tag.id)
    return tag


def take_off(conversation: Ref, public_id: str, *, agent_id: int) -> None:
    """Take a tag off; one that does not stand there is off already. :raises NotFound: if the store has no such tag."""
    tag = by_public_id(conversation.store_id, public_id)
    standing = delete(Tagging).where(Tagging.conversation_id == conversation.id, Tagging.tag_id == tag.id)
    if db.connection().execute(standing).rowcount:
        _record("conversation.untagged", conversation, agent_id, tag.id)


def rename(tag: Tag, name: str) -> None:
    """Call a tag otherwise, wherever it stands. :raises BadTag: :raises SameTag: if another one is called so."""
    wanted = _clean(name)
    other = select(Tag.id).where(Tag.store_id == tag.store_id, Tag.folded == wanted.casefold(), Tag.id != tag.id)
    if db.session().scalar(other) is not None:
        raise SameTag
    tag.name, tag.folded = wanted, wanted.casefold()


def drop(tag: Tag) -> None:
    """Delete a tag, also from the conversations that carry it."""
    db.session().execute(delete(Tagging).where(Tagging.tag_id == tag.id))
    db.session().delete(tag)
    db.session().flush()


def by_public_id(store_id: int, public_id: str) -> Tag:
    """Return a tag of a store. :raises NotFound: if it has no such one."""
    found = db.session().scalar(select(Tag).where(Tag.store_id == store_id, Tag.public_id == public_id))
    if found is None:
        raise NotFound("There is no such tag.")
    return found


def of_store(store_id: int) -> list[Counted]:
    """List a store's tags by name, each with its count."""
    counted = (
        select(Tag, func.count(Tagging.id))
        .outerjoin(Tagging, Tagging.tag_id == Tag.id)
        .where(Tag.store_id == store_id)
        .group_by(Tag.id)
        .order_by(Tag.folded)
    )
    return [Counted(tag, count) for tag, count in db.session().execute(counted)]


def of_conversations(ids: Sequence[int]) -> Mapping[int, list[Tag]]:
    """Return the tags of conversations, by name."""
    standing = (
        select(Tagging.conversation_id, Tag)
        .join(Tag, Tag.id == Tagging.tag_id)
        .where(Tagging.conversation_id.in_(ids))
        .order_by(Tag.folded)
    )
    found: dict[int, list[Tag]] = {}
    for conversation_id, tag in db.session().execute(standing):
        found.setdefault(conversation_id, []).append(tag)
    return found


def _clean(name: str) -> str:
    wanted = " ".join(name.split())
    if not 0 < len(wanted) <= LONGEST:
        raise BadTag
    return wanted


def _tag(store_id: int, name: str) -> Tag:
    make = sqlite.insert if db.database().is_sqlite else postgresql.insert
    row = {"store_id": store_id, "public_id": db.new_public_id(), "name": name, "created_at": clock.now()}
    db.connection().execute(make(Tag).values(**row, folded=name.casefold()).on_conflict_do_nothing())
    named = select(Tag).where(Tag.store_id == store_id, Tag.folded == name.casefold())
    return db.session().scalars(named).one()


def _record(kind: str, conversation: Ref, agent_id: int, tag_id: int) -> None:
    events.record(
        kind,
        workspace=conversation.workspace_id,
        store=conversation.store_id,
        actor=f"agent:{agent_id}",
        conversation=conversation.id,
        tag=tag_id,
    )
