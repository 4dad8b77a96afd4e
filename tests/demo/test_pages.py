import re

import pytest
import requests

from demo import wording
from demo.countries import LANGUAGES
from tests.demo.conftest import Served

PAGES = [
    "/", "/collections/lamps", "/products/halo-table-lamp", "/cart", "/search?q=linen", "/account/login",
    "/pages/delivery", "/panel", "/panel/products", "/mailbox",
]  # fmt: skip
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES)
def test_a_strict_policy_and_nothing_inline(served: Served, path: str) -> None:
    answer = requests.get(served.url + path, timeout=10)
    assert answer.status_code == 200
    assert not INLINE.search(answer.text)
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    parley = served.receiver.url
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == f"'self' {parley}"
    assert policy["style-src"] == "'self'"
    assert policy["frame-src"] == parley
    assert policy["connect-src"] == f"'self' {parley} {parley.replace('http', 'ws')}"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "page"),
    [("/", "home"), ("/products/halo-table-lamp", "product"), ("/cart", "cart"), ("/collections/gifts", "collection")],
)
def test_the_snippet_names_the_page(served: Served, path: str, page: str) -> None:
    text = requests.get(f"{served.url}{path}?lang=de&country=GB", timeout=10).text
    snippet = re.search(r"<script async[^>]*>", text)
    assert snippet
    for part in ('data-store="st_lumen"', 'data-locale="de"', 'data-currency="GBP"', f'data-page="{page}"'):
        assert part in snippet.group()
    assert ("data-product=" in snippet.group()) == (page == "product")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text(served: Served, language: str) -> None:
    own, english = wording._texts(language), wording._texts("en")
    finishes = {key for key in own if key.startswith(("finish.", "lede.halo"))}
    assert set(own) - finishes == set(english) - finishes
    text = requests.get(f"{served.url}/?lang={language}", timeout=10).text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text


def test_every_picture_is_there(served: Served) -> None:
    products = served.api("/api/products").json()["items"]
    for image in (image for product in products for image in product["images"]):
        answer = requests.get(image["src"], timeout=10)
        assert answer.headers["Content-Type"].startswith("image/svg+xml")
        assert "MAIN" not in answer.text
    assert requests.get(f"{served.url}/pictures/halo-table-lamp/nocolour.svg", timeout=10).status_code == 404
