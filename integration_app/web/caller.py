"""Who calls, and what is in his reach: fetched and checked in one step."""

import hmac
from dataclasses import dataclass
from functools import cached_property

from flask import request

from integration_app import stores
from integration_app.kit.errors import Refusal
from integration_app.stores import Agent, SignedIn, Store
from integration_app.stores.shopify import people
from integration_app.web import bearer, cookies

CSRF_HEADER = "X-Parley-Csrf"
OPERATOR = "operator"
"""What a route asks for that belongs to the installation, not to a workspace."""


class NotSignedIn(Refusal):
    """Nobody is signed in here. Sign in again."""

    code, status = "not_signed_in", 401


class ForgedRequest(Refusal):
    """This page's session is over. Load it again."""

    code, status = "csrf", 403


class NotTheOperator(Refusal):
    """Only whoever runs this installation may do that: an owner of its first workspace."""

    code, status = "not_the_operator", 403


@dataclass(frozen=True)
class Caller:
    """A signed-in agent on one route."""

    agent: Agent
    role: str
    csrf: str
    session_id: int | None
    """None for who comes by an ID token."""
    least: str
    """The role that the route asks for."""

    @property
    def actor(self) -> str:
        """Name the caller as events name him."""
        return f"agent:{self.agent.id}"

    @cached_property
    def stores(self) -> dict[int, Store]:
        """The stores he may see on this route, by row id."""
        mine = stores.stores_of(self.agent)
        return {store.id: store for store, role in mine if stores.reaches(role, self.least)}

    def store(self, public_id: str) -> Store:
        """Return one of his stores. :raises NotFound: :raises NotAllowed:"""
        return stores.store_of(self.agent, public_id, least=self.least)


def authenticate(least: str, *, writes: bool) -> Caller:
    """Return who calls, inside the open unit: by Shopify's ID token where one is sent, else by the session's cookie.

    :raises NotSignedIn: :raises BadIdToken: :raises NoAccess: :raises NotAllowed:
    :raises ForgedRequest: a write with the cookie, without the session's own token.
    """
    token = bearer.token()
    found = people.signed_in(people.visitor(token)) if token is not None else _by_cookie(writes=writes)
    if found is None:
        raise NotSignedIn
    if not stores.reaches(found.role, "agent"):
        raise stores.NoAccess
    if least == OPERATOR:
        if not stores.is_operator(found.agent):
            raise NotTheOperator
        least = "owner"
    if not stores.reaches(found.role, least):
        raise stores.NotAllowed
    return Caller(found.agent, found.role, found.csrf, found.session_id, least)


def _by_cookie(*, writes: bool) -> SignedIn | None:
    found = stores.signed_in(cookies.key())
    given = request.headers.get(CSRF_HEADER, "")
    if found and writes and not hmac.compare_digest(found.csrf.encode(), given.encode()):
        raise ForgedRequest
    return found
