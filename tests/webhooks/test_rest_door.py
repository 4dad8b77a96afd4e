"""Any other site's door: who is let in, what is refused in which words, and what stands in the mirror after."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from integration_app import orders, stores
from integration_app.catalogue.models import Product, Variant
from integration_app.kit import db
from integration_app.orders.models import Order
from integration_app.platforms.rest.signature import sign
from integration_app.shoppers.models import Shopper
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.deliveries import kept
from tests.support.door import SECRET, add_site, order, product, send

Jobs = Callable[[], int]


@pytest.fixture
def site(cast: Cast) -> Store:
    return add_site(cast.workspace)


@pytest.fixture
def door(site: Store) -> str:
    return f"/door/{site.public_id}"


def mirrored(store: Store) -> Order | None:
    with db.unit(read_only=True):
        return db.session().scalar(select(Order).where(Order.store_id == store.id, Order.external_id == "7"))


class TestTelling:
    def test_an_order_is_kept_then_mirrored(self, client: FlaskClient, site: Store, door: str, run_jobs: Jobs) -> None:
        answer = send(client, "PUT", f"{door}/orders/7", order())
        assert (answer.status_code, answer.json) == (202, {"kept": 1})
        assert mirrored(site) is None
        run_jobs()
        row = mirrored(site)
        assert row is not None
        assert (row.number, row.financial, str(row.total), row.email) == ("A-7", "paid", "49.9000", "cleo@example.com")
        assert [one.outcome for one in kept()] == ["done"]
        with db.unit(read_only=True):
            assert orders.by_number(site.id, "A-7") is not None
            assert [one.external_id for one in db.session().query(Shopper).filter_by(store_id=site.id)] == ["c-9"]

    def test_the_chat_answers_from_it(self, client: FlaskClient, site: Store, door: str, run_jobs: Jobs) -> None:
        moved = {"id": "7-p", "status": "in_transit", "updated_at": "2026-11-20T12:00:00Z"}
        send(client, "PUT", f"{door}/orders/7", order(number="1042", parcels=[moved]))
        run_jobs()
        chat = Chat(site, run_jobs)
        assert cards(chat.say("where is my order 1042? cleo@example.com")) == ["proved", "order"]
        assert cards(Chat(site, run_jobs).say("where is my order 1042? dan@example.com")) != ["proved", "order"]

    def test_a_product_and_a_customer(self, client: FlaskClient, site: Store, door: str, run_jobs: Jobs) -> None:
        customer = {"updated_at": "2026-11-20T10:00:00Z", "email": "cleo@example.com", "first_name": "Cleo"}
        assert send(client, "PUT", f"{door}/products/p.1", product()).status_code == 202
        assert send(client, "PUT", f"{door}/customers/c-9", customer).status_code == 202
        run_jobs()
        with db.unit(read_only=True):
            lamp = db.session().query(Product).filter_by(store_id=site.id).one()
            assert (lamp.external_id, lamp.description) == ("p.1", "Brass and glass")
            assert db.session().query(Variant).filter_by(store_id=site.id).one().stock == 3
            assert db.session().query(Shopper).filter_by(store_id=site.id).one().first_name == "Cleo"

    def test_the_later_telling_counts_whatever_comes_last(
        self, client: FlaskClient, site: Store, door: str, run_jobs: Jobs
    ) -> None:
        send(client, "PUT", f"{door}/orders/7", order(financial="refunded", updated_at="2026-11-22T00:00:00Z"))
        run_jobs()
        send(client, "PUT", f"{door}/orders/7", order(financial="pending", updated_at="2026-11-21T00:00:00Z"))
        run_jobs()
        row = mirrored(site)
        assert row is not None
        assert row.financial == "refunded"

    def test_deleted_is_gone_and_put_again_is_back(
        self, client: FlaskClient, site: Store, door: str, run_jobs: Jobs
    ) -> None:
        send(client, "PUT", f"{door}/orders/7", order())
        run_jobs()
        assert send(client, "DELETE", f"{door}/orders/7").status_code == 202
        run_jobs()
        gone = mirrored(site)
        assert gone is not None
        assert gone.deleted_at is not None
        send(client, "PUT", f"{door}/orders/7", order(updated_at="2026-11-21T00:00:00Z"))
        run_jobs()
        back = mirrored(site)
        assert back is not None
        assert back.deleted_at is None

    def test_a_batch_is_taken_whole_or_not_at_all(
        self, client: FlaskClient, site: Store, door: str, run_jobs: Jobs
    ) -> None:
        batch: dict[str, Any] = {"orders": [order(id="7"), order(id="8")], "products": [product(id="p1")]}
        bad = {**batch, "orders": [order(id="7"), order(id="8", total=49.9)]}
        refused = send(client, "POST", f"{door}/batch", bad)
        assert refused.json is not None
        assert list(refused.json["error"]["fields"]) == ["orders.1.total"]
        assert kept() == []
        assert send(client, "POST", f"{door}/batch", batch).json == {"kept": 3}
        run_jobs()
        with db.unit(read_only=True):
            assert db.session().query(Order).filter_by(store_id=site.id).count() == 2

    def test_a_batch_has_a_hundred_things_at_most(self, client: FlaskClient, door: str) -> None:
        answer = send(client, "POST", f"{door}/batch", {"products": [product(id=f"p{n}") for n in range(101)]})
        assert answer.status_code == 422
        assert answer.json is not None
        assert "more than 100" in answer.json["error"]["fields"]["body"]


class TestWords:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"total": 49.9}, "total"),
            ({"total": "49,90"}, "total"),
            ({"currency": "Euro"}, "currency"),
            ({"updated_at": "2026-11-20T10:00:00"}, "updated_at"),
            ({"updated_at": 1763632800}, "updated_at"),
            ({"financial": "done"}, "financial"),
            ({"colour": "red"}, "colour"),
            ({"number": "A\0"}, "number"),
            ({"lines": [{"id": "1", "title": "Lamp", "quantity": "2", "price": "1"}]}, "lines.0.quantity"),
            ({"parcels": [{"id": "1", "status": "gone", "updated_at": "2026-11-20T10:00:00Z"}]}, "parcels.0.status"),
        ],
    )
    def test_what_is_wrong_is_named(self, client: FlaskClient, door: str, change: dict[str, Any], field: str) -> None:
        answer = send(client, "PUT", f"{door}/orders/7", order(**change))
        assert answer.status_code == 422
        assert answer.json is not None
        assert list(answer.json["error"]["fields"]) == [field]
        assert kept() == []

    @pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"1", b"[" * 100_000, b'{"number": "\\ud800"}'])
    def test_what_is_no_order_is_refused(self, client: FlaskClient, door: str, body: bytes) -> None:
        assert send(client, "PUT", f"{door}/orders/7", body).status_code == 422

    @pytest.mark.parametrize("id", ["a b", "ü", "x" * 65, "a:b"])
    def test_an_id_is_plain(self, client: FlaskClient, door: str, id: str) -> None:
        answer = send(client, "PUT", f"{door}/orders/{id}", order())
        assert answer.status_code == 422
        assert answer.json is not None
        assert list(answer.json["error"]["fields"]) == ["id"]

    def test_too_much_is_too_much(self, client: FlaskClient, door: str) -> None:
        assert send(client, "PUT", f"{door}/orders/7", b" " * (2 * 1024 * 1024 + 1)).status_code == 413


class TestWhoIsLetIn:
    def test_the_documented_vector(self) -> None:
        """Stands in docs/rest-door.md, for those who write their own."""
        made = sign("s3cret", timestamp="1795300000", method="PUT", path="/door/abc/orders/7", body=b'{"number":"7"}')
        assert made == "59c69c7b74394c6b94d50b62d609d9a88c02b1734f891d066bde5451592669f4"

    def test_the_same_request_again_is_nothing_new(self, client: FlaskClient, door: str) -> None:
        at = time.time()
        assert send(client, "PUT", f"{door}/orders/7", order(), at=at).json == {"kept": 1}
        assert send(client, "PUT", f"{door}/orders/7", order(), at=at).json == {"kept": 0}
        assert len(kept()) == 1

    @pytest.mark.parametrize("off", [-301, 301, -3600])
    def test_an_old_request_is_not_taken(self, client: FlaskClient, door: str, off: int) -> None:
        answer = send(client, "PUT", f"{door}/orders/7", order(), at=time.time() + off)
        assert answer.status_code == 401
        assert answer.json is not None
        assert answer.json["error"]["code"] == "wrong_time"

    @pytest.mark.parametrize("given", ["", "nonsense", "ÿ", "0" * 64])
    def test_another_signature_is_refused(self, client: FlaskClient, door: str, given: str) -> None:
        assert send(client, "PUT", f"{door}/orders/7", order(), signature=given or "-").status_code == 401
        assert kept() == []

    def test_a_signature_is_for_one_place_and_one_body(self, client: FlaskClient, door: str) -> None:
        at = time.time()
        made = sign(SECRET, timestamp=str(int(at)), method="PUT", path=f"{door}/orders/7", body=b"{}")
        for method, path, body in (
            ("PUT", f"{door}/orders/8", b"{}"),
            ("DELETE", f"{door}/orders/7", b"{}"),
            ("PUT", f"{door}/orders/7", b"{ }"),
        ):
            assert send(client, method, path, body, at=at, signature=made).status_code == 401

    def test_dan_gets_nothing(self, client: FlaskClient, cast: Cast, door: str) -> None:
        dans = add_site(cast.other_workspace, "https://dan.example", secret="dans secret")
        assert send(client, "PUT", f"{door}/orders/7", order(), secret="dans secret").status_code == 401
        assert send(client, "DELETE", f"{door}/orders/7", secret="dans secret").status_code == 401
        assert send(client, "POST", f"{door}/batch", {}, secret="dans secret").status_code == 401
        assert send(client, "PUT", f"/door/{dans.public_id}/orders/7", order()).status_code == 401
        assert kept() == []

    def test_only_such_a_store_has_a_door(self, client: FlaskClient, cast: Cast) -> None:
        assert send(client, "PUT", f"/door/{cast.store.public_id}/orders/7", order()).status_code == 404
        assert send(client, "PUT", "/door/nothing/orders/7", order()).status_code == 404

    def test_a_new_secret_leaves_the_old_one_a_day(self, client: FlaskClient, site: Store, door: str) -> None:
        with db.unit():
            stores.renew_door(stores.by_id(site.id), actor="test")
        assert send(client, "PUT", f"{door}/orders/7", order()).status_code == 202

    def test_a_site_that_left_has_no_door(self, client: FlaskClient, site: Store, door: str) -> None:
        with db.unit():
            stores.uninstall(stores.by_id(site.id))
        assert send(client, "PUT", f"{door}/orders/7", order()).status_code == 404
