"""The plugin's word on who is signed in: for its own store, for five minutes, in one chat."""

import base64
import json
import time
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from integration_app.kit import db
from integration_app.kit.signing import BadToken
from integration_app.platforms.woocommerce import plugin
from integration_app.shoppers.models import Proof, Shopper
from integration_app.stores.models import Store
from tests.wordpress.support import DANS_SECRET, SECRET, word

SHOP = "shop-id"


def read(token: str, *, shop: str = SHOP, secrets: tuple[str, ...] = (SECRET,)) -> plugin.Word:
    return plugin.word(token, shop=shop, secrets=secrets, now=datetime.now(UTC))


class TestRule:
    def test_a_good_one(self) -> None:
        assert read(word(SHOP)).customer_id == "7"
        assert read(word(SHOP), secrets=("newer", SECRET)).nonce == "0123456789abcdef"

    @pytest.mark.parametrize(
        "claims",
        [
            {"exp": int(time.time()) - 1},
            {"exp": int(time.time()) + 86_400},
            {"exp": "soon"},
            {"exp": True},
            {"shop": "another"},
            {"shop": None},
            {"customer_id": 0},
            {"customer_id": ""},
            {"customer_id": "7 or 1=1"},
            {"customer_id": -7},
            {"customer_id": None},
            {"customer_id": True},
            {"customer_id": 7.5},
            {"customer_id": ["7"]},
            {"nonce": "short"},
            {"nonce": None},
        ],
    )
    def test_what_is_signed_but_not_right(self, claims: dict[str, object]) -> None:
        with pytest.raises(BadToken):
            read(word(SHOP, **claims))

    def test_another_secret_or_none(self) -> None:
        for secrets in ((DANS_SECRET,), ()):
            with pytest.raises(BadToken):
                read(word(SHOP), secrets=secrets)

    def test_a_changed_customer(self) -> None:
        payload, _, signature = word(SHOP).partition(".")
        said = json.loads(base64.urlsafe_b64decode(payload + "=="))
        forged = base64.urlsafe_b64encode(json.dumps(said | {"customer_id": 8}).encode()).decode().rstrip("=")
        with pytest.raises(BadToken):
            read(f"{forged}.{signature}")

    @pytest.mark.parametrize("token", ["", ".", "a.b", "ü.b", "x" * 5000, "eyJ9.", f".{'0' * 64}"])
    def test_nonsense(self, token: str) -> None:
        with pytest.raises(BadToken):
            read(token)

    def test_a_reports_signature_makes_no_word(self) -> None:
        """A report signs its time, a dot and its body; nothing of that form is a token's payload."""
        payload = word(SHOP).partition(".")[0]
        signature = plugin.sign(payload.encode(), timestamp="1", secret=SECRET.encode())
        with pytest.raises(BadToken):
            read(f"1.{payload}.{signature}")


def begin(client: FlaskClient, store: Store) -> dict[str, str]:
    answer = client.post(
        f"/widget/{store.public_id}/conversations", json={"locale": "en"}, headers={"Origin": store.address}
    )
    return {"Authorization": f"Bearer {(answer.json or {})['token']}"}


def identify(client: FlaskClient, store: Store, head: dict[str, str], token: str) -> int:
    sent = {"client_id": f"i-{time.monotonic_ns()}", "act": {"type": "identify", "token": token}}
    return client.post(f"/widget/{store.public_id}/acts", json=sent, headers=head).status_code


def proofs() -> list[tuple[str, int, str | None]]:
    found = select(Proof.kind, Proof.store_id, Shopper.external_id).join(Shopper, Shopper.id == Proof.shopper_id)
    with db.unit(read_only=True):
        return [tuple(row) for row in db.session().execute(found.execution_options(every_store=True))]


class TestChat:
    def test_the_customer_is_known(self, trail: Store, client: FlaskClient) -> None:
        assert identify(client, trail, begin(client, trail), word(trail.public_id)) == 200
        assert proofs() == [("signed_in", trail.id, "7")]

    def test_said_again_in_the_same_chat_it_counts_elsewhere_not(self, trail: Store, client: FlaskClient) -> None:
        head, token = begin(client, trail), word(trail.public_id)
        assert [identify(client, trail, head, token) for _ in range(2)] == [200, 200]
        assert identify(client, trail, begin(client, trail), token) == 401

    def test_dan_gets_nothing(self, trail: Store, dans_store: Store, client: FlaskClient) -> None:
        head = begin(client, trail)
        for token in (
            word(dans_store.public_id, secret=DANS_SECRET),
            word(trail.public_id, secret=DANS_SECRET),
            word(dans_store.public_id),
            word(trail.public_id, exp=int(time.time()) - 1),
        ):
            assert identify(client, trail, head, token) == 401
        assert proofs() == []
