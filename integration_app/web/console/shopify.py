"""The console in Shopify's admin: who opens the app there is let in, and his shop is connected."""

from integration_app import stores
from integration_app.kit.errors import Refusal
from integration_app.platforms.shopify.id_token import Visitor
from integration_app.stores.shopify import codes
from integration_app.stores.shopify import reactions as shopify
from integration_app.web import bearer
from integration_app.web.access import may, outside, post, shop_admin
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.shopify import (
    JoinCode,
    JoinTarget,
    NewJoinCode,
    ShopifyArrival,
    ShopifyEntry,
)


@post("/shopify/session")
@shop_admin
@outside
def enter(visitor: Visitor, body: ShopifyArrival) -> ShopifyEntry | Refusal:
    """Come in with Shopify's ID token; the shop's own tokens are fetched where they are missing."""
    entered = shopify.enter(visitor, bearer.token() or "", begin=body.begin, code=body.code)
    if isinstance(entered, Refusal):
        return entered
    return ShopifyEntry(place=entered.place.value, shop=visitor.shop, workspace=entered.workspace)


@post("/shopify/codes")
@shop_admin
def read_code(visitor: Visitor, body: JoinCode) -> JoinTarget | Refusal:
    """Tell where a code leads, before it is used."""
    found = codes.find(body.code, shop=visitor.shop)
    return found if isinstance(found, Refusal) else JoinTarget(workspace=stores.workspace(found.workspace_id).name)


@post("/shopify/join-codes", status=201)
@may("owner")
def make_code(caller: Caller) -> NewJoinCode:
    """Make a code that brings a shop to this workspace; it lasts ten minutes."""
    row, code = codes.make(caller.agent)
    return NewJoinCode(code=code, expires_at=row.expires_at)
