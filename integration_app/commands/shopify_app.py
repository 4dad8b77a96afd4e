"""The command that renders what Shopify's CLI deploys."""

import argparse
import sys
from pathlib import Path

from sqlalchemy import inspect

from integration_app import stores
from integration_app.config import Config
from integration_app.kit import db
from integration_app.platforms.manifest import manifest
from integration_app.platforms.shopify import app_files

_WORDS = {
    "client_id": "The client id is missing. Copy it from Shopify's Dev Dashboard, and set SHOPIFY_CLIENT_ID.",
    "https": "Shopify opens https addresses only, not “{address}”. Set PARLEY_URL to Parley's own.",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    told = (
        "Render shopify.app.toml and the theme app extension from extension.toml. The client id comes from here, from "
        "SHOPIFY_CLIENT_ID or from Settings, Installation; the address from here or from PARLEY_URL."
    )
    made = commands.add_parser("shopify-app", help="render the files that Shopify's CLI deploys", description=told)
    made.add_argument("--out", type=Path, default=Path("build/shopify"), metavar="FOLDER")
    made.add_argument("--client-id", help="the app's client id")
    made.add_argument("--url", help="Parley's address, as Shopify reaches it")
    made.set_defaults(run=_render)


def _render(config: Config, given: argparse.Namespace) -> None:
    client_id = given.client_id or config.shopify_client_id or _registered()
    app = app_files.App(client_id, (given.url or config.public_url).rstrip("/"))
    found = app_files.files(app, manifest())
    app_files.write(given.out, found)
    print(f"{given.out}: {len(found)} files.")
    for unsaid in app.missing:
        print(f"Not ready to deploy. {_WORDS[unsaid].format(address=app.address)}", file=sys.stderr)
    if not app.missing:
        print(f"Deploy them with: cd {given.out} && npx @shopify/cli app deploy")


def _registered() -> str:
    """Return the client id that was entered in the console; empty where there is no database yet."""
    database = db.database()
    if database.is_sqlite and not Path(database.url.database or "").is_file():
        return ""
    if not inspect(database.engine).has_table("registrations"):
        return ""
    with db.unit(read_only=True):
        return stores.shopify_app().client_id
