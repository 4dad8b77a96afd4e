"""The WordPress plugin of a WooCommerce store."""

from pydantic import Field

from integration_app.web.console.shapes.parts import Iso, Shape


class PluginState(Shape):
    """How the plugin is connected."""

    line: str | None
    """What the merchant pastes into the plugin; null before it was asked for."""
    last_report_at: Iso | None


class PluginLine(Shape):
    """Make the line, where there is none."""

    anew: bool = False
    """Make a new one also where there is one; the old one counts for another hour."""


class PluginHello(Shape):
    """The code that the plugin made when the merchant clicked Connect there."""

    code: str = Field(min_length=32, max_length=64, pattern=r"^[A-Za-z0-9]+$")
