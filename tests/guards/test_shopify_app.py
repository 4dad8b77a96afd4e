"""What Shopify is given says what the manifest says, and passes Shopify's own checker.

Each check is also shown a copy that is broken on purpose: a check that cannot fail proves nothing.
"""

import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

from integration_app.cli import main
from integration_app.platforms.manifest import manifest
from integration_app.platforms.shopify import app_files, read
from tests.support.deliveries import shopify_payload
from webhooks import shopify

APP = app_files.App("0123456789abcdef", "https://parley.example.com")
CHECKER = Path(__file__).parents[1] / "support" / "theme_check.mjs"
OPERATIONS = Path(app_files.__file__).parent / "graphql"
SETTING_TYPES = {"checkbox", "paragraph", "header", "range", "select", "text", "color", "url"}
"""Of those that Shopify knows, what we may use: no type that fetches or holds markup."""

SCOPE_OF_TOPIC = {
    "app": None,
    "shop": None,
    "carts": "read_orders",
    "checkouts": "read_orders",
    "orders": "read_orders",
    "refunds": "read_orders",
    "customers": "read_customers",
    "products": "read_products",
    "fulfillments": "read_fulfillments",
    "fulfillment_events": "read_fulfillments",
    "returns": "read_returns",
}
"""Which right Shopify asks for, by the first word of a topic."""


SCOPE_OF_FIELD = {
    "read_orders": "order orders ordersCount fulfillment refund",
    "write_orders": "orderCancel orderInvoiceSend orderUpdate refundCreate",
    "read_products": "product products productsCount",
    "read_returns": "return returnableFulfillments returnReasonDefinitions",
    "write_returns": "returnApproveRequest returnDeclineRequest returnRequest",
    "read_discounts": "codeDiscountNodeByCode codeDiscountNodes discountRedeemCodeBulkCreation",
    "write_discounts": "discountCodeBasicCreate discountRedeemCodeBulkAdd discountCodeRedeemCodeBulkDelete",
    "read_shipping": "deliveryProfile deliveryProfiles",
    "read_locales": "shopLocales",
    "": "shop job",
}
"""Which right Shopify asks for, by the first field of an operation."""


@pytest.fixture
def rendered(tmp_path: Path) -> Path:
    app_files.write(tmp_path, app_files.files(APP, manifest()))
    return tmp_path


def toml(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "shopify.app.toml").read_text("utf-8"))


def topics(told: dict[str, Any]) -> set[str]:
    each = told["webhooks"]["subscriptions"]
    return {topic for one in each for topic in (*one.get("topics", ()), *one.get("compliance_topics", ()))}


def offences(folder: Path) -> list[dict[str, Any]]:
    command = ["node", str(CHECKER), str(folder / "extensions" / "parley")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def block_of(folder: Path) -> str:
    return (folder / "extensions/parley/blocks" / f"{manifest().block.name}.liquid").read_text("utf-8")


def block_problems(folder: Path) -> list[str]:
    """Say what Shopify's tools do not: target, setting types, and the block's name in every language."""
    found = re.search(r"{% schema %}(.*){% endschema %}", block_of(folder), re.DOTALL)
    assert found
    schema = json.loads(found.group(1))
    problems = [] if schema["target"] == manifest().block.target else [f"target {schema['target']}"]
    problems += [f"type {one['type']}" for one in schema.get("settings", []) if one["type"] not in SETTING_TYPES]
    for path in sorted((folder / "extensions/parley/locales").glob("*.schema.json")):
        name = json.loads(path.read_text("utf-8"))["block"]["name"]
        if len(name) >= 25 or name == manifest().name:
            problems.append(f"name {name}")
    english = json.loads((folder / "extensions/parley/locales/en.default.schema.json").read_text("utf-8"))
    return problems + ([] if english["block"]["name"] == manifest().block.title else ["title"])


def unsafe_outputs(text: str) -> list[str]:
    """Return what a block prints without escaping; a translation and our own address are our words."""
    printed = re.findall(r"{{-?\s*(.*?)\s*-?}}", text)
    return [one for one in printed if not re.search(r"\| (escape|json|t)$", one) and one != "parley"]


def test_topics_are_the_same_in_manifest_file_and_code(rendered: Path) -> None:
    told = toml(rendered)
    assert topics(told) == manifest().shopify_topics == set(shopify.TOPICS)
    told["webhooks"]["subscriptions"][0]["topics"].pop()
    assert topics(told) != set(shopify.TOPICS)


def test_the_three_topics_of_the_law_stand_apart(rendered: Path) -> None:
    law = [
        one["compliance_topics"] for one in toml(rendered)["webhooks"]["subscriptions"] if "compliance_topics" in one
    ]
    assert law == [["customers/data_request", "customers/redact", "shop/redact"]]


def test_every_address_is_whole_and_ours(rendered: Path) -> None:
    told = toml(rendered)
    addresses = [one["uri"] for one in told["webhooks"]["subscriptions"]]
    addresses += [told["application_url"], told["app_proxy"]["url"], *told["auth"]["redirect_urls"]]
    assert all(address.startswith(f"{APP.address}/") for address in addresses)
    assert told["embedded"] is True
    assert told["client_id"] == APP.client_id


def test_scopes_are_the_manifests_and_cover_the_topics(rendered: Path) -> None:
    scopes = toml(rendered)["access_scopes"]
    granted = set(scopes["scopes"].split(","))
    assert granted == set(manifest().required_scopes)
    assert scopes["optional_scopes"] == list(manifest().optional_scopes)
    needed = {SCOPE_OF_TOPIC[topic.split("/")[0]] for topic in manifest().shopify_topics} - {None}
    assert needed <= granted
    assert not needed <= granted - {"read_returns"}


def fields_asked() -> set[str]:
    """Return the first fields of all our GraphQL operations."""
    found = set()
    for path in sorted(OPERATIONS.glob("*.graphql")):
        for one in parse(path.read_text("utf-8")).definitions:
            if isinstance(one, OperationDefinitionNode):
                found |= {field.name.value for field in one.selection_set.selections if isinstance(field, FieldNode)}
    return found


def test_scopes_cover_what_we_ask_of_the_admin_api() -> None:
    scope_of = {field: scope for scope, named in SCOPE_OF_FIELD.items() for field in named.split()}
    assert fields_asked() <= set(scope_of), "a new field needs a line in the table"
    needed = {scope_of[field] for field in fields_asked()} - {""}
    required, optional = set(manifest().required_scopes), set(manifest().optional_scopes)
    assert needed <= required | optional
    assert {scope for scope in needed if scope.startswith("read_")} <= required, "the mirror works without extra rights"


def test_fields_that_are_left_out_are_not_read(rendered: Path) -> None:
    """Shopify drops a delivery as a duplicate where the fields that are sent did not change."""
    narrowed = [one for one in toml(rendered)["webhooks"]["subscriptions"] if "include_fields" in one]
    assert [one["topics"] for one in narrowed] == [["carts/create", "carts/update"]]
    fields = narrowed[0]["include_fields"]
    assert "updated_at" in fields
    whole = shopify_payload("carts_update")
    assert read.cart({name: whole[name] for name in fields}) == read.cart(whole)


def test_shopifys_checker_finds_nothing(rendered: Path) -> None:
    assert offences(rendered) == []


Break = Callable[[str], str]


@pytest.mark.parametrize(
    ("check", "damage"),
    [
        ("ParserBlockingScript", lambda text: text.replace("    async\n", "")),
        ("RemoteAsset", lambda text: text.replace("{{ parley }}/widget.js", "https://elsewhere.example/widget.js")),
        ("TranslationKeyExists", lambda text: text.replace("chat.no_script", "chat.nothing")),
        ("UnknownFilter", lambda text: text.replace("shop.permanent_domain | escape", "shop.permanent_domain | guard")),
    ],
)
def test_the_checker_sees_a_broken_block(rendered: Path, check: str, damage: Break) -> None:
    path = rendered / "extensions/parley/blocks" / f"{manifest().block.name}.liquid"
    path.write_text(damage(path.read_text("utf-8")), "utf-8")
    assert check in {one["check"] for one in offences(rendered)}


def test_the_block_is_what_shopify_takes(rendered: Path) -> None:
    assert block_problems(rendered) == []


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda text: text.replace('"target": "body"', '"target": "footer"'), "target footer"),
        (lambda text: text.replace('"type": "checkbox"', '"type": "switch"'), "type switch"),
    ],
)
def test_a_wrong_block_is_seen(rendered: Path, damage: Break, problem: str) -> None:
    path = rendered / "extensions/parley/blocks" / f"{manifest().block.name}.liquid"
    path.write_text(damage(path.read_text("utf-8")), "utf-8")
    assert block_problems(rendered) == [problem]


def test_a_long_name_is_seen(rendered: Path) -> None:
    path = rendered / "extensions/parley/locales/de.schema.json"
    path.write_text(path.read_text("utf-8").replace('"name": "Chat"', '"name": "Chat mit dem Kundendienst"'), "utf-8")
    assert block_problems(rendered) == ["name Chat mit dem Kundendienst"]


def test_what_the_block_prints_is_escaped(rendered: Path) -> None:
    assert unsafe_outputs(block_of(rendered)) == []
    assert unsafe_outputs("{{ shop.name }} {{ shop.name | escape }}") == ["shop.name"]


def test_the_block_names_the_shop_and_nobody_types_anything(rendered: Path) -> None:
    text = block_of(rendered)
    assert f"{APP.address}" in text
    assert 'data-store="{{ shop.permanent_domain | escape }}"' in text
    assert f'data-proxy="{manifest().proxy.in_shop}"' in text
    assert "PARLEY_URL'" not in text
    assert "customer" not in text, "who is signed in is asked of the app proxy, never of the page"


def test_every_language_of_the_widget_has_its_texts(rendered: Path) -> None:
    found = {path.name for path in (rendered / "extensions/parley/locales").iterdir()}
    for language in ("en.default", "zh-CN", "de", "es", "ar"):
        assert {f"{language}.json", f"{language}.schema.json"} <= found


def test_the_same_manifest_gives_the_same_bytes() -> None:
    one, two = (app_files.files(APP, manifest()) for _ in range(2))
    assert one == two
    assert app_files.zipped(one) == app_files.zipped(two)


def test_the_command_renders_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARLEY_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("PARLEY_URL", raising=False)
    out = tmp_path / "out"
    assert main(["shopify-app", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert "client id is missing" in said.err
    assert "https addresses only" in said.err
    assert toml(out)["client_id"] == app_files.NO_CLIENT_ID
    assert main(["shopify-app", "--out", str(out), "--client-id", "c1", "--url", "https://p.example"]) == 0
    assert capsys.readouterr().err == ""
    assert toml(out)["application_url"] == "https://p.example/"
