"""What WordPress's exporter and eraser get through the plugin, and what Dan gets."""

import time
from typing import Any

from flask.testing import FlaskClient

from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.deliveries import captured, send_woocommerce
from tests.wordpress.support import DANS_SECRET, report
from tests.wordpress.test_reports import Jobs


def ask(client: FlaskClient, store: Store, do: str, email: str, **more: Any) -> Any:
    answer = report(
        client, store.public_id, {"do": do, "email": email, "nonce": str(time.monotonic_ns()), **more}, to="privacy"
    )
    assert answer.status_code == 200, answer.text
    return answer.json


def order_email(trail: Store, client: FlaskClient, run_jobs: Jobs) -> str:
    case = captured("order.created_104_pending")
    send_woocommerce(client, trail.public_id, case.topic, case.body)
    run_jobs()
    return str(case.payload["billing"]["email"])


def test_an_order_is_exported_and_erased(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    email = order_email(trail, client, run_jobs)
    told = ask(client, trail, "export", email)
    assert told["done"] is True
    assert {"orders", "order_lines"} <= {record["part"] for record in told["records"]}
    assert any(email in record["data"].values() for record in told["records"])
    assert ask(client, trail, "export", email, page=2) == {"records": [], "done": True}
    erased = ask(client, trail, "erase", email)
    assert (erased["done"], erased["held_because"]) == (True, None)
    assert erased["rows"] > 0
    assert not any(email in record["data"].values() for record in ask(client, trail, "export", email)["records"])


def test_somebody_unknown_has_nothing(trail: Store, client: FlaskClient) -> None:
    assert ask(client, trail, "export", "nobody@example.com") == {"records": [], "done": True}


def test_dan_learns_nothing_of_adas_customers(
    cast: Cast, trail: Store, dans_store: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    question = {"do": "export", "email": order_email(trail, client, run_jobs)}
    assert report(client, trail.public_id, question, to="privacy", secret=DANS_SECRET).status_code == 401
    answer = report(client, dans_store.public_id, question, to="privacy", secret=DANS_SECRET)
    assert answer.json == {"records": [], "done": True}


def test_a_question_is_answered_once(trail: Store, client: FlaskClient) -> None:
    question, at = {"do": "export", "email": "cleo@example.com"}, time.time()
    codes = [report(client, trail.public_id, question, to="privacy", at=at).status_code for _ in range(2)]
    assert codes == [200, 409]


def test_other_questions_are_not_known(trail: Store, client: FlaskClient) -> None:
    for question in ({}, {"do": "export"}, {"do": "sell", "email": "a@b.example"}, b"["):
        assert report(client, trail.public_id, question, to="privacy").status_code == 422
