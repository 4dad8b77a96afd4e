"""Connecting a WooCommerce store."""

from typing import Literal

from pydantic import Field

from integration_app.web.console.shapes.parts import Shape


class StoreAddress(Shape):
    """Where the store is, as the merchant typed or copied it."""

    address: str = Field(min_length=3, max_length=200)


class Keys(StoreAddress):
    """Keys that were made in the store by hand."""

    consumer_key: str = Field(pattern=r"^ck_[0-9a-zA-Z]{10,80}$")
    consumer_secret: str = Field(pattern=r"^cs_[0-9a-zA-Z]{10,80}$")


class FoundStore(Shape):
    """A store that is there, and the two ways to connect it."""

    address: str
    name: str
    authorize_url: str | None
    """The store's page on which its owner agrees; null where Parley has no https address to hand keys to."""
    keys_page: str
    """The page of the store's admin on which keys are made by hand."""


class ConnectedStore(Shape):
    """A store that is connected."""

    store: str


class ConnectionState(Shape):
    """How far a connection is that was begun in the store."""

    state: Literal["asked", "granted", "done", "failed"]
    address: str
    name: str
    store: str | None
    problem: str | None
    """What went wrong and what to do, in words."""
