"""Headers, pages and what an error gives away."""

from flask import Flask
from flask.testing import FlaskClient

from integration_app.web import console, openapi, spa
from integration_app.web.access import ROUTES


def test_the_console_allows_nothing_from_elsewhere(client: FlaskClient) -> None:
    policy = client.get("/console/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_answers_of_the_api_are_neither_kept_nor_framed(client: FlaskClient) -> None:
    headers = client.get("/api/v1/session").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_address_that_is_none_is_answered_as_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["error"]["code"] == "not_found"


def test_the_console_serves_no_file_from_outside_its_folder(client: FlaskClient) -> None:
    for path in ("/console/../pyproject.toml", "/console/..%2f..%2fpyproject.toml", "/console/assets/../../x"):
        assert b"[project]" not in client.get(path).data


def test_every_page_of_the_console_starts_the_same_program(client: FlaskClient) -> None:
    assert spa.DIST.is_dir(), "The console is not built. Run: make build"
    assert client.get("/console/settings/widget").data == client.get("/console/").data


def test_the_description_names_every_route_and_its_models(app: Flask) -> None:
    assert console.MODULES
    document = openapi.document()
    described = sum(len(methods) for methods in document["paths"].values())
    assert described == len(ROUTES)
    schemas = document["components"]["schemas"]
    assert {"Me", "Inbox", "ConversationPage", "WidgetSettings", "Trigger", "Campaign"} <= set(schemas)
    assert not [name for name in schemas if name.endswith(("-Input", "-Output"))], (
        "a shape is read otherwise than written"
    )
