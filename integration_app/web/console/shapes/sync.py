"""How far a store has been read."""

from typing import Literal

from integration_app.web.console.shapes.parts import Iso, Shape

Stage = Literal["shop", "terms", "products", "orders"]


class Reading(Shape):
    """The history being read, or read."""

    state: Literal["waiting", "running", "stopped", "done"]
    """"stopped": something is in the way; it is tried again by itself."""
    stage: Stage | None
    done: int
    total: int | None
    since: Iso | None
    finished_at: Iso | None
    skipped: int


class Trouble(Shape):
    """What is in the way, and what to do."""

    at: Iso
    message: str


class StoreSync(Shape):
    """How a store's mirror stands."""

    possible: bool
    """Whether the store can be asked; without, its webhooks are all that is known."""
    reading: Reading | None
    last_webhook_at: Iso | None
    checked_at: Iso | None
    """When what webhooks missed was last looked for."""
    compared_at: Iso | None
    """When everything was last compared."""
    looking: bool
    repaired_day: int
    repaired_week: int
    trouble: Trouble | None
