"""Asking Shopify for tokens: when somebody opens the app, before a shop is called, and for shops that nobody calls."""

import time
from dataclasses import dataclass
from datetime import datetime

from integration_app import platforms
from integration_app.kit import clock, db, log
from integration_app.kit.errors import ProviderError, Refusal
from integration_app.platforms import Connection, SignInNeeded, Unreachable
from integration_app.platforms.protocol import ShopSnapshot
from integration_app.platforms.shopify import auth
from integration_app.platforms.shopify.id_token import Visitor
from integration_app.stores import installation, queries
from integration_app.stores.models import OneTimeLink
from integration_app.stores.shopify import arrival, codes, tokens
from integration_app.stores.shopify.arrival import Place, Standing
from integration_app.stores.shopify.tokens import Tokens

PATIENCE, PAUSE = 15.0, 0.1
"""Seconds to wait for the worker that renews, and between two looks."""


@dataclass(frozen=True)
class Entered:
    """Where somebody stands after he opened the app."""

    place: Place
    workspace: str | None = None
    """The name of the workspace that his shop belongs to."""


def enter(visitor: Visitor, id_token: str, *, begin: bool = False, code: str | None = None) -> Entered | Refusal:
    """Let somebody in who opened the app, and connect his shop where its tokens are missing.

    ``begin``: a workspace may be opened for a shop that is not here yet. ``code``: it joins the workspace of this code.
    :raises BadIdToken: if Shopify finds the token too old. :raises ProviderError:
    """
    with db.unit(read_only=code is None):
        found = codes.find(code, shop=visitor.shop) if code else None
        if isinstance(found, Refusal):
            return found
        known = arrival.standing(visitor)
        app = installation.shopify_app()
    if known.nothing_to_do or (known.place is Place.NEW and not (begin or found)):
        return Entered(known.place, known.workspace)
    grant = auth.exchange(registered(app), visitor.shop, id_token) if known.needs_grant else None
    person = _person(known, app, visitor, id_token)
    shop = _shop(visitor, grant) if grant and known.needs_shop else None
    with db.unit():
        agent = arrival.admit(visitor, person, grant=grant, shop=shop, code=_again(found))
        return Entered(arrival.place_of(agent), queries.workspace(agent.workspace_id).name)


def _again(found: OneTimeLink | None) -> OneTimeLink | None:
    """Load a code's row in the open unit."""
    return db.session().get_one(OneTimeLink, found.id) if found else None


def _person(known: Standing, app: installation.ShopifyApp, visitor: Visitor, id_token: str) -> auth.Person:
    """Learn somebody's name at his first visit. Without it he comes in all the same."""
    if not known.needs_person:
        return auth.Person()
    try:
        return auth.person(registered(app), visitor.shop, id_token)
    except ProviderError as error:
        log.logger().warning("shopify_person_unknown", status=error.status)
        return auth.Person()


def _shop(visitor: Visitor, grant: auth.Grant) -> ShopSnapshot | None:
    """Ask a new shop about itself. Without an answer it is connected all the same; its webhooks tell the rest."""
    secrets = {tokens.ACCESS: grant.access_token}
    try:
        return platforms.connect(Connection("shopify", visitor.shop, secrets, scopes=grant.scopes)).shop()
    except ProviderError as error:
        log.logger().warning("shop_not_read", status=error.status)
        return None


def access_token(store_id: int, *, refused: str | None = None) -> str | None:
    """Return a token that lasts five minutes more, or at least is valid while another worker renews it.

    ``refused``: the token that the shop has just turned down. None: the shop never gave any token.
    :raises SignInNeeded: if Shopify wants somebody to open the app. :raises ProviderError: passing.
    """
    end = time.monotonic() + PATIENCE
    while True:
        with db.unit(read_only=True):
            held = tokens.of(store_id)
        now = clock.now()
        if found := held.usable(now, refused=refused, spare=tokens.EARLY):
            return found
        if held.sign_in_needed:
            raise SignInNeeded(held.shop)
        if not held.granted:
            return None
        left = held.usable(now, refused=refused)
        if renewed := _renewed(store_id, refused, left) or left:
            return renewed
        if time.monotonic() > end:
            raise ProviderError(f"The token of {held.shop} is still being renewed.", permanent=False)
        time.sleep(PAUSE)


def _renewed(store_id: int, refused: str | None, left: str | None) -> str | None:
    """Renew in time; where Shopify fails for a moment, what is left of the old token's five minutes is good enough."""
    try:
        return _renew(store_id, refused)
    except ProviderError as error:
        if error.permanent or left is None:
            raise
        log.logger().warning("token_not_renewed", store=store_id, status=error.status)
        return left


def keep_alive() -> None:
    """Use the refresh tokens of quiet shops before their 90 days are over."""
    with db.unit(read_only=True):
        shops = tokens.quiet()
    for store_id in shops:
        try:
            _renew(store_id, None, anyway=True)
        except ProviderError as error:
            log.logger().warning("token_not_renewed", store=store_id, permanent=error.permanent)


def registered(app: installation.ShopifyApp) -> auth.App:
    """Return the app as Shopify wants it named in calls. :raises Unreachable: where none is registered."""
    if not app.ready:
        raise Unreachable("No Shopify app is registered here. Set SHOPIFY_CLIENT_ID.", permanent=True)
    return auth.App(app.client_id, app.secrets[0])


def _renew(store_id: int, refused: str | None, *, anyway: bool = False) -> str | None:
    """Renew under the lease and return the new token; None if somebody else does, or has. :raises ProviderError:"""
    with db.unit():
        lease = tokens.take_lease(store_id)
        if lease is None:
            return None
        held = tokens.of(store_id)
        known = held.usable(clock.now(), refused=refused, spare=tokens.EARLY)
        if known and not anyway:
            tokens.give_back(store_id, lease)
            return known
        app = installation.shopify_app()
    return _call(store_id, held, lease, app)


def _call(store_id: int, held: Tokens, lease: datetime, app: installation.ShopifyApp) -> str | None:
    """Ask Shopify, outside any unit, and keep the answer with the end of the lease."""
    try:
        grant = auth.refresh(registered(app), held.shop, held.refresh.secret if held.refresh else None)
    except auth.GrantEnded as error:
        with db.unit():
            if not tokens.give_back(store_id, lease):
                return None
            tokens.sign_in_needed(queries.by_id(store_id))
        raise SignInNeeded(held.shop) from error
    except ProviderError:
        with db.unit():
            tokens.give_back(store_id, lease)
        raise
    with db.unit():
        if not tokens.give_back(store_id, lease):
            return None
        tokens.keep(queries.by_id(store_id), grant)
    return grant.access_token
