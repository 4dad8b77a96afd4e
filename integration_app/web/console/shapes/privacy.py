"""Requests about people's data."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from integration_app.web.console.shapes.parts import Iso, Shape

EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
Email = Annotated[str, Field(pattern=EMAIL, max_length=255)]


class DataRequest(Shape):
    """A request, and how it stands."""

    id: str
    store: str | None
    """None: the store is gone."""
    kind: Literal["export", "erase", "erase_store"]
    source: Literal["platform", "console", "operator", "plugin", "retention"]
    state: Literal["waiting", "held", "running", "ready", "done", "cancelled"]
    about: str | None
    """Whom it is about, masked; None once he is erased."""
    requested_at: Iso
    deadline_at: Iso
    held_until: Iso | None
    held_because: str | None
    """"dispute", or the owner's own words."""
    has_file: bool
    expires_at: Iso | None
    handed_over_at: Iso | None
    done_at: Iso | None
    rows: int
    failed: bool


class DataRequestDraft(Shape):
    """What the owner starts himself. Erasing wants the address typed twice."""

    store: str
    kind: Literal["export", "erase"]
    email: Email
    confirm: str = ""

    @model_validator(mode="after")
    def typed_twice(self) -> "DataRequestDraft":
        """Refuse to erase anybody whose address was not typed again."""
        if self.kind == "erase" and self.confirm.casefold() != self.email.casefold():
            raise ValueError("Type the same address again to erase everything about it.")
        return self


class HoldDraft(Shape):
    """Until when an erasure waits, and why."""

    until: date
    because: str = Field(min_length=3, max_length=200)


class PrivacySettings(Shape):
    """How a store's requests are worked on."""

    wait_for_disputes: bool
    keep_exports_days: int = Field(ge=1, le=30)


class Disconnect(Shape):
    """Which store goes; its name typed again."""

    store: str
    confirm: str
