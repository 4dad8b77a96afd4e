"""What docs/rest-door.md says is true: its examples run, its vector is right, its schema is the code's."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from integration_app.conversations import identity
from integration_app.conversations.posting import Key
from integration_app.kit import db
from integration_app.platforms.protocol import Financial, Progress
from integration_app.platforms.rest import schema, shapes, signature
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.deliveries import kept
from tests.support.door import SECRET, add_site
from webhooks import senders

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "rest-door.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def site(cast: Cast) -> Store:
    senders.forget()
    return add_site(cast.workspace)


@pytest.fixture
def environment(app: Flask, site: Store) -> Iterator[dict[str, str]]:
    """What the examples take from the environment, with Parley answering on loopback."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    door = f"http://127.0.0.1:{server.server_port}/door/{site.public_id}"
    yield {**os.environ, "DOOR": door, "SECRET": SECRET, "STORE": site.public_id}
    server.shutdown()
    thread.join()
    server.server_close()


def run(command: list[str], program: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, input=program, env=environment, stdout=subprocess.PIPE, text=True, timeout=30, check=True
    )
    return done.stdout


def test_curl(environment: dict[str, str]) -> None:
    assert json.loads(run(["sh"], blocks("sh")[0], environment)) == {"kept": 1}
    assert [one.topic for one in kept()] == ["orders/put"]


def test_python(environment: dict[str, str]) -> None:
    assert run([sys.executable, "-"], blocks("python")[0], environment).split() == ['{"kept":1}', '{"kept":1}']
    assert [one.topic for one in kept()] == ["customers/put", "products/delete"]


@pytest.mark.skipif(shutil.which("php") is None, reason="make test installs PHP")
def test_php(environment: dict[str, str]) -> None:
    assert json.loads(run(["php"], blocks("php")[0], environment)) == {"kept": 1}
    assert [one.topic for one in kept()] == ["products/put"]


@pytest.mark.skipif(shutil.which("php") is None, reason="make test installs PHP")
def test_the_customers_token_in_php(site: Store, environment: dict[str, str]) -> None:
    program = blocks("php")[1].replace("$customer = $_SESSION['customer_id'] ?? null;", "$customer = '9';")
    token = json.loads(run(["php"], program, environment))["token"]
    with db.unit():
        chat = Key(id=1, public_id="c1", workspace_id=site.workspace_id, store_id=site.id)
        assert identity.customer_of(chat, token) == "9"


def test_the_order_is_one() -> None:
    assert shapes.Order.model_validate_json(blocks("json")[0]).number == "1042"


def test_the_vector() -> None:
    told = re.search(r"secret `(\w+)`, time `(\d+)`, `(\w+)`, `(\S+)`, body `(\S+)` gives\n`(\w+)`", PAGE)
    assert told
    secret, timestamp, method, path, body, made = told.groups()
    assert signature.sign(secret, timestamp=timestamp, method=method, path=path, body=body.encode()) == made


def test_every_word_of_the_code_is_named() -> None:
    for words in (Financial, Progress):
        assert all(f"`{word.value}`" in PAGE for word in words)


def test_the_schema_is_the_codes() -> None:
    assert (DOCS / "rest-door.schema.json").read_text("utf-8") == schema.text(), "run: make door-schema"
