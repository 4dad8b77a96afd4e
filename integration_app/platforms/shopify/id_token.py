"""Shopify's ID tokens ("session tokens"): who looks at the app in which shop's admin, told by Shopify itself.

Source: Shopify's page on ID tokens. The library's own check accepts a token that never expires and knows one secret
only, so the token is checked here; the shop's name is checked by the library (``sanitize_shop_domain``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jwt
from shopify.utils.shop_url import sanitize_shop_domain

from integration_app.kit.errors import Refusal

LEEWAY = 5
"""Seconds that two clocks may differ: Shopify's own libraries see tokens that begin a moment ahead."""

LONGEST = 8192
"""Characters; a real one has some 600."""

_REQUIRED = ["exp", "nbf", "iss", "dest", "aud", "sub"]


class BadIdToken(Refusal):
    """Shopify's proof of who you are has run out, or is not one. Load the page again."""

    code, status = "bad_id_token", 401


@dataclass(frozen=True)
class Visitor:
    """Somebody in a shop's admin."""

    shop: str
    """The myshopify domain."""
    user: str
    """Shopify's id of the person, in this shop."""


def read(token: str, *, client_id: str, secrets: Sequence[str]) -> Visitor:
    """Return who a token speaks of. :raises BadIdToken: if anything about it is off."""
    claims = _opened(token, client_id, secrets)
    shop = _host(claims["iss"])
    if shop != _host(claims["dest"]) or not is_shop(shop):
        raise BadIdToken
    user = claims["sub"]
    if not isinstance(user, str) or not user or len(user) > 64:
        raise BadIdToken
    return Visitor(shop, user)


def is_shop(domain: str) -> bool:
    """Say whether this is the exact name of a shop: one label below myshopify.com, in small letters."""
    named: str | None = sanitize_shop_domain(domain)
    return bool(domain) and named == domain


def _opened(token: str, client_id: str, secrets: Sequence[str]) -> Mapping[str, Any]:
    if not client_id or len(token) > LONGEST:
        raise BadIdToken
    for secret in secrets:
        try:
            return dict(
                jwt.decode(
                    token,
                    secret,
                    algorithms=["HS256"],
                    audience=client_id,
                    leeway=LEEWAY,
                    options={"require": _REQUIRED, "strict_aud": True},
                )
            )
        except jwt.InvalidSignatureError:
            continue  # perhaps signed with the secret before
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise BadIdToken from error
    raise BadIdToken


def _host(address: object) -> str:
    """Return the host of an https address without port, user or anything else; else "" - which is no shop."""
    if not isinstance(address, str):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme == "https" else ""
