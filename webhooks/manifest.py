"""The app's one manifest, extension.toml, as values."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "extension.toml"


@dataclass(frozen=True)
class Manifest:
    """What the app is to a store."""

    name: str
    required_scopes: tuple[str, ...]
    optional_scopes: tuple[str, ...]
    shopify_api_version: str
    shopify_topics: frozenset[str]
    """With the three compliance topics."""
    woocommerce_topics: frozenset[str]
    proxy_path: str
    widget_block: str
    channels: tuple[str, ...]


@cache
def manifest(path: Path = PATH) -> Manifest:
    """Read the manifest. :raises KeyError: if a part is missing."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    hooks = told["webhooks"]
    return Manifest(
        name=told["name"],
        required_scopes=tuple(told["scopes"]["required"]),
        optional_scopes=tuple(told["scopes"]["optional"]),
        shopify_api_version=hooks["shopify_api_version"],
        shopify_topics=frozenset([*hooks["shopify"], *hooks["shopify_compliance"]]),
        woocommerce_topics=frozenset(hooks["woocommerce"]),
        proxy_path=told["proxy"]["path"],
        widget_block=told["widget"]["block"],
        channels=tuple(told["channels"]["offered"]),
    )
