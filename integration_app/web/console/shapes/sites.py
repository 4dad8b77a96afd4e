"""Any other site."""

from pydantic import Field

from integration_app.web.console.shapes.parts import Shape
from integration_app.web.console.shapes.settings import Zone


class NewSite(Shape):
    """A site that is to be added."""

    name: str = Field(min_length=1, max_length=120)
    address: str = Field(min_length=1, max_length=240)
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    locale: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    timezone: Zone = "UTC"


class Door(Shape):
    """Where a site tells us what changed. The secret is told this once."""

    store: str
    door: str
    secret: str
    snippet: str
