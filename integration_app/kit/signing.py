"""Short signed tokens: who may talk in which conversation, and until when."""

from datetime import datetime
from typing import Any

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from integration_app.kit import crypto
from integration_app.kit.errors import Refusal


class BadToken(Refusal):
    """This token is not ours, or its time is over."""

    code, status = "bad_token", 401


def sign(purpose: str, payload: dict[str, Any]) -> str:
    """Return a URL-safe token over a payload; the purpose keeps tokens of one kind from serving as another."""
    return _serializer(purpose).dumps(payload)


def verify(purpose: str, token: str, *, seconds: int) -> dict[str, Any]:
    """Return the payload of a token not older than this. :raises BadToken: otherwise."""
    return verify_dated(purpose, token, seconds=seconds)[0]


def verify_dated(purpose: str, token: str, *, seconds: int) -> tuple[dict[str, Any], datetime]:
    """Return the same with the second in which it was signed. :raises BadToken:"""
    try:
        payload, signed_at = _serializer(purpose).loads(token, max_age=seconds, return_timestamp=True)
    except SignatureExpired as error:
        raise BadToken("This token's time is over. Ask for a new one.") from error
    except BadSignature as error:
        raise BadToken from error
    if not isinstance(payload, dict):
        raise BadToken
    return payload, signed_at


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(crypto.derive(f"token:{purpose}"), salt=purpose)
