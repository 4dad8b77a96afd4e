"""Write the shapes as TypeScript."""

import inspect
import types
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

from integration_app.sockets.protocol import MODULES

HEAD = "/** Made by `make protocol` from integration_app/sockets/protocol; do not edit. */\n"
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "unknown"}


def written() -> str:
    """Return all shapes as one TypeScript file."""
    texts: dict[str, str] = {}
    for module in MODULES:
        for name, text in _texts(module):
            texts.setdefault(name, text)  # a module also holds what it imports from the ones before it
    return HEAD + "\n" + "\n".join(texts.values())


def _texts(module: ModuleType) -> Iterator[tuple[str, str]]:
    for name, value in vars(module).items():
        if is_typeddict(value):
            yield name, _interface(value)
        elif name[0].isupper() and get_origin(value) in (Literal, Union, types.UnionType):
            yield name, f"export type {name} = {_type(value)};\n"


def _interface(shape: type) -> str:
    fields = "".join(f"  {_field(*it)}\n" for it in get_type_hints(shape, include_extras=True).items())
    doc = inspect.getdoc(shape) if shape.__doc__ and not shape.__doc__.startswith("dict(") else None
    return f"/** {doc} */\nexport interface {shape.__name__} {{\n{fields}}}\n" if doc else _bare(shape, fields)


def _bare(shape: type, fields: str) -> str:
    return f"export interface {shape.__name__} {{\n{fields}}}\n"


def _field(name: str, hint: Any) -> str:
    if get_origin(hint) is NotRequired:
        return f"{name}?: {_type(get_args(hint)[0])};"
    return f"{name}: {_type(hint)};"


def _type(hint: Any) -> str:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(_literal(value) for value in inside)
    if origin in (Union, types.UnionType):
        return " | ".join(_type(one) for one in inside)
    if origin is list:
        one = _type(inside[0])
        return f"({one})[]" if " | " in one else f"{one}[]"
    if origin is dict:
        return f"Record<string, {_type(inside[1])}>"
    return hint.__name__ if is_typeddict(hint) else _PLAIN[hint]


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'
