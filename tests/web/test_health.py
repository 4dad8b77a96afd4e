"""What whoever watches gets to see, and who does not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from integration_app.app import create_app
from integration_app.config import Config
from integration_app.kit import db, ephemeral, inbox, schema
from tests.support.cast import Cast


@pytest.fixture
def migrated(database: db.Database) -> Iterator[None]:
    """Tests make tables without migrations; say which one they stand for."""
    with db.unit() as unit:
        unit.connection.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
        unit.connection.execute(text("DELETE FROM alembic_version"))
        unit.connection.execute(text("INSERT INTO alembic_version VALUES (:one)"), {"one": schema.newest()})
    yield
    with db.unit() as unit:
        unit.connection.execute(text("DROP TABLE alembic_version"))


def test_a_process_that_answers_is_alive(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_it_is_ready_with_a_database_in_todays_shape(client: FlaskClient, migrated: None) -> None:
    assert client.get("/readyz").data == b"ready\n"
    with db.unit() as unit:
        unit.connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"is at older" in answer.data


class _Gone(ephemeral.InMemory):
    def put(self, key: str, value: str, *, seconds: int) -> None:
        raise ConnectionError


def test_it_is_not_ready_without_redis(client: FlaskClient, migrated: None) -> None:
    ephemeral.use(_Gone())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.data) == (503, b"redis does not answer (ConnectionError)\n")


def test_the_numbers_tell_what_waits(client: FlaskClient, cast: Cast) -> None:
    with db.unit():
        inbox.receive("shopify", sender="x", delivery_key="k", topic="orders/create", body="{}")
    client.get("/healthz")
    page = client.get("/metrics").data.decode()
    assert 'parley_waiting{kind="webhooks"} 1.0' in page
    assert 'parley_requests_total{method="GET",route="/healthz",status="200"} 1.0' in page


@pytest.mark.parametrize(
    "environ", [{"REMOTE_ADDR": "203.0.113.7"}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}]
)
def test_without_a_token_only_this_machine_sees_the_numbers(client: FlaskClient, environ: dict[str, str]) -> None:
    assert client.get("/metrics", environ_overrides=environ).status_code == 401


def test_with_a_token_only_who_brings_it(config: Config, app: Flask) -> None:
    client = create_app(replace(config, metrics_token="prom")).test_client()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer prom"}).status_code == 200


def test_each_request_has_a_name(client: FlaskClient) -> None:
    assert len(client.get("/healthz").headers["X-Request-Id"]) == 16
    assert client.get("/healthz", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == "abc-1"
    assert client.get("/healthz", headers={"X-Request-Id": "a b\tc"}).headers["X-Request-Id"] != "a b\tc"
