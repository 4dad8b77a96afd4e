"""The OpenAPI document, made from the routes and their models."""

import re
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from integration_app.web.access import ROUTES, Route
from integration_app.web.entry import API
from integration_app.web.file import File

_REF = "#/components/schemas/{model}"
_Refs = dict[tuple[type[BaseModel], JsonSchemaMode], dict[str, Any]]


def document() -> dict[str, Any]:
    """Return the document."""
    refs, definitions = models_json_schema(sorted(_models(), key=str), ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        address = API + re.sub(r"<(\w+)>", r"{\1}", route.path)
        paths.setdefault(address, {})[route.method.lower()] = _operation(route, refs)  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Parley", "version": "1"},
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "parley_session"},
                "shopify": {"type": "http", "scheme": "bearer", "description": "Shopify's ID token"},
            },
        },
    }


def _models() -> set[tuple[type[BaseModel], JsonSchemaMode]]:
    found: set[tuple[type[BaseModel], JsonSchemaMode]] = set()
    for route in ROUTES:
        if route.body is not None:
            found.add((route.body, "validation"))
        model = _answered(route)
        if model is not None:
            found.add((model, "serialization"))
    return found


def _answered(route: Route) -> type[BaseModel] | None:
    """Return the model inside the annotated answer: X, list[X], or X | a refusal."""
    for part in (route.answer, *get_args(route.answer)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _operation(route: Route, refs: _Refs) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": route.view.__name__,
        "summary": (route.view.__doc__ or "").strip().splitlines()[0],
        "tags": [route.view.__module__.rsplit(".", 1)[-1]],
        "x-access": route.access,
        "responses": {str(route.status): _response(route, refs)},
    }
    if route.access != "public":
        by_token: list[dict[str, list[str]]] = [{"shopify": []}]
        said["security"] = by_token if route.access == "shop_admin" else [{"session": []}, *by_token]
    if parameters := _path_parameters(route) + _query_parameters(route):
        said["parameters"] = parameters
    if route.body is not None:
        schema = refs[route.body, "validation"]
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return said


def _response(route: Route, refs: _Refs) -> dict[str, Any]:
    if route.answer is File:
        return {"description": "The file", "content": {"application/octet-stream": {}}}
    model = _answered(route)
    if model is None:
        return {"description": "Done"}
    schema = refs[model, "serialization"]
    if get_origin(route.answer) is list:
        schema = {"type": "array", "items": schema}
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"<(\w+)>", route.path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema()
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": part}
        for name, part in schema["properties"].items()
    ]
