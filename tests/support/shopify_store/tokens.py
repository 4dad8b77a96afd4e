"""Access tokens as Shopify gives them: for an ID token, for an hour, renewed by a refresh token that rotates.

The old refresh token stays valid until the new one is first used (Shopify's changelog of 2026-08-28); tokens that
do not expire are refused by the Admin API.
"""

import base64
import hashlib
import hmac
import itertools
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

ACCESS_SECONDS, REFRESH_SECONDS = 3600, 90 * 86400
_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
_OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token"
_count = itertools.count(1)


class Refused(Exception):
    """No token, with OAuth's name for why."""

    def __init__(self, error: str, status: int = 400) -> None:
        super().__init__(error)
        self.error, self.status = error, status


@dataclass
class _Refresh:
    until: float
    before: str | None
    """The refresh token that this one came from: it dies when this one is used."""


@dataclass
class Tokens:
    """A shop's tokens for one app."""

    shop: str
    client_id: str
    client_secret: str
    now: Callable[[], float]
    scopes: tuple[str, ...]
    access: dict[str, float | None] = field(default_factory=dict)
    """Valid until; None for one that never ends, which the Admin API refuses."""
    refresh: dict[str, _Refresh] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What an online token tells of its person, by user id."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def new_access(self, seconds: float | None = ACCESS_SECONDS) -> str:
        """Give an access token without any exchange."""
        token = f"shpat_{secrets.token_hex(16)}"
        self.access[token] = None if seconds is None else self.now() + seconds
        return token

    def is_valid(self, token: str | None) -> bool:
        """Say whether the Admin API takes an access token."""
        until = self.access.get(token or "")
        return until is not None and until > self.now()

    def never_expires(self, token: str | None) -> bool:
        """Say whether a token is one of those that are accepted no longer."""
        return token in self.access and self.access[token or ""] is None

    def revoke(self) -> None:
        """Forget every token, as an uninstall does."""
        self.access.clear()
        self.refresh.clear()

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Answer POST /admin/oauth/access_token. :raises Refused:"""
        with self._lock:
            self.asked.append(dict(asked))
            if asked.get("client_id") != self.client_id or asked.get("client_secret") != self.client_secret:
                raise Refused("invalid_client", 401)
            if asked.get("grant_type") == "refresh_token":
                return self._renew(str(asked.get("refresh_token")))
            if asked.get("grant_type") == _EXCHANGE:
                return self._exchange(asked)
            raise Refused("unsupported_grant_type")

    def _exchange(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        claims = self._claims(str(asked.get("subject_token")))
        scope = ",".join(self.scopes)
        if asked.get("requested_token_type") != _OFFLINE:
            user = self.people.get(claims["sub"], _person(claims["sub"]))
            told = {"access_token": self.new_access(), "scope": scope, "expires_in": 86399}
            return told | {"associated_user_scope": scope, "associated_user": user}
        if str(asked.get("expiring")) != "1":
            return {"access_token": self.new_access(None), "scope": scope}
        return self._pair(None) | {"scope": scope}

    def _renew(self, given: str) -> dict[str, Any]:
        known = self.refresh.get(given)
        if known is None or known.until < self.now():
            raise Refused("invalid_grant")
        if known.before is not None:
            self.refresh.pop(known.before, None)
        return self._pair(given) | {"scope": ",".join(self.scopes)}

    def _pair(self, before: str | None) -> dict[str, Any]:
        token = f"shprt_{secrets.token_hex(16)}"
        self.refresh[token] = _Refresh(self.now() + REFRESH_SECONDS, before)
        return {
            "access_token": self.new_access(),
            "expires_in": ACCESS_SECONDS,
            "refresh_token": token,
            "refresh_token_expires_in": REFRESH_SECONDS,
        }

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            head, body, given = token.split(".")
            claims: dict[str, Any] = json.loads(_decoded(body))
        except ValueError as error:
            raise Refused("invalid_subject_token") from error
        ours = hmac.digest(self.client_secret.encode(), f"{head}.{body}".encode(), "sha256")
        good = hmac.compare_digest(_encoded(ours), given) and claims.get("aud") == self.client_id
        if not good or claims.get("dest") != f"https://{self.shop}" or claims.get("exp", 0) < self.now():
            raise Refused("invalid_subject_token")
        return claims

    def id_token(self, user: str = "1001", *, secret: str | None = None, **claims: Any) -> str:
        """Mint an ID token as App Bridge gives it; ``claims`` replace or, where None, leave out."""
        now = int(self.now())
        told = {
            "iss": f"https://{self.shop}/admin",
            "dest": f"https://{self.shop}",
            "aud": self.client_id,
            "sub": user,
            "exp": now + 60,
            "nbf": now,
            "iat": now,
            "jti": f"jti-{next(_count)}",
            "sid": hashlib.sha256(user.encode()).hexdigest(),
        } | claims
        told = {name: value for name, value in told.items() if value is not None}
        head = _encoded(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
        body = _encoded(json.dumps(told).encode())
        signed = hmac.digest((secret or self.client_secret).encode(), f"{head}.{body}".encode(), "sha256")
        return f"{head}.{body}.{_encoded(signed)}"


def _person(user: str) -> dict[str, Any]:
    return {
        "id": int(user) if user.isdigit() else 1001,
        "first_name": "Ada",
        "last_name": "Lindqvist",
        "email": f"person{user}@lumen.example",
        "email_verified": True,
        "account_owner": user == "1001",
        "locale": "en",
        "collaborator": False,
    }


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
