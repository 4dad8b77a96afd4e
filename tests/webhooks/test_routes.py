"""The door: who is let in, what is kept, what is answered."""

import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse, create_environ, run_wsgi_app

from integration_app import orders, stores
from integration_app.kit import crypto, db
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.deliveries import (
    LUMEN,
    NORDPFAD,
    captured,
    kept,
    send_shopify,
    send_woocommerce,
    shopify_payload,
    signature,
)
from webhooks import senders
from webhooks.raw import LARGEST

Jobs = Callable[[], int]


def test_a_signed_delivery_is_kept_and_worked_on(cast: Cast, client: FlaskClient, run_jobs: Jobs) -> None:
    answer = send_shopify(client, "orders/create", shopify_payload("orders_create_unpaid"), id="w1")
    assert (answer.status_code, answer.data) == (200, b"")
    (row,) = kept()
    assert (row.source, row.sender, row.delivery_key, row.topic) == ("shopify", LUMEN, "w1", "orders/create")
    assert (row.store_id, row.workspace_id, row.outcome) == (cast.store.id, cast.workspace.id, None)
    assert b"LG-1042" not in (row.body or b"")
    run_jobs()
    assert kept()[0].outcome == "done"
    with db.unit(read_only=True):
        assert orders.by_number(cast.store.id, "#LG-1042") is not None


def test_the_same_delivery_twice_is_one(cast: Cast, client: FlaskClient) -> None:
    payload = shopify_payload("orders_paid")
    assert [send_shopify(client, "orders/paid", payload, id="same").status_code for _ in range(3)] == [200] * 3
    assert len(kept()) == 1


@pytest.mark.parametrize("given", [None, "", "nonsense", "ÿ", "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY="])
def test_another_signature_is_refused(cast: Cast, client: FlaskClient, given: str | None) -> None:
    headers = {"X-Shopify-Topic": "orders/paid", "X-Shopify-Shop-Domain": LUMEN, "X-Shopify-Webhook-Id": "x"}
    if given is not None:
        headers["X-Shopify-Hmac-Sha256"] = given
    answer = client.post("/webhooks/shopify", data=b'{"id":2}', headers=headers)
    assert answer.status_code == 401
    assert kept() == []


def test_shopifys_own_vector(cast: Cast, client: FlaskClient) -> None:
    headers = {
        "X-Shopify-Hmac-Sha256": "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=",
        "X-Shopify-Shop-Domain": LUMEN,
        "X-Shopify-Webhook-Id": "vector",
    }
    assert client.post("/webhooks/shopify", data=b'{"id":1}', headers=headers).status_code == 200


def test_the_former_secret_still_counts(cast: Cast, client: FlaskClient) -> None:
    assert send_shopify(client, "shop/update", {}, secret="older hush").status_code == 200
    assert send_shopify(client, "shop/update", {}, secret="oldest hush").status_code == 401


def test_a_shop_that_we_do_not_know_is_kept(
    database: db.Database, cast: Cast, client: FlaskClient, run_jobs: Jobs
) -> None:
    assert send_shopify(client, "orders/create", {"id": 1}, shop="stranger.myshopify.com").status_code == 200
    (row,) = kept()
    assert (row.store_id, row.workspace_id) == (None, crypto.SYSTEM)
    run_jobs()
    assert kept()[0].outcome == "unknown_store"


def test_a_signed_body_that_is_no_json_is_kept_and_marked(cast: Cast, client: FlaskClient, run_jobs: Jobs) -> None:
    bodies = [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'{"id": NaN}', b"[" * 90_000, b'"\x00"']
    for body in bodies:
        assert send_shopify(client, "orders/create", body).status_code == 200
    run_jobs()
    assert [row.outcome for row in kept()] == ["unreadable"] * len(bodies)


def test_without_topic_or_id_it_is_kept(cast: Cast, client: FlaskClient, run_jobs: Jobs) -> None:
    body = b'{"id": 5}'
    headers = {"X-Shopify-Hmac-Sha256": signature(body, "hush")}
    assert [client.post("/webhooks/shopify", data=body, headers=headers).status_code for _ in range(2)] == [200, 200]
    assert send_shopify(client, None, {"id": 5}).status_code == 200
    assert send_shopify(client, "themes/publish", {"id": 5}).status_code == 200
    run_jobs()
    assert [row.outcome for row in kept()] == ["unknown_store", "ignored", "ignored"]


def test_overlong_headers_are_cut(cast: Cast, client: FlaskClient) -> None:
    assert send_shopify(client, "t" * 500, {"id": 5}, shop="s" * 500, id="i" * 500).status_code == 200
    assert len(kept()) == 1


def test_more_than_two_megabytes_is_too_much(cast: Cast, client: FlaskClient, trail: Store) -> None:
    at_most, too_much = b"x" * LARGEST, b"x" * (LARGEST + 1)
    assert send_shopify(client, "orders/create", at_most).status_code == 200
    assert send_shopify(client, "orders/create", too_much).status_code == 413
    assert send_woocommerce(client, trail.public_id, "order.created", too_much).status_code == 413
    assert len(kept()) == 1


class Endless(io.RawIOBase):
    """A body that never ends; reading far beyond the limit fails the test."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self.given += len(buffer)
        assert self.given < LARGEST * 4, "The body was read far beyond the limit."
        buffer[:] = b"x" * len(buffer)
        return len(buffer)


def test_too_much_without_a_length_is_not_read_to_its_end(cast: Cast, client: FlaskClient) -> None:
    environ = create_environ("/webhooks/shopify", method="POST")
    environ |= {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": Endless()}
    environ.pop("CONTENT_LENGTH", None)
    _, status, _ = run_wsgi_app(client.application, environ)
    assert status.startswith("413")


def test_a_woocommerce_delivery_is_kept(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    case = captured("order.created_104_pending")
    assert send_woocommerce(client, trail.public_id, case.topic, case.body, id="abc").status_code == 200
    (row,) = kept()
    assert (row.source, row.sender, row.topic, row.store_id) == ("woocommerce", trail.public_id, case.topic, trail.id)
    run_jobs()
    with db.unit(read_only=True):
        assert orders.by_number(trail.id, "104") is not None


def test_one_delivery_id_with_two_bodies_is_two(trail: Store, client: FlaskClient) -> None:
    first, second = captured("product.updated_20"), captured("product.updated_43")
    assert first.headers["X-WC-Webhook-Delivery-ID"] == second.headers["X-WC-Webhook-Delivery-ID"]
    for case in (first, second, first):
        send_woocommerce(client, trail.public_id, case.topic, case.body, id=case.headers["X-WC-Webhook-Delivery-ID"])
    assert len(kept()) == 2


def test_the_unsigned_ping_wants_exactly_200(trail: Store, client: FlaskClient) -> None:
    def ping(body: bytes, store: str = trail.public_id) -> TestResponse:
        form = "application/x-www-form-urlencoded"
        return client.post(f"/webhooks/woocommerce/{store}", data=body, content_type=form)

    assert ping(b"webhook_id=26").status_code == 200
    assert ping(b"webhook_id=26", store="nobody").status_code == 404
    assert [ping(body).status_code for body in (b"webhook_id=", b"webhook_id=1&x=2", b"", b"order=1")] == [401] * 4
    assert kept() == []


def test_an_unknown_store_is_not_found(cast: Cast, client: FlaskClient) -> None:
    assert send_woocommerce(client, "nobody", "order.created", "{}").status_code == 404
    assert send_woocommerce(client, cast.store.public_id, "order.created", "{}").status_code == 404


def test_dans_secret_opens_dans_store_only(trail: Store, dans_store: Store, client: FlaskClient) -> None:
    body = captured("order.created_104_pending").body
    assert send_woocommerce(client, trail.public_id, "order.created", body, secret="dans secret").status_code == 401
    assert (
        send_woocommerce(client, dans_store.public_id, "order.created", body, secret="dans secret").status_code == 200
    )
    assert [row.store_id for row in kept()] == [dans_store.id]


def test_dans_orders_stay_in_dans_store(cast: Cast, client: FlaskClient, run_jobs: Jobs) -> None:
    send_shopify(client, "orders/create", shopify_payload("orders_create_unpaid"), shop=NORDPFAD)
    run_jobs()
    with db.unit(read_only=True):
        assert orders.by_number(cast.store.id, "LG-1042") is None
        assert orders.by_number(cast.other_store.id, "LG-1042") is not None


def test_two_secrets_during_a_rotation(trail: Store, client: FlaskClient) -> None:
    with db.unit():
        stores.keep_secret(stores.by_id(trail.id), "webhook_secret", "fresh", old_stays=timedelta(hours=1))
    for secret, status in (("fresh", 200), ("w&b<\"secret'ü", 200), ("other", 401)):
        assert send_woocommerce(client, trail.public_id, "order.created", "{}", secret=secret).status_code == status


def test_a_store_that_left_is_unknown(trail: Store, client: FlaskClient) -> None:
    with db.unit():
        stores.uninstall(stores.by_id(trail.id))
    assert send_woocommerce(client, trail.public_id, "order.created", "{}").status_code == 404


def test_a_look_up_is_remembered_and_forgotten(
    trail: Store, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send_woocommerce(client, trail.public_id, "order.created", "{}").status_code == 200
    with db.unit():
        stores.keep_secret(stores.by_id(trail.id), "webhook_secret", "fresh")
    assert send_woocommerce(client, trail.public_id, "x", json.dumps({"n": 1})).status_code == 200
    monkeypatch.setattr(senders, "FRESH", -1.0)
    senders.forget()
    assert send_woocommerce(client, trail.public_id, "x", json.dumps({"n": 2})).status_code == 401


def test_a_store_connected_by_hand_signs_with_its_own_secret(client: FlaskClient, cast: Cast) -> None:
    with db.unit():
        stores.keep_secret(stores.by_id(cast.store.id), "webhook_secret", "by hand")
    assert send_shopify(client, "shop/update", {}, secret="by hand").status_code == 200
    foreign = send_shopify(client, "shop/update", {}, secret="by hand", shop=cast.other_store.shop_domain)
    assert foreign.status_code == 401
