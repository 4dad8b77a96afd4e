"""Files are sealed, whole, and open only for their own workspace."""

from pathlib import Path

import pytest

from integration_app.kit import crypto, db, storage
from tests.support.cast import Cast

CONTENT = b"a picture " * 300_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    storage.use(tmp_path / "files")
    return tmp_path / "files"


def only_file(folder: Path) -> Path:
    return next(path for path in folder.rglob("*") if path.is_file())


def test_a_file_comes_back_as_it_was(cast: Cast, folder: Path) -> None:
    with db.unit():
        storage.keep(cast.workspace.id, "Abc-_9", CONTENT)
        storage.keep(cast.workspace.id, "empty", b"")
    with db.unit(read_only=True):
        assert b"".join(storage.read(cast.workspace.id, "Abc-_9")) == CONTENT
        assert b"".join(storage.read(cast.workspace.id, "empty")) == b""
    assert b"a picture" not in (folder / "Ab" / "Abc-_9").read_bytes()


def test_another_workspace_gets_nothing(cast: Cast) -> None:
    with db.unit():
        storage.keep(cast.workspace.id, "abc", b"secret")
        with pytest.raises(crypto.Unreadable):
            list(storage.read(cast.other_workspace.id, "abc"))


def test_a_file_cut_short_does_not_open(cast: Cast, folder: Path) -> None:
    with db.unit():
        storage.keep(cast.workspace.id, "abc", CONTENT)
    path = only_file(folder)
    length = int.from_bytes(path.read_bytes()[:4], "big")
    path.write_bytes(path.read_bytes()[: 4 + length])
    with db.unit(read_only=True), pytest.raises(crypto.Unreadable):
        list(storage.read(cast.workspace.id, "abc"))


@pytest.mark.parametrize("name", ["../master.key", "a/b", "", "."])
def test_a_name_cannot_leave_the_folder(cast: Cast, name: str) -> None:
    with db.unit(read_only=True), pytest.raises(storage.NoFile):
        list(storage.read(cast.workspace.id, name))


def test_a_deleted_file_is_gone(cast: Cast) -> None:
    with db.unit():
        storage.keep(cast.workspace.id, "abc", b"x")
        storage.delete("abc")
        with pytest.raises(storage.NoFile):
            list(storage.read(cast.workspace.id, "abc"))
