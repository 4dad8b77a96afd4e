"""How a field of Shopify's schema is answered from what the shop holds: by its snake_case name, or as registered."""

import base64
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from graphql import GraphQLEnumType, GraphQLError, GraphQLResolveInfo, get_named_type

from tests.support.shopify_store import search

Resolver = Callable[..., Any]
FIELDS: dict[tuple[str, str], Resolver] = {}
NEEDS: dict[str, str] = {}
"""The access scope of each root field."""

LONGEST_PAGE = 250


def field(type_: str, *names: str, scope: str | None = None) -> Callable[[Resolver], Resolver]:
    """Register how a field is answered."""

    def note(resolver: Resolver) -> Resolver:
        for name in names:
            FIELDS[type_, name] = resolver
            if scope:
                NEEDS[name] = scope
        return resolver

    return note


def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    """Answer any field of the schema."""
    parent, name = info.parent_type.name, info.field_name
    if parent in {"QueryRoot", "Mutation"}:
        info.context.wrote |= parent == "Mutation"
        _check_access(info, name)
    hidden = info.context.shop.unapproved
    if hidden and (parent in hidden or name in hidden):
        raise _not_approved(parent, name)
    known = FIELDS.get((parent, name))
    if known is not None:
        value = known(source, info, **arguments)
    elif name == "id":
        value = gid(parent, source["id"])
    elif name == "legacyResourceId":
        value = str(source["id"])
    else:
        value = source.get(name) if name in source else source.get(_snake(name))
    return _shaped(value, info.return_type)


def _check_access(info: GraphQLResolveInfo, name: str) -> None:
    scope = NEEDS.get(name)
    if scope is None:
        return
    held = info.context.shop.tokens.scopes
    if scope not in held and scope.replace("read_", "write_") not in held:
        raise GraphQLError(
            f"Access denied for {name} field. Required access: `{scope}` access scope.",
            extensions={"code": "ACCESS_DENIED", "requiredAccess": f"`{scope}` access scope."},
        )


def _not_approved(parent: str, name: str) -> GraphQLError:
    what = f"access the {parent} object" if name[0].isupper() else f"use the {name} field"
    message = f"This app is not approved to {what}. See https://shopify.dev/docs/apps/launch/protected-customer-data"
    return GraphQLError(message, extensions={"code": "ACCESS_DENIED"})


def _shaped(value: Any, type_: Any) -> Any:
    if value is None:
        return None
    named = get_named_type(type_)
    if named.name == "DateTime":
        return search.moment(value).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(named, GraphQLEnumType) and isinstance(value, str):
        return value.upper()
    return value


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def gid(kind: str, id: Any) -> str:
    """Return a global id; one that is global already stays."""
    return id if isinstance(id, str) and id.startswith("gid:") else f"gid://shopify/{kind}/{id}"


def number(id: str) -> int:
    """Return the number in a global id. :raises GraphQLError: for another text."""
    found = re.fullmatch(r"gid://shopify/\w+/(\d+)", id)
    if found is None:
        raise GraphQLError(f"Invalid global id '{id}'")
    return int(found.group(1))


def page(items: Sequence[Any], first: int | None = None, after: str | None = None, **_: Any) -> dict[str, Any]:
    """Return a slice of a list as a connection."""
    size = check_size(first)
    start = int(base64.b64decode(after)) if after else 0
    nodes = list(items[start : start + size])
    end = base64.b64encode(str(start + len(nodes)).encode()).decode()
    return {"nodes": nodes, "pageInfo": {"hasNextPage": start + size < len(items), "endCursor": end}}


def check_size(first: int | None) -> int:
    """Return a page's size. :raises GraphQLError: without one or beyond Shopify's limit."""
    if first is None or not 0 < first <= LONGEST_PAGE:
        raise GraphQLError(f"you must provide one of first or last, up to {LONGEST_PAGE}")
    return first
