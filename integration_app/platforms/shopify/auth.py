"""How a shop's access tokens are got from Shopify: for an ID token, and again for a refresh token.

Source: Shopify/shopify-app-js ef2043d, ``lib/auth/oauth/token-exchange.ts`` and ``refresh-token.ts``; expiring offline
tokens are the only ones that Shopify gives to public apps made since 2026-04-01.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms.shopify.address import admin_url
from integration_app.platforms.shopify.id_token import BadIdToken

_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
_ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - the name of a kind
_OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token"
_ONLINE = "urn:shopify:params:oauth:token-type:online-access-token"


class GrantEnded(ProviderError):
    """Shopify takes this refresh token no more: somebody has to open the app in the shop's admin once."""

    def __init__(self, shop: str) -> None:
        super().__init__(f"{shop} has to open Parley in its admin once more.", permanent=True)


@dataclass(frozen=True)
class App:
    """The app as Shopify knows it."""

    client_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Grant:
    """What a shop lets us do, for how long."""

    access_token: str = field(repr=False)
    scopes: tuple[str, ...]
    lasts: timedelta | None
    """An hour, as of 2026; None: until the app is uninstalled."""
    refresh_token: str | None = field(default=None, repr=False)
    refresh_lasts: timedelta | None = None
    """90 days, as of 2026."""


@dataclass(frozen=True)
class Person:
    """Whom an ID token speaks of, as the shop knows him."""

    name: str = ""
    email: str | None = None
    """Only one that Shopify has verified."""
    locale: str = "en"


def exchange(app: App, shop: str, id_token: str) -> Grant:
    """Exchange an ID token for a shop's offline access. :raises BadIdToken: :raises ProviderError:"""
    return _grant(_exchange(app, shop, id_token, _OFFLINE, expiring="1"))


def person(app: App, shop: str, id_token: str) -> Person:
    """Ask who somebody is, by an online exchange whose token is thrown away.

    :raises BadIdToken: if Shopify finds the ID token too old. :raises ProviderError:
    """
    told = _exchange(app, shop, id_token, _ONLINE).get("associated_user")
    user: Mapping[str, Any] = told if isinstance(told, dict) else {}
    names = [str(user.get(part) or "").strip() for part in ("first_name", "last_name")]
    email = user.get("email") if user.get("email_verified") is True else None
    return Person(
        name=" ".join(name for name in names if name)[:120],
        email=email if isinstance(email, str) and "@" in email else None,
        locale="zh" if str(user.get("locale") or "").startswith("zh") else "en",
    )


def refresh(app: App, shop: str, refresh_token: str | None) -> Grant:
    """Get the next pair of tokens. The old refresh token stays valid until the new one is first used.

    :raises GrantEnded: if there is no refresh token any more, or Shopify takes it no more. :raises ProviderError:
    """
    if refresh_token is None:
        raise GrantEnded(shop)
    try:
        return _grant(_ask(app, shop, grant_type="refresh_token", refresh_token=refresh_token))
    except ProviderError as error:
        if _code(error) == "invalid_grant":
            raise GrantEnded(shop) from error
        raise


def _exchange(app: App, shop: str, id_token: str, kind: str, **more: str) -> Mapping[str, Any]:
    asked = {"subject_token": id_token, "subject_token_type": _ID_TOKEN, "requested_token_type": kind, **more}
    try:
        return _ask(app, shop, grant_type=_EXCHANGE, **asked)
    except ProviderError as error:
        if _code(error) == "invalid_subject_token":
            raise BadIdToken from error
        raise


def _ask(app: App, shop: str, **values: str) -> Mapping[str, Any]:
    sent = {"client_id": app.client_id, "client_secret": app.secret, **values}
    headers = {"Accept": "application/json"}
    answer = http.request("POST", f"{admin_url(shop)}/admin/oauth/access_token", json=sent, headers=headers)
    try:
        told = answer.json()
    except ValueError:
        told = None
    if not isinstance(told, dict) or not told.get("access_token"):
        raise ProviderError(f"{shop} answered without a token.", permanent=False, status=answer.status_code)
    return told


def _grant(told: Mapping[str, Any]) -> Grant:
    refresh_token = told.get("refresh_token")
    return Grant(
        access_token=str(told["access_token"]),
        scopes=tuple(scope.strip() for scope in str(told.get("scope") or "").split(",") if scope.strip()),
        lasts=_seconds(told.get("expires_in")),
        refresh_token=str(refresh_token) if refresh_token else None,
        refresh_lasts=_seconds(told.get("refresh_token_expires_in")),
    )


def _seconds(value: object) -> timedelta | None:
    return timedelta(seconds=value) if isinstance(value, int) and value > 0 else None


def _code(error: ProviderError) -> str:
    try:
        told = json.loads(error.body)
    except ValueError:
        return ""
    return str(told.get("error", "")) if isinstance(told, dict) else ""
