"""The manifest and the code say the same."""

import tomllib

from flask import Flask

from integration_app.platforms.manifest import PATH, manifest
from webhooks import shopify, woocommerce


def test_every_topic_we_ask_for_is_worked_on_and_the_other_way_round() -> None:
    assert manifest().shopify_topics == set(shopify.TOPICS)
    assert manifest().woocommerce_topics == set(woocommerce.TOPICS)


def test_lists_are_sorted_and_name_nothing_twice() -> None:
    hooks = tomllib.loads(PATH.read_text())["webhooks"]
    for name in ("shopify", "shopify_compliance", "woocommerce"):
        assert hooks[name] == sorted(set(hooks[name]))


def test_addresses_are_routes(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    hooks = tomllib.loads(PATH.read_text())["webhooks"]
    assert {hooks["shopify_address"], hooks["woocommerce_address"], "/widget.js"} <= rules
    assert any(rule.startswith(f"{manifest().proxy.path}/") for rule in rules)
