"""Everything about a person as one zip: data.json, and the files that came with messages.

Written piece by piece, so that no file is ever whole in memory and nothing is ever plain on the disk.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from integration_app.conversations import outgoing
from integration_app.conversations.models import Attachment, Conversation, DeliveryAttempt
from integration_app.kit import crypto, db, storage
from integration_app.kit.events import EventRow
from integration_app.orders.models import Order
from integration_app.privacy.inventory import INVENTORY, SEALED
from integration_app.privacy.parts import PARTS, Part
from integration_app.privacy.people import Person

CHUNK = 100
README = """Everything that this shop's chat and order mirror (Parley) stores about one person.

data.json   all records, by kind; moments are UTC, sums are exact text
files/      what came with messages, named by the id that data.json gives under "files"
"""

Sections = dict[str, list[dict[str, Any]]]


def sections(person: Person) -> Sections:
    """Return every record about a person by part, inside the open unit. Sealed columns are opened."""
    known = _References(person)
    found = {part.name: [_shown(part, row, known) for row in rows(part, person)] for part in PARTS}
    return {name: listed for name, listed in (found | {"history": _history(person, known)}).items() if listed}


def rows(part: Part, person: Person, *, after: int = 0) -> Iterator[Any]:
    """Yield a part's rows of a person in the order of their ids, a hundred at a time."""
    while batch := db.session().scalars(page(part, person, after)).all():
        after = batch[-1].id
        yield from (row for row in batch if part.matches(person, row))
        db.session().expunge_all()


def page(part: Part, person: Person, after: int) -> Select[Any]:
    """Select the next hundred rows that may be a person's."""
    return select(part.model).where(part.mine(person), part.model.id > after).order_by(part.model.id).limit(CHUNK)


def zipped(person: Person, told: Sections) -> Iterator[bytes]:
    """Yield the zip in pieces, inside the open unit."""
    out = _Pieces()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1, default=_plain))
        yield out.take()
        for file in told.get("files", []):
            yield from _file(archive, out, person.workspace_id, file["public_id"])
    yield out.take()


def _file(archive: zipfile.ZipFile, out: "_Pieces", workspace_id: int, public_id: str) -> Iterator[bytes]:
    try:
        chunks = storage.read(workspace_id, public_id)
        with archive.open(f"files/{public_id}", "w") as target:
            for chunk in chunks:
                target.write(chunk)
                yield out.take()
    except storage.NoFile:
        return


class _Pieces(io.RawIOBase):
    """A file to write to that hands over what was written, and cannot go back."""

    def __init__(self) -> None:
        self._written: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        piece = bytes(part)
        self._written.append(piece)
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = b"".join(self._written)
        self._written.clear()
        return taken


class _References:
    """What ids mean to a reader: which conversation, which order."""

    def __init__(self, person: Person) -> None:
        chats = select(Conversation.id, Conversation.public_id).where(Conversation.id.in_(person.conversations))
        orders = select(Order.id, Order.number).where(Order.id.in_(person.orders))
        self.workspace_id = person.workspace_id
        self.conversations = {row[0]: row[1] for row in db.session().execute(chats)}
        self.orders = {row[0]: row[1] for row in db.session().execute(orders)}

    def of(self, row: Any) -> dict[str, Any]:
        """Name the conversation and the order that a row belongs to."""
        chat, order = getattr(row, "conversation_id", None), getattr(row, "order_id", None)
        named = {"conversation": self.conversations.get(chat or 0), "order": self.orders.get(order or 0)}
        return {name: value for name, value in named.items() if value}


def _shown(part: Part, row: Any, known: _References) -> dict[str, Any]:
    told = known.of(row)
    for column in sorted(part.exported):
        value = getattr(row, column)
        if value is not None and value != []:
            told[column] = _opened(known.workspace_id, row, column, value)
    if isinstance(row, DeliveryAttempt) and row.purpose == outgoing.STAFF_ALERT:
        told.pop("recipient", None)
    if isinstance(row, Attachment):
        told["file"] = f"files/{row.public_id}"
    return told


def _opened(workspace_id: int, row: Any, column: str, value: Any) -> Any:
    """Open a sealed column: all are sealed for their table, column and row. JSON comes back as JSON."""
    place = f"{row.__tablename__}.{column}"
    listed = INVENTORY.get(place)
    if listed is None or listed.kept != SEALED:
        return value
    text = crypto.unseal(getattr(row, "workspace_id", workspace_id), place, row.public_id, value)
    try:
        return json.loads(text)
    except ValueError:
        return text


def _history(person: Person, known: _References) -> list[dict[str, Any]]:
    """List what happened in his conversations and to his orders, from the diary: kinds and times."""
    here = (EventRow.workspace_id == person.workspace_id, EventRow.store_id == person.store_id)
    told: list[dict[str, Any]] = []
    for name, named in (("conversation", known.conversations), ("order", known.orders)):
        about = select(EventRow).where(*here, EventRow.ids[name].as_integer().in_(list(named)))
        told += [
            {"kind": row.kind, "at": row.at, "by": row.actor.partition(":")[0], name: named[row.ids[name]]}
            for row in db.session().scalars(about)
        ]
    return sorted(told, key=lambda one: one["at"])


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
