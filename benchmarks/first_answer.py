"""From the install click to the first right answer: the part of it that machines spend.

A Shopify stand-in (Shopify's own schema, its prices, a Standard shop's 100 points a second) and the real program, one
process on SQLite, empty before. What people spend in the same way (reading Shopify's page, switching the block on)
stands beside it in docs/install-shopify.md.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

import requests

from tests.support.program import Program
from tests.support.shopify_store import ShopifyStore

ORDERS, PRODUCTS = 100, 50
"""A small shop. Reading goes at the pace of its limit: ten times the orders take ten times as long."""

SHOP = "harbour-tea.myshopify.com"
SECRET = "shpss_the-secret-of-this-app-as-it-stands"
_PATIENCE = 300


def main() -> None:
    """Measure each step and print it."""
    folders = tempfile.TemporaryDirectory(prefix="parley-first-answer-")
    shop = ShopifyStore(SHOP, client_secret=SECRET, orders=ORDERS, products=PRODUCTS)
    with shop as shopify, folders as folder:
        own = {
            "SHOPIFY_ADMIN_URL": shopify.template,
            "SHOPIFY_CLIENT_ID": shopify.client_id,
            "SHOPIFY_CLIENT_SECRET": SECRET,
        }
        program = Program(Path(folder), **own).start()
        try:
            _measure(program.parley, shopify)
        finally:
            program.stop()


def _measure(parley: str, shopify: ShopifyStore) -> None:
    started = time.monotonic()

    def note(step: str) -> None:
        print(f"{step:<58} {time.monotonic() - started:7.1f} s", flush=True)

    def console(method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {shopify.shop.tokens.id_token()}"}
        answer = requests.request(method, f"{parley}/api/v1{path}", json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer.json()

    console("POST", "/shopify/session", {"begin": True})
    note("the console is open, the shop connected")
    store = console("GET", "/stores")[0]["id"]
    newest = max(shopify.shop.shelf.orders.by_id.values(), key=lambda one: str(one["created_at"]))
    early = "the order" if _ask(parley, newest) else "that it cannot be found yet"
    note(f"a shopper asked for the newest order, and was told {early}")
    _until(lambda: console("GET", f"/stores/{store}/sync")["reading"]["state"] == "done")
    note(f"{PRODUCTS} products and {ORDERS} orders are read")
    assert _ask(parley, newest), "the answer must name the order"
    note("the same question, answered right")


def _ask(parley: str, order: dict[str, Any]) -> bool:
    """Ask for an order with number and mail address, as a guest does; say whether the answer tells of it."""
    base, page = f"{parley}/widget/{SHOP}", {"Origin": f"https://{SHOP}"}
    opened = requests.post(
        f"{base}/conversations", json={"locale": "en", "zone": "Europe/Paris"}, headers=page, timeout=10
    )
    assert opened.ok, opened.text
    token = {"Authorization": f"Bearer {opened.json()['token']}"}
    words = f"Where is my order {order['name']}? My address is {order['email']}"
    message = {"body": words, "client_id": "first-question"}
    sent = requests.post(f"{base}/messages", json=message, headers=token, timeout=10)
    sent.raise_for_status()
    answers: list[dict[str, Any]] = []

    def answered() -> bool:
        told = requests.get(f"{base}/messages", headers=token, timeout=10).json()["messages"]
        answers[:] = [one for one in told if one["seq"] > sent.json()["seq"]]
        return bool(answers)

    _until(answered)
    return any(card.get("type") == "order" for one in answers for card in one.get("cards", ()))


def _until(true: Any) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end, f"still not so after {_PATIENCE} s"
        time.sleep(0.05)


if __name__ == "__main__":
    main()
