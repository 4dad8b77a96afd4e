"""The app's one manifest, extension.toml, as values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "extension.toml"


@dataclass(frozen=True)
class Proxy:
    """Where a shop's own address leads to us: https://shop.example/prefix/subpath."""

    prefix: str
    subpath: str
    path: str
    """Below our own address."""

    @property
    def in_shop(self) -> str:
        """Return the path as the shop's pages call it."""
        return f"/{self.prefix}/{self.subpath}"


@dataclass(frozen=True)
class Block:
    """The app embed block: what turns the widget on in a theme."""

    name: str
    title: str
    target: str
    script: str


@dataclass(frozen=True)
class Manifest:
    """What the app is to a store."""

    name: str
    handle: str
    app_path: str
    redirect_path: str
    required_scopes: tuple[str, ...]
    optional_scopes: tuple[str, ...]
    shopify_api_version: str
    shopify_address: str
    shopify_topics: frozenset[str]
    """With the three compliance topics."""
    compliance_topics: frozenset[str]
    shopify_fields: Mapping[str, tuple[str, ...]]
    """By topic: the only fields that are sent. A topic that is not named here sends all."""
    woocommerce_topics: frozenset[str]
    proxy: Proxy
    block: Block
    channels: tuple[str, ...]


@cache
def manifest(path: Path = PATH) -> Manifest:
    """Read the manifest. :raises KeyError: if a part is missing."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    hooks, proxy, widget = told["webhooks"], told["proxy"], told["widget"]
    return Manifest(
        name=told["name"],
        handle=told["handle"],
        app_path=told["app"]["path"],
        redirect_path=told["app"]["redirect"],
        required_scopes=tuple(told["scopes"]["required"]),
        optional_scopes=tuple(told["scopes"]["optional"]),
        shopify_api_version=hooks["shopify_api_version"],
        shopify_address=hooks["shopify_address"],
        shopify_topics=frozenset([*hooks["shopify"], *hooks["shopify_compliance"]]),
        compliance_topics=frozenset(hooks["shopify_compliance"]),
        shopify_fields={topic: tuple(fields) for topic, fields in hooks["shopify_fields"].items()},
        woocommerce_topics=frozenset(hooks["woocommerce"]),
        proxy=Proxy(proxy["prefix"], proxy["subpath"], proxy["path"]),
        block=Block(widget["block"], widget["title"], widget["target"], widget["script"]),
        channels=tuple(told["channels"]["offered"]),
    )
