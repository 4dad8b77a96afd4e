"""Commands about stores."""

import argparse
from urllib.parse import urlsplit

from integration_app import stores
from integration_app.commands.people import the_workspace
from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.kit import db
from integration_app.stores.woocommerce import watching

PLATFORMS = ("shopify", "woocommerce", "rest")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    told = "Connect a store: its webhooks are taken from then on. Prints the store's id and where webhooks go."
    store = commands.add_parser("add-store", help="connect a store", description=told)
    store.add_argument("--platform", required=True, choices=PLATFORMS)
    store.add_argument("--address", required=True, help="the store's address: https://shop.example, or x.myshopify.com")
    store.add_argument("--secret", help="the secret that signs its webhooks; for “rest” one is made and printed")
    store.add_argument("--name", help="what the store is called (default: its host)")
    store.add_argument("--workspace", help="which workspace, where there are several")
    for name in ("access-token", "consumer-key", "consumer-secret"):
        store.add_argument(f"--{name}", help="lets Parley ask the store back")
    store.set_defaults(run=_add_store)


def _add_store(config: Config, given: argparse.Namespace) -> None:
    address = _address(given.address)
    host = urlsplit(address).netloc
    if given.platform == "rest":
        _add_site(config, given, address, host)
        return
    if not given.secret:
        raise Problem(f"Give the secret that signs the webhooks of {host}: --secret …")
    kinds = {
        "webhook_secret": given.secret,
        "access_token": given.access_token,
        "consumer_key": given.consumer_key,
        "consumer_secret": given.consumer_secret,
    }
    with db.unit():
        store = stores.add_store(
            the_workspace(given.workspace),
            platform=given.platform,
            name=given.name or host,
            address=address,
            secrets={kind: secret for kind, secret in kinds.items() if secret},
        )
        public_id = store.public_id
        if given.platform == "woocommerce" and given.consumer_key and given.consumer_secret:
            watching.begin(store, anew=False)  # those made by hand with this secret stay
    path = "shopify" if given.platform == "shopify" else f"woocommerce/{public_id}"
    print(f"store    {public_id}\nwebhooks {config.public_url}/webhooks/{path}")


def _add_site(config: Config, given: argparse.Namespace, address: str, host: str) -> None:
    with db.unit():
        workspace = the_workspace(given.workspace)
        store, secret = stores.add_site(workspace, name=given.name or host, address=address)
        public_id = store.public_id
    print(f"store    {public_id}\ndoor     {config.public_url}/door/{public_id}\nsecret   {secret}")
    print("The secret is shown this once. How to use it: docs/rest-door.md")


def _address(text: str) -> str:
    address = (text if "://" in text else f"https://{text}").rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Problem(f"“{text}” is no address of a store. Give one like https://shop.example.")
    return address
