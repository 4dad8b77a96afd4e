"""Sealed values open in their own place only, also after the master key was changed."""

import os

import pytest

from integration_app.kit import crypto, db, signing
from tests.conftest import MASTER_KEY


@pytest.fixture(autouse=True)
def workspace(database: db.Database) -> None:
    with db.unit():
        crypto.create_data_key(1)
        crypto.create_data_key(2)


def test_what_is_sealed_opens() -> None:
    with db.unit():
        sealed = crypto.seal(1, "messages.body", "row", "où est mon colis ?")
        assert crypto.unseal(1, "messages.body", "row", sealed) == "où est mon colis ?"


@pytest.mark.parametrize(
    ("workspace", "place", "row"),
    [(2, "messages.body", "row"), (1, "notes.body", "row"), (1, "messages.body", "other")],
)
def test_it_opens_nowhere_else(workspace: int, place: str, row: str) -> None:
    with db.unit():
        sealed = crypto.seal(1, "messages.body", "row", "secret")
        with pytest.raises(crypto.Unreadable):
            crypto.unseal(workspace, place, row, sealed)


def test_a_changed_byte_is_noticed() -> None:
    with db.unit():
        sealed = bytearray(crypto.seal(1, "messages.body", "row", "secret"))
        sealed[-1] ^= 1
        with pytest.raises(crypto.Unreadable):
            crypto.unseal(1, "messages.body", "row", bytes(sealed))


def test_the_master_key_can_be_changed() -> None:
    new = os.urandom(32)
    with db.unit():
        sealed = crypto.seal(1, "messages.body", "row", "secret")
        crypto.rewrap_data_keys(new)
    crypto.use_master_keys(new)
    with db.unit():
        assert crypto.unseal(1, "messages.body", "row", sealed) == "secret"
    crypto.use_master_keys(MASTER_KEY)
    with db.unit(), pytest.raises(crypto.Unreadable, match="another master key"):
        crypto.unseal(1, "messages.body", "row", sealed)


def test_a_destroyed_key_leaves_nothing_readable() -> None:
    with db.unit():
        sealed = crypto.seal(2, "messages.body", "row", "secret")
        crypto.destroy_data_key(2)
    with db.unit(), pytest.raises(crypto.Unreadable):
        crypto.unseal(2, "messages.body", "row", sealed)


def test_a_token_serves_one_purpose_for_a_time() -> None:
    token = signing.sign("chat", {"c": 1})
    assert signing.verify("chat", token, seconds=60) == {"c": 1}
    with pytest.raises(signing.BadToken):
        signing.verify("identity", token, seconds=60)
    with pytest.raises(signing.BadToken):
        signing.verify("chat", token, seconds=-1)
    with pytest.raises(signing.BadToken):
        signing.verify("chat", token[:-2], seconds=60)
