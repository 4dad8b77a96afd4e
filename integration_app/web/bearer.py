"""Shopify's ID token on a request: App Bridge sends it with every call of the page in Shopify's frame."""

from flask import request

_SCHEME = "bearer "


def token() -> str | None:
    """Return the token that was sent; None if there is none, so that the cookie decides."""
    given = request.headers.get("Authorization", "")
    return given[len(_SCHEME) :].strip() if given[: len(_SCHEME)].lower() == _SCHEME else None
