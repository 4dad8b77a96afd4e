"""How a widget's route lets callers in: a page of the store, a chat with its token, or anybody.

Each view says so by its decorator, opens one unit of work, and answers refusals as JSON.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, jsonify, request
from werkzeug.wrappers import Response as BaseResponse

from integration_app import stores
from integration_app.conversations import access
from integration_app.conversations.posting import Key
from integration_app.kit import db
from integration_app.kit.errors import NotFound, Refusal
from integration_app.kit.text import storable
from integration_app.stores import Store
from integration_app.web import errors, setup

P = ParamSpec("P")
View = Callable[P, BaseResponse]

BIGGEST = 64 * 1024
"""Bytes of a request: eight thousand characters in any script, and what goes with them."""


LARGEST_COUNT = 2**31 - 1


class ForeignPage(Refusal):
    """This page's address is not on the store's list. Add it in Settings › Domains."""

    code, status = "domain_not_allowed", 403


class TooMuch(Refusal):
    """This request is too big."""

    code, status = "too_much", 413


def shop_page(view: Callable[P, Any]) -> View[P]:
    """Let in pages of the store's own domains, by exact origin, and our own frame."""

    @wraps(view)
    def run(*args: P.args, **kwargs: P.kwargs) -> BaseResponse:
        if request.method == "OPTIONS":
            return _answer(lambda: None, str(kwargs["store"]))
        return _answer(lambda: view(*args, **kwargs), str(kwargs["store"]))

    return _declare(run, "shop_page")


def chat(view: Callable[P, Any]) -> View[P]:
    """Let in who brings a chat token, into that conversation and no other."""

    @wraps(view)
    def run(*args: P.args, **kwargs: P.kwargs) -> BaseResponse:
        def checked() -> Any:
            key = bearer()
            if stores.on_page(str(kwargs.pop("store"))).id != key.store_id:
                raise NotFound("There is no such conversation in this store.")
            return view(*args, **{**kwargs, "key": key})  # type: ignore[arg-type]

        return _answer(checked, None)

    return _declare(run, "chat")


def anyone(view: Callable[P, Any]) -> View[P]:
    """Let in anybody: files, and links that carry their own key."""

    @wraps(view)
    def run(*args: P.args, **kwargs: P.kwargs) -> BaseResponse:
        return _answer(lambda: view(*args, **kwargs), None)

    return _declare(run, "anyone")


def bearer() -> Key:
    """Return the conversation of the request's token. :raises BadToken: without a good one."""
    return access.key_of(request.headers.get("Authorization", "").removeprefix("Bearer "))


def body() -> dict[str, Any]:
    """Return what was sent. :raises TooMuch: :raises Invalid:"""
    if (request.content_length or 0) > BIGGEST:
        raise TooMuch
    request.max_content_length = BIGGEST
    try:
        sent = storable(request.get_json(silent=True))
    except RecursionError:
        sent = None
    if not isinstance(sent, dict):
        raise errors.Invalid("The request carries no JSON.")
    return sent


def word(sent: dict[str, Any], name: str, *, longest: int = 2000) -> str:
    """Return a text from what was sent, cut to a length; empty if it is missing."""
    value = sent.get(name)
    return value[:longest] if isinstance(value, str) else ""


def count(sent: dict[str, Any], name: str) -> int:
    """Return a count from what was sent; 0 if it is missing, negative or larger than a column holds."""
    value = sent.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_COUNT:
        return 0
    return value


def check_origin(store: Store) -> None:
    """Let in the store's domains and ourselves. :raises ForeignPage: any other page."""
    origin = request.headers.get("Origin")
    if origin and origin not in allowed_origins(store):
        raise ForeignPage(f"{origin} is not on this store's list of domains. Add it in Settings › Domains.")


def allowed_origins(store: Store) -> list[str]:
    """Return the origins from which the widget may be used."""
    return [*store.domains, setup.config().public_url]


def _answer(view: Callable[[], Any], shop: str | None) -> BaseResponse:
    allowed = None
    try:
        with db.unit(read_only=request.method in {"GET", "HEAD", "OPTIONS"}):
            if shop is not None:
                check_origin(stores.on_page(shop))
                allowed = request.headers.get("Origin")
            made = view()
    except Refusal as refusal:
        made = errors.refused(refusal)
    answer = made if isinstance(made, BaseResponse) else _json(made)
    return _with_cors(answer, allowed) if shop is not None else answer


def _json(made: Any) -> Response:
    answer = jsonify(made) if made is not None else Response(status=204)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _with_cors(answer: BaseResponse, origin: str | None) -> BaseResponse:
    answer.headers["Vary"] = "Origin"
    if origin:
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
        answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
        answer.headers["Access-Control-Max-Age"] = "600"
    return answer


def _declare(run: View[P], access: str) -> View[P]:
    """Note on the view who may call it; a guard test asks every route."""
    run.access = access  # type: ignore[attr-defined]
    return run
