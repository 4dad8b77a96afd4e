"""Who did something, as the console names him."""

from typing import Any, cast

from integration_app import stores
from integration_app.web.console.shapes.parts import Actor


def named(actor: str) -> Actor:
    """Return whom an event or an action names: "agent:12", "bot", "shopper", "store"."""
    kind, _, id = actor.partition(":")
    if kind == "agent" and id:
        return Actor(kind="agent", name=stores.agent_by_id(int(id)).name)
    return Actor(kind=cast(Any, kind if kind in {"shopper", "bot", "store"} else "system"), name=None)
