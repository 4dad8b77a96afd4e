"""Shopify's own schema, ready to execute: built once a process, documents parsed and validated once each."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, build_client_schema, parse, validate

from tests.support import fetch_shopify


@cache
def schema(version: str) -> GraphQLSchema:
    """Return a version's schema. Shopify's own breaks a rule on deprecation, hence ``assume_valid``."""
    return build_client_schema(fetch_shopify.introspection(version), assume_valid=True)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Prepared:
    """A document that was looked at once."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...]


@cache
def prepared(version: str, text: str) -> Prepared:
    """Parse and validate a document; what is wrong with it stands in ``errors``."""
    try:
        document = parse(text)
    except GraphQLError as error:
        return Prepared(None, (error,))
    return Prepared(document, tuple(validate(schema(version), document)))


def formatted(errors: Any) -> list[dict[str, Any]]:
    """Return errors as they stand in an answer."""
    return [dict(error.formatted) for error in errors]
