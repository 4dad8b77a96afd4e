"""The operator's page: who may see it, what it keeps, and whether its checks tell the truth over real HTTP."""

import base64
import inspect
import io
import json
import re
import ssl
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask
from werkzeug.serving import make_server

from integration_app import channels, stores
from integration_app.config import Config
from integration_app.jobs.clock import Task, tick
from integration_app.kit import crypto, db, inbox
from integration_app.platforms.shopify import versions
from integration_app.stores import Agent, installation
from integration_app.web import texts
from integration_app.web.console import checks
from integration_app.web.console.shapes.installation import Check
from tests.conftest import drain
from tests.support.cast import Cast
from tests.web.conftest import Console

SignedIn = Callable[[Agent], Console]
ROUTES = (
    ("GET", "/installation"),
    ("GET", "/installation/shopify-app"),
    ("PUT", "/installation/shopify"),
    ("POST", "/installation/checks/dns"),
)
DRAFT = {"client_id": "0123456789abcdef", "secret": "shpss_0123456789abcdef"}


@pytest.fixture
def ada(cast: Cast, signed_in: SignedIn) -> Console:
    installation.use("", ())
    return signed_in(cast.ada)


@contextmanager
def served(app: Flask, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Have the application answer on loopback; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, ssl_context=tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def a_worker() -> Iterator[None]:
    """Have whatever waits worked on."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.02):
            drain()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join()


class TestWhoMay:
    @pytest.mark.parametrize(("method", "path"), ROUTES)
    def test_only_owners_of_the_first_workspace(
        self, cast: Cast, signed_in: SignedIn, anybody: Console, method: str, path: str
    ) -> None:
        """Dan owns a workspace of his own, and still runs nothing here."""
        body = DRAFT if method == "PUT" else {}
        for console, code in (
            (signed_in(cast.dan), "not_the_operator"),
            (signed_in(cast.ben), "not_the_operator"),
            (anybody, "not_signed_in"),
        ):
            answer = console.get(path) if method == "GET" else console._send(method, path, body)
            assert answer.status_code in {401, 403}
            assert answer.json is not None
            assert answer.json["error"]["code"] == code
        with db.unit(read_only=True):
            assert stores.shopify_app().client_id == ""

    def test_the_console_knows_whom_to_show_it(self, cast: Cast, signed_in: SignedIn) -> None:
        told = {who.name: (signed_in(who).get("/me").json or {})["operator"] for who in (cast.ada, cast.ben, cast.dan)}
        assert list(told.values()) == [True, False, False]


class TestRegistration:
    def test_a_secret_is_kept_and_never_told(self, ada: Console) -> None:
        answer = ada.put("/installation/shopify", DRAFT)
        assert answer.json is not None
        assert answer.json["shopify"]["client_id"] == DRAFT["client_id"]
        assert answer.json["shopify"]["ready"] is True
        assert DRAFT["secret"] not in answer.text
        assert DRAFT["secret"] not in ada.get("/installation").text
        with db.unit(read_only=True):
            assert stores.shopify_app().secrets == (DRAFT["secret"],)

    def test_a_new_secret_leaves_the_old_one_a_day(self, ada: Console) -> None:
        new = "shpss_fedcba9876543210"
        ada.put("/installation/shopify", DRAFT)
        ada.put("/installation/shopify", {**DRAFT, "secret": new})
        ada.put("/installation/shopify", {**DRAFT, "secret": new})
        with db.unit(read_only=True):
            assert stores.shopify_app().secrets == (new, DRAFT["secret"])

    def test_the_environment_goes_first(self, ada: Console) -> None:
        installation.use("from-files", ("hush",))
        answer = ada.put("/installation/shopify", DRAFT)
        assert answer.status_code == 422
        assert answer.json is not None
        assert "SHOPIFY_CLIENT_ID" in answer.json["error"]["message"]
        told = (ada.get("/installation").json or {})["shopify"]
        assert (told["from_environment"], told["client_id"]) == (True, "from-files")

    @pytest.mark.parametrize("draft", [{}, {**DRAFT, "secret": "short"}, {**DRAFT, "client_id": "a b c d e f g h"}])
    def test_what_cannot_be_one_is_refused(self, ada: Console, draft: dict[str, str]) -> None:
        assert ada.put("/installation/shopify", draft).status_code == 422

    def test_every_address_starts_with_ours(self, ada: Console) -> None:
        told = {one["name"]: one["address"] for one in (ada.get("/installation").json or {})["addresses"]}
        assert told["webhooks"] == told["compliance"] == "http://localhost/webhooks/shopify"
        assert told["proxy_in_shop"] == "/apps/parley"
        assert all(one.startswith(("http://localhost/", "/apps/")) for one in told.values())

    def test_the_files_come_with_what_was_entered(self, ada: Console) -> None:
        ada.put("/installation/shopify", DRAFT)
        told = ada.get("/installation/shopify-app").json or {}
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(told["zip"]))) as archive:
            assert "extensions/parley/blocks/parley-chat.liquid" in archive.namelist()
            toml = archive.read("shopify.app.toml").decode()
        assert DRAFT["client_id"] in toml
        assert DRAFT["secret"] not in toml


class TestWebhookCheck:
    def test_a_delivery_goes_out_and_comes_back(self, app: Flask, config: Config) -> None:
        with served(app) as url, a_worker():
            found = checks.webhook(checks.Asked(replace(config, public_url=url), "ada@lumen.example"))
        assert (found.case, found.good) == ("good", True)

    def test_without_a_worker_it_says_so(self, app: Flask, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checks, "PATIENCE", 0.5)
        with served(app) as url:
            found = checks.webhook(checks.Asked(replace(config, public_url=url), ""))
        assert found.case == "nobody_works"

    def test_where_nothing_answers_it_says_so(self, database: object, config: Config) -> None:
        found = checks.webhook(checks.Asked(replace(config, public_url="http://127.0.0.1:1"), ""))
        assert found.case == "refused"

    def test_nobody_else_can_send_one(self, app: Flask, config: Config) -> None:
        for body in (b"", b"x", b'{"key": "1"}'):
            assert app.test_client().post("/webhooks/check", data=body).status_code == 401
        with db.unit(read_only=True):
            assert db.session().query(inbox.Delivery).count() == 0


class TestTlsAndDns:
    def test_this_machine_alone_is_no_address(self, config: Config) -> None:
        for url in ("http://localhost:8000", "http://127.0.0.1:8000", "https://[::1]:8443"):
            assert checks.dns(checks.Asked(replace(config, public_url=url), "")).case == "local"

    def test_a_name_that_nobody_knows(self, config: Config) -> None:
        assert checks.dns(checks.Asked(replace(config, public_url="https://parley.invalid"), "")).case == "unknown"

    def test_without_tls(self, config: Config) -> None:
        assert checks.tls(checks.Asked(replace(config, public_url="http://parley.example"), "")).case == "plain"

    def test_a_certificate_that_nobody_trusts(self, app: Flask, config: Config, tmp_path: Path) -> None:
        with served(app, _own_certificate(tmp_path)) as url:
            found = checks.tls(checks.Asked(replace(config, public_url=url), ""))
        assert found.case == "untrusted"
        assert "self" in str(dict(found.told)["why"])

    def test_where_nothing_answers(self, config: Config) -> None:
        assert checks.tls(checks.Asked(replace(config, public_url="https://127.0.0.1:1"), "")).case == "silent"


class TestTheRest:
    def test_the_clock(self, database: object, config: Config) -> None:
        asked = checks.Asked(config, "")
        assert checks.schedule(asked).case == "stands"
        tick([Task("any", timedelta(seconds=5), lambda: None)])
        assert checks.schedule(asked).good

    def test_the_key(self, database: object, config: Config) -> None:
        asked = checks.Asked(config, "")
        assert checks.key(asked).case == "never"
        with db.unit():
            crypto.note_backup()
        assert checks.key(asked).good

    def test_mail(self, ada: Console) -> None:
        channels.use(smtp_url="", mail_from="", reply_to="", imap_url="")
        told = ada.post("/installation/checks/mail").json or {}
        assert (told["name"], told["state"]) == ("mail", "bad")
        assert "SMTP_URL" in told["advice"]

    def test_the_database(self, database: db.Database, config: Config) -> None:
        alone = checks.database(checks.Asked(config, ""))
        assert alone.good
        many = checks.database(checks.Asked(replace(config, redis_url="redis://localhost"), ""))
        assert many.good is not database.is_sqlite

    def test_shopifys_version(self, database: object, config: Config) -> None:
        asked = checks.Asked(config, "")
        assert checks.shopify(asked).good
        versions.heard("lumen-goods.myshopify.com", "2026-07", "2026-10")
        assert checks.shopify(asked).case == "fell_forward"
        assert dict(checks.shopify(asked).told)["answered"] == "2026-10"
        versions.heard("lumen-goods.myshopify.com", "2026-07", "2026-07")
        assert checks.shopify(asked).good

    def test_every_case_has_its_words(self, cast: Cast, ada: Console, app: Flask) -> None:
        for name in ("dns", "tls", "clock", "key", "database", "shopify"):
            told = ada.post(f"/installation/checks/{name}").json or {}
            assert told["said"] and "check." not in told["said"]
            assert (told["state"] == "good") == (told["advice"] is None)
            assert "check." not in (told["advice"] or "")
        assert ada.post("/installation/checks/nothing").status_code == 404


def test_the_page_names_every_check() -> None:
    assert list(get_args(Check)) == list(checks.CHECKS)


def test_every_case_in_the_code_has_words_in_both_languages() -> None:
    english, chinese = (json.loads((texts._FOLDER / f"{one}.json").read_text("utf-8")) for one in ("en", "zh"))
    for name, function in checks.CHECKS.items():
        body = inspect.getsource(function)
        goods = set(re.findall(r'good\("(\w+)"', body)) | ({"good"} if re.search(r"good\((?!\")", body) else set())
        bads = set(re.findall(r'bad\("(\w+)"', body)) | set(re.findall(r'else "(\w+)"', body)) - goods
        assert bads or goods
        for case in goods | bads:
            assert f"check.{name}.{case}" in english, case
            assert f"check.{name}.{case}" in chinese, case
        for case in bads - goods - {"production"}:
            assert f"check.{name}.{case}.do" in english
            assert f"check.{name}.{case}.do" in chinese


def _own_certificate(folder: Path) -> ssl.SSLContext:
    """Make a certificate that nobody signed but itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    whole = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    whole += key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "both.pem").write_bytes(whole)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context
