"""Coming from Shopify's admin."""

from typing import Literal

from pydantic import Field

from integration_app.web.console.shapes.parts import Iso, Shape


class ShopifyArrival(Shape):
    """What somebody who opened the app wants; nothing: to be let in, if he is known."""

    begin: bool = False
    """Open a workspace for a shop that is not here yet."""
    code: str | None = Field(default=None, max_length=32)
    """Bring the shop to the workspace of the owner who made this code."""


class ShopifyEntry(Shape):
    """Where he stands now."""

    place: Literal["new", "waiting", "in"]
    shop: str
    """The myshopify domain."""
    workspace: str | None


class JoinCode(Shape):
    """A code as it is typed."""

    code: str = Field(max_length=32)


class JoinTarget(Shape):
    """Where a code leads, to be confirmed."""

    workspace: str


class NewJoinCode(Shape):
    """A code just made; shown once."""

    code: str
    expires_at: Iso
