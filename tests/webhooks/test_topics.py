"""What single topics do beyond the mirror: deletions and their cross-fire, leaving, privacy, coupons."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient

from integration_app import catalogue, orders, stores
from integration_app.catalogue.models import Product
from integration_app.kit import clock, db, events
from integration_app.stores.models import Store
from integration_app.triggers.models import Campaign, Coupon
from tests.support.cast import Cast
from tests.support.deliveries import captured, kept, send_shopify, send_woocommerce, shopify_payload

Jobs = Callable[[], int]


def _tell(client: FlaskClient, store: Store, *names: str) -> None:
    for name in names:
        case = captured(name)
        assert send_woocommerce(client, store.public_id, case.topic, case.body).status_code == 200


def _recorded(kind: str) -> list[dict[str, int]]:
    with db.unit(read_only=True):
        return [dict(row.ids) for row in db.session().query(events.EventRow).filter_by(kind=kind)]


def _product(store: Store, external_id: str) -> Product | None:
    with db.unit(read_only=True):
        return db.session().query(Product).filter_by(store_id=store.id, external_id=external_id).one_or_none()


def test_the_cross_fire_touches_only_its_own_type(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    """Trashing product 107 sent coupon.deleted, and trashing coupon 103 sent product.deleted."""
    _add_coupon(trail, code="OTHER", external_id="107")
    _tell(client, trail, "product.created_107", "product.updated_20")
    run_jobs()
    _tell(client, trail, "coupon.deleted_103", "product.deleted_103")
    run_jobs()
    assert _product(trail, "103") is None
    for id in ("107", "20"):
        row = _product(trail, id)
        assert row is not None
        assert row.deleted_at is None
    _tell(client, trail, "product.deleted_107")
    run_jobs()
    row = _product(trail, "107")
    assert row is not None
    assert row.deleted_at is not None


def test_an_id_of_dans_store_is_none_of_ours(
    trail: Store, dans_store: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    _tell(client, trail, "product.created_107")
    run_jobs()
    body = captured("product.deleted_107").body
    send_woocommerce(client, dans_store.public_id, "product.deleted", body, secret="dans secret")
    run_jobs()
    row = _product(trail, "107")
    assert row is not None
    assert row.deleted_at is None


def test_a_deleted_order_is_not_found_and_comes_back_when_restored(
    trail: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    _tell(client, trail, "order.created_106_cancelled", "order.deleted_106")
    run_jobs()
    with db.unit(read_only=True):
        assert orders.by_number(trail.id, "106") is None
    restored = captured("order.updated_106_cancelled").body
    send_woocommerce(client, trail.public_id, "order.restored", restored)
    run_jobs()
    with db.unit(read_only=True):
        assert orders.by_number(trail.id, "106") is not None


def test_a_deletion_may_come_first(cast: Cast, client: FlaskClient, run_jobs: Jobs) -> None:
    send_shopify(client, "orders/delete", shopify_payload("orders_delete"))
    send_shopify(client, "orders/cancelled", shopify_payload("orders_cancelled"))
    run_jobs()
    with db.unit(read_only=True):
        assert orders.by_number(cast.store.id, "LG-1043") is None


def test_uninstalling_forgets_the_secrets(cast: Cast, client: FlaskClient, run_jobs: Jobs) -> None:
    with db.unit():
        stores.keep_secret(stores.by_id(cast.store.id), "access_token", "shpat")
    send_shopify(client, "app/uninstalled", shopify_payload("app_uninstalled"), triggered_at=clock.now().isoformat())
    run_jobs()
    with db.unit(read_only=True):
        store = stores.by_id(cast.store.id)
        assert store.uninstalled_at is not None
        assert stores.secrets(store, "access_token") == []
    assert len(_recorded("store.uninstalled")) == 1


def test_late_news_of_leaving_does_not_undo_coming_back(cast: Cast, client: FlaskClient, run_jobs: Jobs) -> None:
    before = (clock.now() - timedelta(hours=1)).isoformat()
    send_shopify(client, "app/uninstalled", shopify_payload("app_uninstalled"), triggered_at=before)
    run_jobs()
    assert kept()[0].outcome == "ignored"
    with db.unit(read_only=True):
        assert stores.by_id(cast.store.id).uninstalled_at is None


def test_a_used_coupon_of_ours_is_noted(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    _add_coupon(trail, code="CHAT-15-ABC")
    payload: Any = captured("coupon.updated_103").payload
    for used in (0, 1, 1):
        send_woocommerce(client, trail.public_id, "coupon.updated", json.dumps(payload | {"usage_count": used}))
        run_jobs()
        assert len(_recorded("coupon.used")) == used


def test_products_are_found_by_words_and_sku(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    _tell(client, trail, "product.updated_20", "product.updated_43", "product.updated_24", "product.created_107")
    run_jobs()
    with db.unit(read_only=True):

        def found(words: str) -> list[str]:
            return [view.title for view in catalogue.search(trail.id, words)]

        assert found("tent")[0] in {"Tent Duo 2P", "Tent Pegs (10)"}
        assert found("the tent duo please")[0] == "Tent Duo 2P"
        assert found("TENT-001") == ["Tent Duo 2P"]
        assert found("tee-002-l-g") == ["T-Shirt Summit"]
        assert found("submarine") == found("") == []
        tent = catalogue.product(trail.id, "20")
        assert tent is not None
        assert (tent.stock, tent.price, tent.available) == (2, Decimal("249.00"), True)


def _add_coupon(store: Store, *, code: str, external_id: str | None = None) -> None:
    now = clock.now()
    with db.unit():
        campaign = Campaign(store_id=store.id, name="Five", percent=Decimal(5), created_at=now)
        db.session().add(campaign)
        db.session().flush()
        row = Coupon(store_id=store.id, campaign_id=campaign.id, code=code, external_id=external_id, percent=Decimal(5))
        row.reserved, row.reserved_at, row.ends_at = Decimal(5), now, now + timedelta(days=1)
        db.session().add(row)
