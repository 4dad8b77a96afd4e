"""Who is asked where a store's parcels are."""

from typing import Literal

from pydantic import Field

from integration_app.web.console.shapes.parts import Shape

Service = Literal["none", "17track", "aftership"]


class TrackingDraft(Shape):
    """Which service it shall be. Keys that are left empty stay as they are."""

    service: Service
    always: bool
    key: str = Field(default="", max_length=400)
    webhook_secret: str = Field(default="", max_length=400)


class TrackingTest(Shape):
    """A key to be proved before it is kept; empty: the kept one."""

    service: Literal["17track", "aftership"]
    key: str = Field(default="", max_length=400)


class TrackingSettings(Shape):
    """Which service it is, and how it does."""

    service: Service
    always: bool
    brings_events: bool
    """Whether the store's platform tells by itself what carriers say."""
    has_key: bool
    has_webhook_secret: bool
    webhook_addresses: dict[str, str]
    """{service: where it shall send its webhooks}"""
    under_way: int
    waiting: int
    refused: int
