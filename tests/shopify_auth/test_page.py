"""The console's page in Shopify's frame: whose shop may frame it, and what loads first."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from integration_app.web import spa
from tests.support.shopify_door import CLIENT_ID, SHOP, ShopifyDoor, id_token

HOST = "YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvdGVhLWhvdXNl"


def address(path: str = "/console/", **query: str) -> str:
    known = {"embedded": "1", "host": HOST, "shop": SHOP, "id_token": id_token(), **query}
    return f"{path}?" + "&".join(f"{name}={value}" for name, value in known.items() if value)


def ancestors(policy: str) -> str:
    found = re.search(r"frame-ancestors ([^;]*)", policy)
    assert found is not None
    return found.group(1)


@pytest.fixture(autouse=True)
def built() -> None:
    assert spa.DIST.is_dir(), "The console is not built. Run: make build"


def test_one_shop_may_frame_its_page(client: FlaskClient, door: ShopifyDoor) -> None:
    answer = client.get(address())
    policy = answer.headers["Content-Security-Policy"]
    assert ancestors(policy) == f"https://{SHOP} https://admin.shopify.com"
    assert "script-src 'self' https://cdn.shopify.com;" in policy
    assert "unsafe" not in policy
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_app_bridge_is_the_first_script(client: FlaskClient, door: ShopifyDoor) -> None:
    page = client.get(address("/console/settings/widget")).text
    assert f'<meta name="shopify-api-key" content="{CLIENT_ID}">' in page
    scripts = re.findall(r"<script[^>]*>", page)
    assert scripts[0] == '<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js">'
    assert "/console/assets/" in scripts[1]


def test_the_address_that_shopify_opens_answers_at_once(client: FlaskClient, door: ShopifyDoor) -> None:
    answer = client.get(address("/"))
    assert answer.status_code == 200
    assert ancestors(answer.headers["Content-Security-Policy"]).startswith(f"https://{SHOP} ")
    assert client.get("/").headers["Location"] == "/console/"


@pytest.mark.parametrize(
    "token", ["", "nonsense", id_token(exp=1), id_token("other.myshopify.com"), id_token(secret="z" * 40)]
)
def test_without_a_fresh_token_the_page_bounces(client: FlaskClient, door: ShopifyDoor, token: str) -> None:
    answer = client.get(address("/console/inbox", id_token=token))
    assert answer.status_code == 302
    there = urlsplit(answer.headers["Location"])
    query = parse_qs(there.query)
    assert there.path == "/console/shopify"
    back = urlsplit(query["shopify-reload"][0])
    assert (back.netloc, back.path) == ("localhost", "/console/inbox")
    assert "id_token" not in back.query
    bounce = client.get(answer.headers["Location"])
    assert "app-bridge.js" in bounce.text
    assert CLIENT_ID in bounce.text
    assert ancestors(bounce.headers["Content-Security-Policy"]) == f"https://{SHOP} https://admin.shopify.com"


@pytest.mark.parametrize(
    "shop", ["evil.example", "*.myshopify.com", "a.b.myshopify.com", "x.myshopify.com%20https://evil.example", "%20"]
)
def test_what_is_no_shop_frames_nothing(client: FlaskClient, door: ShopifyDoor, shop: str) -> None:
    for path in ("/", "/console/", "/console/shopify"):
        answer = client.get(address(path, shop=shop, **{"shopify-reload": "http://localhost/console/"}))
        assert answer.status_code == 400
        assert ancestors(answer.headers["Content-Security-Policy"]) == "'none'"
        assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "http://localhost@evil.example/", "http:\\\\localhost", ""]
)
def test_the_bounce_page_leads_nowhere_else(client: FlaskClient, door: ShopifyDoor, target: str) -> None:
    assert client.get("/console/shopify", query_string={"shop": SHOP, "shopify-reload": target}).status_code == 400


def test_outside_of_shopify_nothing_is_framed(client: FlaskClient, door: ShopifyDoor) -> None:
    answer = client.get("/console/")
    assert ancestors(answer.headers["Content-Security-Policy"]) == "'none'"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "shopify" not in answer.text


def test_without_a_registered_app_there_is_no_frame(client: FlaskClient) -> None:
    answer = client.get(address())
    assert answer.status_code == 503
    assert ancestors(answer.headers["Content-Security-Policy"]) == "'none'"
