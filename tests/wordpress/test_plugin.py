"""The plugin itself: read by PHP, tried with doubles of WordPress, and in talk with a real Parley."""

import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from integration_app import triggers
from integration_app.kit import db
from integration_app.stores.models import Store
from tests.support import php
from tests.support.deliveries import kept
from tests.wordpress.support import DANS_SECRET, SECRET
from tests.wordpress.test_identity import begin, identify, proofs

PLUGIN = Path(__file__).parents[2] / "storefront_widget" / "wordpress"
TESTS = Path(__file__).parent / "php"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = php.find()
    assert program, "There is no PHP. Run: make php"
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("file", sorted(PLUGIN.rglob("*.php")), ids=lambda file: file.name)
def test_php_reads_it(file: Path) -> None:
    checked = run("-l", file)
    assert checked.returncode == 0, checked.stdout


def test_its_own_tests_pass() -> None:
    tried = run(TESTS / "run.php")
    assert tried.returncode == 0, tried.stdout + tried.stderr


@pytest.fixture
def parley(app: Flask) -> Iterator[str]:
    """Parley on a port of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_visitors_way_is_told_to_parley(
    trail: Store, parley: str, client: FlaskClient, run_jobs: Callable[[], int]
) -> None:
    ran = run(TESTS / "scenario.php", parley, trail.public_id, SECRET)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    said = json.loads(ran.stdout)
    run_jobs()
    with db.unit(read_only=True):
        cart = triggers.cart(trail.id, said["identity"]["cart"]["token"])
    assert cart is not None
    assert (cart.items, float(cart.total or 0), cart.completed_at is not None) == (3, 92.25, True)
    assert said["meta"] == {"_parley_cart": cart.token}
    assert [said[step]["problem"] for step in ("filled", "more", "ordered")] == ["", "", ""]
    assert said["check"][-2:] == [
        [True, "Parley knows this store as Trail and takes its reports."],
        [True, "The chat may run on this site."],
    ]
    assert said["export"] == {"data": [], "done": True}
    assert said["erasure"]["items_retained"] is False
    assert identify(client, trail, begin(client, trail), said["identity"]["token"]) == 200
    assert proofs() == [("signed_in", trail.id, "7")]


def test_with_dans_secret_nothing_of_it_arrives(trail: Store, parley: str) -> None:
    ran = run(TESTS / "scenario.php", parley, trail.public_id, DANS_SECRET)
    said = json.loads(ran.stdout)
    assert said["check"][-1][0] is False
    assert "not signed with this store's plugin secret" in said["check"][-1][1]
    assert said["filled"]["problem"] == "refused"
    assert kept() == []
