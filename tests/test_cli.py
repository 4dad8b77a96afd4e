"""The operator's commands, run as an operator runs them."""

import base64
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from integration_app import cli, migrate, stores
from integration_app.kit import clock, crypto, db, inbox, schema
from integration_app.orders.models import Order
from integration_app.stores.models import Agent, Store
from tests.conftest import MASTER_KEY
from tests.support.cast import Cast

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    database: db.Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command against the test's database; return its code, what it printed and what it complained of."""
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("PARLEY_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PARLEY_URL", "https://parley.example")
    monkeypatch.delenv("REDIS_URL", raising=False)
    (tmp_path / "master.key").write_text(base64.b64encode(MASTER_KEY).decode() + "\n")

    def command(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = cli.main(arguments)
        printed = capsys.readouterr()
        db.use(database)
        return code, printed.out, printed.err

    return command


@pytest.mark.parametrize(
    "command",
    [
        "migrate",
        "seed-demo",
        "first-owner",
        "create-owner",
        "add-store",
        "deliveries",
        "show-order",
        "ask",
        "backup",
        "restore",
        "rotate-key",
    ],
)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out) > 120


def test_any_other_site_gets_a_door_and_its_secret_once(run: Run, cast: Cast) -> None:
    code, out, _ = run(
        "add-store", "--platform", "rest", "--address", "shop.example", "--workspace", cast.workspace.public_id
    )
    told = dict(line.split(maxsplit=1) for line in out.splitlines()[:3])
    assert code == 0
    assert told["door"] == f"https://parley.example/door/{told['store']}"
    with db.unit(read_only=True):
        store = stores.by_public_id(told["store"])
        assert (store.platform, store.address) == ("rest", "https://shop.example")
        assert stores.secrets(store, "door_secret") == [told["secret"]]


def test_a_webhook_secret_is_asked_for_where_there_is_one(run: Run, cast: Cast) -> None:
    code, _, complaint = run("add-store", "--platform", "woocommerce", "--address", "shop.example")
    assert code == 1
    assert "--secret" in complaint


def test_a_store_is_added_and_its_webhook_address_printed(run: Run) -> None:
    code, out, _ = run(
        "add-store", "--platform", "woocommerce", "--address", "https://shop.example/", "--secret", "hush"
    )
    assert code == 0
    with db.unit(read_only=True):
        store = db.session().scalars(select(Store)).one()
        assert f"https://parley.example/webhooks/woocommerce/{store.public_id}" in out
        assert stores.secrets(store, "webhook_secret") == ["hush"]
    code, out, _ = run("add-store", "--platform", "shopify", "--address", "x.myshopify.com", "--secret", "s")
    assert "https://parley.example/webhooks/shopify" in out
    code, _, complaint = run("add-store", "--platform", "shopify", "--address", "x.myshopify.com", "--secret", "s")
    assert code == 1
    assert "connected already" in complaint


def test_an_order_is_shown_as_json(run: Run, cast: Cast) -> None:
    moment = datetime(2026, 11, 18, 12, tzinfo=UTC)
    with db.unit():
        order = Order(store_id=cast.store.id, external_id="1", number="1042", financial="paid", currency="EUR")
        order.total, order.email, order.platform_updated_at = Decimal("64.5"), "cleo@mail.example", moment
        order.created_at = order.mirrored_at = moment
        db.session().add(order)
    code, out, _ = run("show-order", "--store", cast.store.public_id, "#1042")
    shown = json.loads(out)
    assert code == 0
    assert shown["total"] == "64.50"
    assert shown["customer"] == {"email": "cleo@mail.example", "name": None}
    assert shown["updated_at"] == "2026-11-18T12:00:00+00:00"
    assert list(shown) == [
        "number",
        "status",
        "financial_status",
        "fulfilment_status",
        "currency",
        "total",
        "refunded",
        "lines",
        "fulfilments",
        "customer",
        "updated_at",
    ]
    code, _, complaint = run("show-order", "--store", cast.store.public_id, "9")
    assert code == 1
    assert "has no order 9" in complaint
    assert run("show-order", "--store", cast.other_store.public_id, "1042")[0] == 1


def fail_delivery(key: str) -> int:
    with db.unit():
        inbox.receive("shopify", sender="x.myshopify.com", delivery_key=key, topic="orders/create", body="{}")
        row = db.session().scalars(select(inbox.Delivery).where(inbox.Delivery.delivery_key == key)).one()
        row.failed_at, row.next_at, row.error, row.attempts = clock.now(), None, "KeyError: id", 10
        return row.id


def test_deliveries_are_listed_and_replayed(run: Run) -> None:
    first, second = fail_delivery("a"), fail_delivery("b")
    _, out, _ = run("deliveries")
    assert "KeyError: id" in out
    assert len(out.splitlines()) == 3
    run("deliveries", "--replay", str(first))
    assert len(run("deliveries", "--state", "waiting")[1].splitlines()) == 2
    assert "1 deliveries" in run("deliveries", "--replay-failed")[1]
    assert len(run("deliveries")[1].splitlines()) == 1
    code, _, complaint = run("deliveries", "--replay", str(second + 100))
    assert code == 1
    assert "no delivery" in complaint


def test_owners_come_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run("first-owner")
    assert code == 0
    assert out.startswith("https://parley.example/console/link/")
    monkeypatch.setenv("PARLEY_OWNER_PASSWORD", "four words make safety")
    assert run("create-owner", "--email", "Ada@Shop.example", "--name", "Ada")[0] == 0
    with db.unit(read_only=True):
        assert db.session().scalars(select(Agent)).one().email == "ada@shop.example"


def test_the_demo_login_needs_a_demo(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARLEY_DEMO", raising=False)
    code, _, complaint = run("seed-demo")
    assert code == 1
    assert "PARLEY_DEMO" in complaint


def test_a_master_key_is_changed(run: Run, cast: Cast, tmp_path: Path) -> None:
    with db.unit(read_only=True):
        sealed = crypto.seal(cast.workspace.id, "a.b", "row", "words")
        hashed = crypto.lookup_hash("session", "key")
    assert run("rotate-key")[0] == 0
    new, old = (base64.b64decode(line) for line in (tmp_path / "master.key").read_text().split())
    assert old == MASTER_KEY
    assert run("rotate-key", "--forget-old")[0] == 0
    assert (tmp_path / "master.key").read_text() == base64.b64encode(new).decode() + "\n"
    crypto.use_master_keys(new)
    with db.unit(read_only=True):
        assert crypto.unseal(cast.workspace.id, "a.b", "row", sealed) == "words"
        assert crypto.lookup_hash("session", "key") == hashed
    assert run("rotate-key", "--forget-old")[0] == 1


def test_a_backup_needs_a_good_passphrase(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_BACKUP_PASSPHRASE", "short")
    assert run("backup", str(tmp_path / "b"))[0] == 1
    monkeypatch.setenv("PARLEY_BACKUP_PASSPHRASE", "a long walk on the beach")
    code, out, _ = run("backup", str(tmp_path / "b"))
    assert code == 0
    assert "and the keys" in out
    code, _, complaint = run("restore", str(tmp_path / "none"))
    assert code == 1
    assert "There is no file" in complaint


def test_the_assistant_talks_in_the_terminal(run: Run, cast: Cast) -> None:
    asked = json.dumps({"text": "Hello, can I talk to a person?"})
    code, out, complaint = run("ask", "--store", cast.store.public_id, "--json", stdin=asked + "\n")
    assert (code, complaint) == (0, "")
    replies: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert replies
    assert all(reply["author"] in {"bot", "system"} and "text" in reply for reply in replies)
    assert run("ask", "--store", cast.store.public_id, stdin="Hello\n")[1].strip()


def test_a_made_up_proof_is_refused(run: Run, cast: Cast) -> None:
    code, _, complaint = run("ask", "--store", cast.store.public_id, "--visitor-proof", "email=nobody@x.example")
    assert code == 1
    assert "nothing to prove" in complaint


def test_a_process_waits_until_the_release_step_is_done(database: db.Database) -> None:
    with pytest.raises(TimeoutError, match="cli migrate"):
        migrate.wait(seconds=0.2)
    with db.unit() as unit:
        unit.connection.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
        unit.connection.execute(text(f"INSERT INTO alembic_version VALUES ('{schema.newest()}')"))
    migrate.wait(seconds=5)
    with db.unit() as unit:
        unit.connection.execute(text("DROP TABLE alembic_version"))
