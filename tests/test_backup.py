"""A backup of either database goes back into either, exactly."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text

from integration_app import backup, conversations, migrate, tables
from integration_app.channels import IncomingFile
from integration_app.config import Config
from integration_app.conversations import files
from integration_app.conversations.models import Conversation
from integration_app.kit import crypto, db, storage
from integration_app.orders.models import Order
from integration_app.stores.models import Workspace
from tests.support import servers
from tests.support.cast import Cast, make_cast

PASSPHRASE = "a long walk on the beach"
OTHER_KEY = bytes(range(32, 64))
BIG = 2**53 + 1
Make = Callable[[str], Config]


@pytest.fixture
def make(tmp_path: Path) -> Any:
    """Make an empty installation on either kind of database, and put it to use."""
    made: list[str] = []

    def installation(kind: str) -> Config:
        folder = tmp_path / f"{kind}{len(made)}"
        folder.mkdir()
        url = f"sqlite:///{folder / 'parley.sqlite3'}" if kind == "sqlite" else _new_postgresql(f"backup_{len(made)}")
        made.append(url)
        return Config(data_dir=folder, database_url=url, master_keys=(OTHER_KEY if len(made) > 1 else bytes(32),))

    yield installation
    db.database().engine.dispose()


def _new_postgresql(name: str) -> str:
    admin = create_engine(servers.postgresql_url(), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    return admin.url.set(database=name).render_as_string(hide_password=False)


def use(config: Config) -> None:
    from integration_app import root

    root.connect(config)
    db.use(db.Database(config.database_url, durable=False))


def fill(cast: Cast) -> None:
    with db.unit():
        talk = conversations.open(cast.store, locale="zh", zone="Asia/Shanghai", address="10.0.0.1").conversation
        posted = conversations.receive(talk, text="我的包裹在哪里？", client_id="c1")
        files.keep(talk, message_id=posted.id, files=[IncomingFile("照片.png", "image/png", b"\x00\xff" * 700_000)])
        db.session().add(
            Order(
                id=BIG,
                store_id=cast.store.id,
                external_id=str(2**63 - 1),
                number="1042",
                financial="paid",
                currency="EUR",
                total=Decimal("1234567.89"),
                created_at=datetime(2026, 11, 18, 13, 2, 3, 456789, tzinfo=UTC),
                mirrored_at=datetime.now(UTC),
            )
        )


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, but for how the data keys are wrapped."""
    found = {}
    with db.unit(read_only=True) as unit:
        for table in tables.metadata.sorted_tables:
            columns = [column for column in table.columns if table.name != "data_keys" or column.name == "workspace_id"]
            rows = unit.connection.execute(select(*columns).order_by(*table.primary_key.columns)).all()
            found[table.name] = [tuple(row) for row in rows]
    return found


@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_everything_comes_back(make: Make, tmp_path: Path, source: str, target: str) -> None:
    old = make(source)
    use(old)
    migrate.upgrade(old)
    fill(make_cast())
    before = everything()
    counted = backup.backup(old, tmp_path / "parley.backup", PASSPHRASE)
    assert counted.files == 1
    assert "包裹".encode() not in (tmp_path / "parley.backup").read_bytes()

    new = make(target)
    use(new)
    backup.restore(new, tmp_path / "parley.backup", PASSPHRASE)
    after = everything()
    assert after["orders"][0] == before["orders"][0]
    assert {name: rows for name, rows in after.items() if name != "master_key_backups"} == {
        name: rows for name, rows in before.items() if name != "master_key_backups"
    }
    with db.unit():
        talk = db.session().scalars(select(Conversation)).one()
        assert conversations.thread(talk)[0].body.text == "我的包裹在哪里？"
        [(_, attachment)] = conversations.attachments(talk)
        assert b"".join(files.content(talk, attachment)) == b"\x00\xff" * 700_000
        assert db.session().scalars(select(Order)).one().total == Decimal("1234567.89")
        made = Workspace(name="Next", created_at=datetime.now(UTC))
        db.session().add(made)
        db.session().flush()
        assert made.id == 3


def test_a_full_installation_is_not_overwritten(make: Make, tmp_path: Path) -> None:
    config = make("sqlite")
    use(config)
    migrate.upgrade(config)
    make_cast()
    backup.backup(config, tmp_path / "b", PASSPHRASE)
    with pytest.raises(backup.NotEmpty):
        backup.restore(config, tmp_path / "b", PASSPHRASE)


def test_only_the_passphrase_opens_it_and_only_whole(make: Make, tmp_path: Path) -> None:
    config = make("sqlite")
    use(config)
    migrate.upgrade(config)
    file = tmp_path / "b"
    with db.unit():
        storage.keep(crypto.SYSTEM, "noise", base64.b64encode(b"".join(bytes([n % 251]) * 9 for n in range(400_000))))
    backup.backup(config, file, PASSPHRASE)
    empty = make("sqlite")
    use(empty)
    with pytest.raises(backup.WrongPassphrase):
        backup.restore(empty, file, "something else")
    whole = file.read_bytes()
    for broken in (whole[:-30], whole[: len(whole) // 2], whole[:200] + b"x" + whole[201:], b"hello"):
        file.write_bytes(broken)
        with pytest.raises(backup.WrongPassphrase):
            backup.restore(empty, file, PASSPHRASE)


def test_a_backup_notes_that_the_master_key_is_safe(make: Make, tmp_path: Path) -> None:
    config = make("sqlite")
    use(config)
    migrate.upgrade(config)
    with db.unit(read_only=True):
        assert crypto.backed_up_at() is None
    backup.backup(config, tmp_path / "b", PASSPHRASE)
    with db.unit(read_only=True):
        assert crypto.backed_up_at() is not None
