"""Everything that the platforms are known to send goes in: answered 200, worked on, with an outcome of its own."""

import json
import random
import subprocess
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from integration_app import orders
from integration_app.kit import clock, db
from integration_app.kit.inbox import Parcel
from integration_app.stores.models import Store
from tests.support import fetch_shopify
from tests.support.cast import Cast
from tests.support.deliveries import (
    LUMEN,
    PAYLOADS,
    all_captured,
    kept,
    send_shopify,
    send_woocommerce,
    shopify_payload,
)
from webhooks import shopify, topics, woocommerce

Jobs = Callable[[], int]


@pytest.fixture(scope="module")
def samples() -> dict[str, str]:
    """Shopify's own sample of each topic."""
    try:
        return fetch_shopify.samples()
    except (OSError, subprocess.SubprocessError) as error:
        pytest.fail(f"Shopify's samples could not be fetched with npm: {error}. Run: make shopify-samples")


LAST = ("customers/redact", "app/uninstalled", "shop/redact")
"""After them there is a person, a connection or a shop less, and what was kept of it goes too: so they come last."""


def test_shopifys_samples(cast: Cast, client: FlaskClient, run_jobs: Jobs, samples: dict[str, str]) -> None:
    lasting = {topic: body for topic, body in samples.items() if topic not in LAST}
    for topic, body in lasting.items():
        assert send_shopify(client, topic, body).status_code == 200
    run_jobs()
    outcomes = {row.topic: row.outcome for row in kept()}
    assert all(outcomes.values())
    assert {topic for topic, outcome in outcomes.items() if outcome == "unreadable"} == set()
    known = set(shopify.TOPICS) & set(lasting)
    assert len(known) >= 31
    assert {topic for topic in known if outcomes[topic] != "done"} == set()
    assert {outcomes[topic] for topic in set(lasting) - known} == {"ignored"}
    for topic in LAST:
        assert send_shopify(client, topic, samples[topic]).status_code == 200
        [outcome] = [row.outcome for row in kept() if row.topic == topic]
        assert outcome is None
        run_jobs()
        assert {row.outcome for row in kept() if row.topic == topic} <= {"done"}


def test_ids_stay_exact(cast: Cast, client: FlaskClient, run_jobs: Jobs, samples: dict[str, str]) -> None:
    """The samples' plain numbers above 2^53 are rounded; the global ids beside them are not."""
    send_shopify(client, "orders/updated", samples["orders/updated"])
    run_jobs()
    with db.unit(read_only=True):
        order = orders.by_number(cast.store.id, "9999")
        assert order is not None
        view = orders.full_order(order.id)
    assert view.external_id == "820982911946154508"
    assert view.lines[0].id == "487817672276298554"


def test_woocommerces_captures(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    for case in all_captured():
        if case.topic:
            answer = send_woocommerce(client, trail.public_id, case.topic, case.body, secret=case.secret or "")
            assert answer.status_code == 401, "The store's own secret counts, not the capture's."
            answer = send_woocommerce(client, trail.public_id, case.topic, case.body)
        else:
            form = "application/x-www-form-urlencoded"
            answer = client.post(f"/webhooks/woocommerce/{trail.public_id}", data=case.body, content_type=form)
        assert answer.status_code == 200
    run_jobs()
    outcomes = Counter((row.topic, row.outcome) for row in kept())
    assert {outcome for _, outcome in outcomes} == {"done", "ignored"}
    ignored = {topic for topic, outcome in outcomes if outcome == "ignored"}
    assert ignored == {
        f"action.woocommerce_{hook}"
        for hook in (
            "add_to_cart",
            "cart_item_removed",
            "cart_updated",
            "checkout_order_processed",
            "low_stock",
            "order_status_completed",
            "store_api_checkout_order_processed",
        )
    }


def test_a_draft_is_no_order(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    draft = '{"id": 700, "status": "checkout-draft", "currency": "EUR", "total": "1.00"}'
    send_woocommerce(client, trail.public_id, "order.created", draft)
    run_jobs()
    assert [row.outcome for row in kept()] == ["ignored"]


# Spoiled payloads: whatever a plugin makes of a shape, working on it ends in an outcome.

_ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    10**30,
    "",
    "\x00",
    "x" * 5000,
    "NaN",
    "-1e999",
    "9999-12-31T23:59:59-12:00",
    [],
    {},
    [[]],
    "€",
]


def _spoil(payload: Any, chance: random.Random) -> Any:
    if chance.random() < 0.06:
        return chance.choice(_ODD)
    if isinstance(payload, dict):
        return {key: _spoil(value, chance) for key, value in payload.items() if chance.random() > 0.02}
    if isinstance(payload, list):
        repeated = payload * (2 if chance.random() < 0.1 else 1)
        return [_spoil(value, chance) for value in repeated]
    return payload


_CASES = [
    ("shopify", topic, path.stem)
    for path in sorted((PAYLOADS / "shopify").glob("*.json"))
    for topic in shopify.TOPICS
    if path.stem.startswith(topic.replace("/", "_"))
]
_CASES += [("woocommerce", case.topic, case.name) for case in all_captured() if case.topic in woocommerce.TOPICS]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@example(case=("woocommerce", "product.created", "product.created_107"), seed=4780)
@given(case=st.sampled_from(_CASES), seed=st.integers(0, 2**32))
def test_spoiled_payloads_end_in_an_outcome(cast: Cast, trail: Store, case: tuple[str, str, str], seed: int) -> None:
    source, topic, name = case
    table, store = (shopify.TOPICS, cast.store) if source == "shopify" else (woocommerce.TOPICS, trail)
    plain = shopify_payload(name) if source == "shopify" else next(c.payload for c in all_captured() if c.name == name)
    body = json.dumps(_spoil(plain, random.Random(seed)))
    parcel = Parcel(1, source, LUMEN, topic, store.workspace_id, store.id, None, clock.now(), body)
    with db.unit():
        outcome = topics.handle(parcel, table, topics.sender(parcel))
    assert outcome in {topics.DONE, topics.IGNORED, topics.UNREADABLE}
