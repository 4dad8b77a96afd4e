"""The installation as its operator sees it."""

from typing import Literal

from pydantic import Field

from integration_app.platforms.shopify.app_files import Missing
from integration_app.web.console.shapes.parts import Shape

Check = Literal["dns", "tls", "webhook", "clock", "mail", "key", "database", "shopify"]


class AddressToCopy(Shape):
    """Something to copy into another system."""

    name: str
    """Key of its words in the console: "application"."""
    address: str


class ShopifyRegistration(Shape):
    """The app as Shopify knows it; its secret is never told again."""

    client_id: str
    ready: bool
    from_environment: bool
    """Set by files, which go before what is entered here."""
    missing: list[Missing]
    """What Shopify would refuse the files for."""


class Installation(Shape):
    """Addresses to copy, and how the app is registered."""

    url: str
    addresses: list[AddressToCopy]
    shopify: ShopifyRegistration
    checks: list[Check]


class ShopifyRegistrationDraft(Shape):
    """What Shopify gave the operator."""

    client_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,120}$")
    secret: str = Field(min_length=16, max_length=200, pattern=r"^[\x21-\x7e]+$")


class CheckResult(Shape):
    """What one check found."""

    name: Check
    state: Literal["good", "bad"]
    said: str
    """What was found, and why it matters."""
    advice: str | None
    """What to do, where something has to be done."""


class AppFiles(Shape):
    """The files for Shopify's CLI."""

    name: str
    zip: str
    """Base64."""
