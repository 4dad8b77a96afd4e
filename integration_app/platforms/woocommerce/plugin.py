"""What our WordPress plugin signs, with a secret that only it and Parley know.

A report is a request: HMAC-SHA256 over its time, a dot and the raw body, as hex. A token is a word that it hands to
the browser: base64url of JSON, a dot, and the HMAC-SHA256 over what stands before the dot, as hex. What is signed has a
dot in the one and none in the other, so neither can pass for the other.
"""

import base64
import binascii
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from integration_app.kit.errors import Refusal
from integration_app.kit.signing import BadToken

TIME, SIGNATURE = "X-Parley-Timestamp", "X-Parley-Signature"

MOST_SECONDS = 300
"""How far a report's clock may be off; shared hosting keeps worse time than we do."""

LONGEST_TOKEN = 1000

_CUSTOMER = re.compile(r"[1-9A-Za-z][A-Za-z0-9._-]{0,63}")
"""WordPress counts its customers from 1 and calls a guest 0; other sites may name theirs as they like."""


class BadReport(Refusal):
    """This was not signed with this store's plugin secret."""

    code, status = "bad_signature", 401


class LateReport(Refusal):
    """This was signed more than five minutes away from now. Set the server's clock."""

    code, status = "bad_time", 401


@dataclass(frozen=True)
class Word:
    """The store's word on who is signed in."""

    customer_id: str
    nonce: str
    expires_at: datetime


def sign(raw: bytes, *, timestamp: str, secret: bytes) -> str:
    """Return a report's signature."""
    return hmac.digest(secret, f"{timestamp}.".encode() + raw, "sha256").hex()


def verify(raw: bytes, *, timestamp: str, signature: str, secrets: Iterable[bytes], now: datetime) -> None:
    """Let a report pass; its signature is looked at first. :raises BadReport: :raises LateReport:"""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 13):
        raise BadReport
    if not _is_one_of(signature, [sign(raw, timestamp=timestamp, secret=secret) for secret in secrets]):
        raise BadReport
    if abs(now.timestamp() - int(timestamp)) > MOST_SECONDS:
        raise LateReport


def word(token: str, *, shop: str, secrets: Iterable[str], now: datetime) -> Word:
    """Read a token about one of this store's customers; what is in it is read after its signature.

    ``shop`` is the store's public id. :raises BadToken: another store's, out of its time, or not signed by it.
    """
    said, dot, signature = token.partition(".")
    if not dot or len(token) > LONGEST_TOKEN or not said.isascii():
        raise BadToken
    if not _is_one_of(signature, [hmac.digest(one.encode(), said.encode(), "sha256").hex() for one in secrets]):
        raise BadToken
    customer, nonce, exp = _claims(said, shop)
    left = exp - now.timestamp()
    if left <= 0:
        raise BadToken("This token's time is over. Ask for a new one.")
    if left > 2 * MOST_SECONDS:
        raise BadToken("This token would last too long.")
    return Word(customer, nonce, datetime.fromtimestamp(exp, UTC))


def _claims(said: str, shop: str) -> tuple[str, str, int]:
    try:
        claims = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadToken from error
    if not isinstance(claims, dict) or claims.get("shop") != shop:
        raise BadToken
    customer, nonce, exp = claims.get("customer_id"), claims.get("nonce"), claims.get("exp")
    # A guest's null or false must not become a customer of that name, the same for everyone.
    named = str(customer) if type(customer) in {int, str} else ""
    if not _CUSTOMER.fullmatch(named) or not isinstance(nonce, str) or not 16 <= len(nonce) <= 64:
        raise BadToken
    if type(exp) is not int:
        raise BadToken
    return named, nonce, exp


def _is_one_of(given: str, right: list[str]) -> bool:
    """Compare with every one, in equal time."""
    fits = False
    for one in right:
        fits |= hmac.compare_digest(given.encode("utf-8", "surrogateescape"), one.encode())
    return fits
