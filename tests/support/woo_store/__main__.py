"""Run the store as a process of its own: ``python -m tests.support.woo_store --port 8141 --orders 10000``."""

import argparse
import sys

from tests.support.woo_store.control import fill
from tests.support.woo_store.oauth import Key
from tests.support.woo_store.server import WooServer
from tests.support.woo_store.state import WooStore


def main() -> None:
    """Serve until it is stopped; prints its address and keys."""
    told = argparse.ArgumentParser(prog="python -m tests.support.woo_store")
    told.add_argument("--port", type=int, default=8141)
    told.add_argument("--orders", type=int, default=0)
    told.add_argument("--key", default=Key().key)
    told.add_argument("--secret", default=Key().secret)
    given = told.parse_args()
    store = WooStore(key=Key(given.key, given.secret))
    server = WooServer(store, port=given.port)
    fill(store, given.orders)
    sys.stdout.write(f"address {server.url}\nkey     {given.key}\nsecret  {given.secret}\n")
    sys.stdout.flush()
    server.serve()


if __name__ == "__main__":
    main()
