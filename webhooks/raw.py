"""What every signed door does with a request: its exact bytes, no more than we take, and an answer of one line."""

import hashlib

from flask import Request, Response
from werkzeug.exceptions import RequestEntityTooLarge

LARGEST = 2 * 1024 * 1024
"""Bytes of a body that we take. Shopify's largest order payloads stay below 1 MB."""


def read(asked: Request) -> bytes | None:
    """Read the raw body; None, without reading it all, where it is larger than we take.

    Werkzeug cuts a body of unknown length at the limit without a word, hence one byte more.
    """
    asked.max_content_length = LARGEST + 1
    try:
        raw = asked.get_data(cache=False)
    except RequestEntityTooLarge:
        return None
    return raw if len(raw) <= LARGEST else None


def digest(raw: bytes) -> str:
    """Name a body by its content."""
    return hashlib.sha256(raw).hexdigest()


def text(raw: bytes) -> str:
    """Return a body as text that can be kept, whatever its bytes are."""
    return raw.decode("utf-8", "backslashreplace")


def answer(status: int, why: str = "") -> Response:
    """Answer in one line, or with nothing."""
    return Response(f"{why}\n" if why else b"", status=status, mimetype="text/plain")
