"""One request, one unit of work: authenticated inside it, at most one operation, the answer shaped at its end.

A refusal that is raised rolls the unit back. A refusal that is returned is answered the same way, but what was
written stays: a counted try, for instance.
"""

import contextlib
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from pydantic import BaseModel, TypeAdapter, ValidationError

from integration_app.kit import db
from integration_app.kit.errors import Refusal
from integration_app.kit.text import storable
from integration_app.stores.shopify import people
from integration_app.web import bearer, errors, file
from integration_app.web.access import ROUTES, Route
from integration_app.web.caller import Caller, authenticate
from integration_app.web.file import File

API = "/api/v1"
MAX_BODY = 1024 * 1024


def serve(app: Flask) -> None:
    """Add every declared route to the app. No body is read further than its route allows; most carry little."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    for route in ROUTES:
        app.add_url_rule(API + route.path, endpoint_of(route), _view(route), methods=[route.method])


def endpoint_of(route: Route) -> str:
    """Return the name by which Flask knows a route."""
    return f"{route.view.__module__}.{route.view.__name__}"


def _view(route: Route) -> Callable[..., Response]:
    to_json = TypeAdapter(route.answer) if route.answer not in {None, File} else None

    def run(**path: str) -> Response:
        given: dict[str, Any] = dict(path)
        if route.query is not None:
            given["query"] = _read(route.query, request.args.to_dict())
        if route.body is not None:
            given["body"] = _read(route.body, _json())
        answer = _call(route, given)
        if isinstance(answer, Refusal):
            return errors.refused(answer)
        if isinstance(answer, File):
            return file.answer(answer)
        text = to_json.dump_json(answer, by_alias=True) if to_json is not None else b""
        return Response(text, status=route.status, mimetype="application/json")

    return run


def _call(route: Route, given: dict[str, Any]) -> Any:
    if route.outside:
        with db.unit(read_only=True):
            _add_caller(route, given)
        return route.view(**given)
    with db.unit(read_only=request.method in {"GET", "HEAD"}):
        _add_caller(route, given)
        return route.view(**given)


def _add_caller(route: Route, given: dict[str, Any]) -> None:
    if route.access == "public":
        return
    if route.access == "shop_admin":
        given["visitor"] = people.visitor(bearer.token())
        return
    caller: Caller = authenticate(route.access, writes=request.method not in {"GET", "HEAD"})
    if "caller" in route.names:
        given["caller"] = caller


def _read(model: type[BaseModel], values: Any) -> BaseModel:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise errors.invalid(error) from error


def _json() -> Any:
    """Return the body. Only real JSON: what a form on another site can send is refused."""
    if request.content_length and request.content_length > MAX_BODY:
        raise errors.Invalid("This is too much. A request may have 1 MB.")
    with contextlib.suppress(Exception):
        if request.mimetype == "application/json":
            return storable(request.get_json())
    raise errors.Invalid("The request carries no JSON.")
