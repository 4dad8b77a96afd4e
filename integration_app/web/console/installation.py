"""The operator's page: what to copy where, the app's registration, and whether everything works."""

import base64
from typing import get_args

from integration_app import stores
from integration_app.kit import db
from integration_app.platforms.manifest import manifest
from integration_app.platforms.shopify import app_files
from integration_app.web import setup, texts
from integration_app.web.access import get, operator, outside, post, put
from integration_app.web.caller import Caller
from integration_app.web.console import checks
from integration_app.web.console.shapes.installation import (
    AddressToCopy,
    AppFiles,
    Check,
    CheckResult,
    Installation,
    ShopifyRegistration,
    ShopifyRegistrationDraft,
)
from integration_app.web.errors import Invalid


@get("/installation")
@operator
def read_installation() -> Installation:
    """Tell every address that has to be copied somewhere, and how the app is registered."""
    return Installation(
        url=setup.config().public_url, addresses=_addresses(), shopify=_registration(), checks=list(get_args(Check))
    )


@put("/installation/shopify")
@operator
def register_with_shopify(caller: Caller, body: ShopifyRegistrationDraft) -> Installation:
    """Keep the client id and secret that Shopify gave; the secret before stays valid for a day."""
    if stores.shopify_app().from_environment:
        raise Invalid(texts.say("installation.from_environment"))
    stores.register_shopify_app(body.client_id, body.secret, by=caller.agent)
    return read_installation()


@get("/installation/shopify-app")
@operator
def shopify_files() -> AppFiles:
    """Render what Shopify's CLI deploys, as one zip."""
    found = app_files.files(_app(), manifest())
    return AppFiles(name="parley-shopify.zip", zip=base64.b64encode(app_files.zipped(found)).decode())


@post("/installation/checks/<name>")
@operator
@outside
def run_check(caller: Caller, name: str) -> CheckResult:
    """Look whether one part of the installation works."""
    with db.unit(read_only=True):
        reader = caller.agent.email
    return checks.run(name, setup.config(), reader=reader)


def _addresses() -> list[AddressToCopy]:
    url, told = setup.config().public_url, manifest()
    each = {
        "application": url + told.app_path,
        "redirect": url + told.redirect_path,
        "webhooks": url + told.shopify_address,
        "compliance": url + told.shopify_address,
        "proxy": url + told.proxy.path,
        "proxy_in_shop": told.proxy.in_shop,
        "mail": f"{url}/webhooks/mail",
        "door": f"{url}/door/STORE",
        "health": f"{url}/healthz",
    }
    return [AddressToCopy(name=name, address=address) for name, address in each.items()]


def _app() -> app_files.App:
    return app_files.App(stores.shopify_app().client_id, setup.config().public_url)


def _registration() -> ShopifyRegistration:
    known = stores.shopify_app()
    return ShopifyRegistration(
        client_id=known.client_id,
        ready=known.ready,
        from_environment=known.from_environment,
        missing=_app().missing,
    )
