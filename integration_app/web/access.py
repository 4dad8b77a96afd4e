"""Routes declare here what they are and who may call them; a guard test proves that each one does."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, get_args, get_type_hints

from pydantic import BaseModel

from integration_app.kit.errors import Refusal

View = TypeVar("View", bound=Callable[..., Any])
Access = Literal["public", "shop_admin", "agent", "manager", "owner", "operator"]


@dataclass
class Declared:
    """What a view's decorators said about it."""

    access: Access | None = None
    outside: bool = False


@dataclass(frozen=True)
class Route:
    """One address of the API and the function behind it."""

    method: str
    path: str
    """Below the API's root: "/stores/<store>/widget"."""
    view: Callable[..., Any]
    access: Access
    outside: bool
    status: int
    names: tuple[str, ...] = field(default=())
    """The view's parameters."""
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    answer: Any = None
    """The annotated answer beside refusals: a model, a list of models, or None."""


class NotDeclared(TypeError):
    """A route does not say who may call it."""


ROUTES: list[Route] = []
"""Filled by importing the modules of views."""

_declared: dict[Callable[..., Any], Declared] = {}


def public(view: View) -> View:
    """Let anybody call this route."""
    _of(view).access = "public"
    return view


def shop_admin(view: View) -> View:
    """Let whoever opens the app in a shop's admin call this route, known here or not: Shopify's ID token proves it."""
    _of(view).access = "shop_admin"
    return view


def may(role: Literal["agent", "manager", "owner"]) -> Callable[[View], View]:
    """Let signed-in people call this route who have at least this role (in the store, where one is named)."""

    def declare(view: View) -> View:
        _of(view).access = role
        return view

    return declare


def operator(view: View) -> View:
    """Let only those call this route who run the installation: owners of its first workspace."""
    _of(view).access = "operator"
    return view


def outside(view: View) -> View:
    """Mark a route that calls the outside: it opens its own units, the entry opens none around it."""
    _of(view).outside = True
    return view


def get(path: str) -> Callable[[View], View]:
    """Serve a view at GET."""
    return _route("GET", path, 200)


def post(path: str, *, status: int = 200) -> Callable[[View], View]:
    """Serve a view at POST."""
    return _route("POST", path, status)


def put(path: str) -> Callable[[View], View]:
    """Serve a view at PUT."""
    return _route("PUT", path, 200)


def patch(path: str) -> Callable[[View], View]:
    """Serve a view at PATCH."""
    return _route("PATCH", path, 200)


def delete(path: str) -> Callable[[View], View]:
    """Serve a view at DELETE; the answer is empty."""
    return _route("DELETE", path, 204)


def _answer(annotated: Any) -> Any:
    """Return what a view answers when it does not refuse; None for nothing."""
    kept = [part for part in get_args(annotated) if not _refuses(part)] if _refuses_too(annotated) else [annotated]
    return None if kept[0] is type(None) else kept[0]


def _refuses_too(annotated: Any) -> bool:
    return any(_refuses(part) for part in get_args(annotated))


def _refuses(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Refusal)


def _of(view: Callable[..., Any]) -> Declared:
    return _declared.setdefault(view, Declared())


def _route(method: str, path: str, status: int) -> Callable[[View], View]:
    def add(view: View) -> View:
        said = _of(view)
        if said.access is None:
            raise NotDeclared(f"{method} {path} does not say who may call it: add @may(...) or @public below.")
        hints = get_type_hints(view)
        answer = _answer(hints.pop("return", None))
        ROUTES.append(
            Route(
                method=method,
                path=path,
                view=view,
                access=said.access,
                outside=said.outside,
                status=204 if answer is None else status,
                names=tuple(inspect.signature(view).parameters),
                query=hints.get("query"),
                body=hints.get("body"),
                answer=answer,
            )
        )
        return view

    return add
