"""Each personal column of a shopper, one by one: it comes out with an export, and nothing of it outlives an erasure."""

import io
import json
import zipfile

import pytest

from integration_app import privacy, stores
from integration_app.conversations.models import Conversation
from integration_app.kit import db, limits, storage
from integration_app.orders.models import Order
from integration_app.privacy import exporting, reactions
from integration_app.privacy.inventory import HASHED, INVENTORY, Whose
from integration_app.shoppers import rules
from tests.support.cast import Cast
from tests.support.somebody import EMAIL, Somebody, whole_database

MINE = {place for place, kept in INVENTORY.items() if kept.whose is Whose.SHOPPER}
BY_ITSELF = {"limit_hits.key", "erased_marks.name_hash", "privacy_requests.subject", "shoppers.country"}
"""Two days' counters and the marks of the erased hold no text; a request's subject is emptied by the request itself."""


def ask(cleo: Somebody, kind: str) -> int:
    with db.unit():
        id = privacy.ask(stores.by_id(cleo.store.id), kind, cleo.subject, source="console").id
    reactions.run(id)
    return id


def test_the_story_fills_every_personal_column(cleo: Somebody) -> None:
    fixed = {"shoppers.external_id", "shoppers.email", "orders.email", "conversations.email", "carts.email"}
    assert MINE - BY_ITSELF - set(cleo.marks) - fixed == set()


def test_every_column_is_exported(cleo: Somebody) -> None:
    with db.unit(read_only=True):
        told = exporting.sections(privacy.find(stores.by_id(cleo.store.id), cleo.subject))
    text = json.dumps(told, default=str)
    missing = {place for place, mark in cleo.marks.items() if mark not in text and place != "file"}
    assert {place for place in missing if INVENTORY[place].kept != HASHED} == set()
    assert EMAIL in text


def test_the_export_is_a_zip_with_the_files(cleo: Somebody) -> None:
    id = ask(cleo, privacy.EXPORT)
    with db.unit(read_only=True):
        request = reactions.queries.by_id(id)
        assert request.state == "ready"
        content = b"".join(storage.read(request.workspace_id, request.public_id))
    assert b"zqfilemark" not in storage.place(request.public_id).read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    data = json.loads(archive.read("data.json"))
    assert archive.read(data["files"][0]["file"]) == b"zqfilemark"
    assert data["orders"][0]["number"] == "LG-1"
    assert data["history"] is not None if "history" in data else True


def test_nothing_personal_outlives_an_erasure(cleo: Somebody) -> None:
    before = whole_database(cleo.store.workspace_id)
    assert {place for place, mark in cleo.marks.items() if mark not in before} == {"file"}
    ask(cleo, privacy.ERASE)
    after = whole_database(cleo.store.workspace_id)
    assert {place for place, mark in cleo.marks.items() if mark in after} == set()
    assert EMAIL not in after
    with pytest.raises(storage.NoFile):
        storage.read(cleo.store.workspace_id, cleo.rows["attachments"].public_id).__next__()


def test_bookkeeping_keeps_its_sums_and_dates(cleo: Somebody) -> None:
    ask(cleo, privacy.ERASE)
    with db.unit(read_only=True):
        order = db.session().query(Order).one()
        assert (order.number, order.total, order.currency, order.shopper_id) == ("LG-1", 113, "EUR", None)
        assert order.created_at is not None
        assert db.session().query(Conversation).one().created_at is not None


def test_tries_that_were_counted_are_forgotten(cleo: Somebody) -> None:
    ask(cleo, privacy.ERASE)
    with db.unit(read_only=True):
        assert limits.count("proof.order", f"{cleo.store.id}|LG-1", window=rules.DAY) == 0


def test_erasing_twice_is_erasing_once(cleo: Somebody) -> None:
    ask(cleo, privacy.ERASE)
    once = whole_database(cleo.store.workspace_id)
    second = ask(cleo, privacy.ERASE)
    with db.unit(read_only=True):
        assert reactions.queries.by_id(second).state == "done"
    assert len(whole_database(cleo.store.workspace_id)) - len(once) < 2000


def test_dan_is_not_touched(cleo: Somebody, cast: Cast) -> None:
    """The same address at another merchant's store is another relationship."""
    with db.unit():
        id = privacy.ask(stores.by_id(cast.other_store.id), privacy.ERASE, cleo.subject, source="console").id
        found = privacy.find(stores.by_id(cast.other_store.id), cleo.subject)
        assert exporting.sections(found) == {}
    reactions.run(id)
    after = whole_database(cleo.store.workspace_id)
    assert {place for place, mark in cleo.marks.items() if mark not in after} == {"file"}
