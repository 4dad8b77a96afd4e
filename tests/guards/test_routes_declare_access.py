"""Every address of the application says who may call it."""

from flask import Flask

from integration_app.web import health
from integration_app.web.access import ROUTES
from integration_app.web.entry import API, endpoint_of
from integration_app.web.spa import ACCESS as PAGES

SIGNED = ("/webhooks/", "/door/")
"""By their senders; each is proved by its own tests."""


def test_every_route_says_who_may_call_it(app: Flask) -> None:
    declared = {endpoint_of(route) for route in ROUTES} | set(PAGES) | set(health.ACCESS)
    silent = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in declared
        and not rule.rule.startswith(SIGNED)
        and not hasattr(app.view_functions[rule.endpoint], "access")
    ]
    assert silent == []


def test_only_signing_in_and_the_description_are_public() -> None:
    public = sorted(f"{route.method} {route.path}" for route in ROUTES if route.access == "public")
    assert public == [
        "GET /links/<key>",
        "GET /openapi.json",
        "GET /session",
        "POST /links/<key>",
        "POST /password-resets",
        "POST /session",
    ]


def test_whatever_stands_below_a_store_needs_a_manager() -> None:
    below = [route for route in ROUTES if route.path.startswith("/stores")]
    others = [f"{route.method} {route.path}" for route in below if route.access != "manager"]
    assert others == ["GET /stores/<store>/tags"], "agents see which tags they can put on a conversation"


def test_every_api_address_comes_from_a_declared_route(app: Flask) -> None:
    served = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith(API)}
    assert served == {endpoint_of(route) for route in ROUTES}
