"""The console as a page in Shopify's admin: framed by one shop only, with App Bridge before anything else.

The page itself holds no data, every datum comes through the API with an ID token. All the same it is given only to
whoever brings one: which shop may frame it is then Shopify's word and not an address's. Who comes without gets the
bounce page, on which App Bridge fetches a token and opens the wanted address with it.
"""

from html import escape
from urllib.parse import urlencode, urlsplit

from flask import Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from integration_app import stores
from integration_app.kit import db
from integration_app.platforms.shopify.id_token import BadIdToken, Visitor, is_shop
from integration_app.stores.shopify import people
from integration_app.web import security, setup

ADMIN = "https://admin.shopify.com"
BOUNCE = "/console/shopify"

_PASSED_ON = ("shop", "host", "embedded", "locale")
"""What App Bridge needs to know from the address; the stale ID token stays behind."""


def wanted() -> bool:
    """Say whether Shopify's admin asks for this page: it says which shop."""
    return "shop" in request.args


def page(html: str) -> BaseResponse:
    """Answer the console's start page for the frame, or the way to an ID token."""
    with db.unit(read_only=True):
        app = stores.shopify_app()
        visitor = _visitor()
    if not app.ready:
        return _plain("Shopify is not set up here. Enter the client id and secret in Settings › Installation.", 503)
    if visitor is None:
        return _to_bounce()
    return _framed(html.replace("<head>", f"<head>{_first(app.client_id)}", 1), visitor.shop)


def bounce() -> BaseResponse:
    """Answer the page on which App Bridge fetches an ID token and goes on to ``shopify-reload``."""
    shop, target = request.args.get("shop", ""), request.args.get("shopify-reload", "")
    if not is_shop(shop) or not _is_ours(target):
        abort(400, "This address is not one that Shopify's admin opens.")
    with db.unit(read_only=True):
        client_id = stores.shopify_app().client_id
    return _framed(
        f"<!doctype html><html><head>{_first(client_id)}<title>Parley</title></head><body></body></html>", shop
    )


def _visitor() -> Visitor | None:
    """Return who asks, if his ID token is good and speaks of the shop that the address names."""
    try:
        found = people.visitor(request.args.get("id_token"))
    except BadIdToken:
        return None
    return found if found.shop == request.args["shop"] else None


def _to_bounce() -> BaseResponse:
    shop = request.args["shop"]
    if not is_shop(shop):
        abort(400, "This address is not one that Shopify's admin opens.")
    kept = {name: request.args[name] for name in _PASSED_ON if name in request.args}
    back = f"{setup.config().public_url}{request.path}?{urlencode(kept)}"
    answer = Response(status=302)
    answer.headers["Location"] = f"{BOUNCE}?{urlencode({**kept, 'shopify-reload': back})}"
    return _bound(answer, shop)


def _is_ours(target: str) -> bool:
    """Say whether an address is a page of ours: nobody is sent on to somewhere else."""
    ours, there = urlsplit(setup.config().public_url), urlsplit(target)
    return (there.scheme, there.netloc) == (ours.scheme, ours.netloc) and "\\" not in target


def _first(client_id: str) -> str:
    """Return what stands first in the head: Shopify wants App Bridge before every other script."""
    bridge = escape(setup.config().shopify_app_bridge_url)
    return f'<meta name="shopify-api-key" content="{escape(client_id)}"><script src="{bridge}"></script>'


def _framed(html: str, shop: str) -> BaseResponse:
    return _bound(Response(html, mimetype="text/html"), shop)


def _bound(answer: Response, shop: str) -> BaseResponse:
    """Let one shop's admin frame an answer, and keep it nowhere: the policy is this shop's."""
    bridge = urlsplit(setup.config().shopify_app_bridge_url)
    answer.headers["Content-Security-Policy"] = security.console_policy(
        setup.config(), framed_by=f"https://{shop} {ADMIN}", scripts=f"{bridge.scheme}://{bridge.netloc}"
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "origin"  # the address holds an ID token
    return answer


def _plain(text: str, status: int) -> BaseResponse:
    return Response(text + "\n", status=status, mimetype="text/plain")
