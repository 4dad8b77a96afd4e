"""A route's answer that is a file: sent in pieces, never shown in the browser, never kept by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Response


@dataclass(frozen=True)
class File:
    """What is sent. The pieces are read after the route's own unit of work, and open theirs."""

    name: str
    content_type: str
    pieces: Callable[[], Iterator[bytes]]


def answer(file: File) -> Response:
    """Send a file to be saved."""
    response = Response(file.pieces(), mimetype=file.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
