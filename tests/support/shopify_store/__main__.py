"""The stand-in as a process of its own: ``python -m tests.support.shopify_store --port 8120 --orders 10000``.

Prints one JSON line once it answers: {"template": …, "shop": …, "token": …}. The token lasts a year, so that a
benchmark can do without renewing it.
"""

import argparse
import json
import threading

from tests.support.shopify_store import ShopifyStore


def main() -> None:
    """Serve until the process is ended."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--port", type=int, default=0)
    wanted.add_argument("--orders", type=int, default=0)
    wanted.add_argument("--products", type=int, default=0)
    wanted.add_argument("--rate", type=float, default=100.0, help="points a second")
    wanted.add_argument("--size", type=float, default=2000.0, help="points that the bucket holds")
    chosen = wanted.parse_args()
    store = ShopifyStore(
        orders=chosen.orders, products=chosen.products, port=chosen.port, rate=chosen.rate, size=chosen.size
    )
    with store:
        token = store.shop.tokens.new_access(365 * 86400)
        print(json.dumps({"template": store.template, "shop": store.shop.domain, "token": token}), flush=True)  # noqa: T201
        threading.Event().wait()


if __name__ == "__main__":
    main()
