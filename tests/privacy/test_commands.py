"""The operator's two commands."""

import zipfile
from pathlib import Path

import pytest

from integration_app import cli, config
from integration_app.kit import db, storage
from tests.support.somebody import EMAIL, Somebody, whole_database


@pytest.fixture
def _environment(cleo: Somebody, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands connect by themselves: to this very database and folder."""
    url = db.database().url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("PARLEY_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PARLEY_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    assert config.from_environment().data_dir == tmp_path


@pytest.mark.usefixtures("_environment")
def test_a_person_is_handed_out_and_erased(cleo: Somebody, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ["--store", cleo.store.public_id, "--email", EMAIL]
    target = tmp_path / "cleo.zip"
    assert cli.main(["export-person", *named, str(target)]) == 0
    assert "data.json" in zipfile.ZipFile(target).namelist()
    assert target.stat().st_mode & 0o077 == 0
    assert cli.main(["erase-person", *named]) == 0
    assert "1 orders and 1 chats" in capsys.readouterr().out
    assert EMAIL in whole_database(cleo.store.workspace_id)
    assert cli.main(["erase-person", *named, "--yes"]) == 0
    assert "State: done" in capsys.readouterr().out
    assert EMAIL not in whole_database(cleo.store.workspace_id)
    assert storage.folder() == tmp_path / "files"
