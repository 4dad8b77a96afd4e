"""A store's settings."""

import base64
import binascii
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, model_validator

from integration_app.stores.settings import LOCALES
from integration_app.web.console.shapes.parts import Iso, Money, Shape

MARK_BYTES = 64 * 1024
_PICTURES = {"data:image/png", "data:image/jpeg", "data:image/webp", "data:image/svg+xml"}


def _known_locale(locale: str) -> str:
    if locale not in LOCALES:
        raise ValueError(f"Parley does not speak {locale} yet.")
    return locale


def _picture(mark: str) -> str:
    """Take a picture as data, or an address on https. Browsers run no script in a picture, an SVG neither."""
    if mark.startswith("https://"):
        return mark
    kind, _, data = mark.partition(",")
    if kind.removesuffix(";base64") not in _PICTURES:
        raise ValueError("Choose a PNG, JPEG, WebP or SVG picture.")
    size = len(_decoded(data)) if kind.endswith(";base64") else len(data)
    if size > MARK_BYTES:
        raise ValueError("This picture is larger than 64 kB.")
    return mark


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise ValueError("This picture cannot be read.") from error


@cache
def zones() -> tuple[str, ...]:
    """List the time zones there are; looking for them in the file system takes 50 ms."""
    return tuple(sorted(available_timezones()))


def _zone(name: str) -> str:
    if name not in zones():
        raise ValueError("There is no such time zone.")
    return name


Locale = Annotated[str, AfterValidator(_known_locale)]
Zone = Annotated[str, AfterValidator(_zone)]
Mark = Annotated[str, AfterValidator(_picture)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
HourOfDay = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Webhooks(Shape):
    """The webhooks that Parley made in a store."""

    wanted: int
    checked_at: Iso | None
    mended_at: Iso | None


class StoreState(Shape):
    """A store and how it is connected."""

    id: str
    name: str
    colour: str
    platform: Literal["shopify", "woocommerce", "rest", "demo"]
    address: str
    state: Literal["connected", "waiting", "failing", "sign_in"]
    """sign_in: the platform takes our tokens no more until somebody opens the app there."""
    problem: str | None
    last_webhook_at: Iso | None
    webhook_address: str
    snippet: str
    theme_editor: str | None
    """Shopify: where the chat is switched on in the theme."""
    sign_in_at: str | None
    """Shopify, where the state is sign_in: where somebody opens the app."""
    webhooks: Webhooks | None
    """Where Parley makes them itself."""
    reconnect: bool
    """Whether new keys would help."""


class WidgetTexts(Shape):
    """What the widget says before anybody has said a word."""

    launcher: str
    greeting: str
    placeholder: str


class WidgetTextsOwn(Shape):
    """Of these, what the merchant wants otherwise."""

    launcher: str | None = Field(default=None, max_length=60)
    greeting: str | None = Field(default=None, max_length=300)
    placeholder: str | None = Field(default=None, max_length=60)


class Palette(Shape):
    """The shop's tones in one mode."""

    shop: str
    hover: str
    soft: str
    on_shop: str
    bubble: str
    on_bubble: str


class Palettes(Shape):
    """The shop's tones in both modes."""

    light: Palette
    dark: Palette


class WidgetDraft(Shape):
    """How the widget shall look."""

    name: str = Field(min_length=1, max_length=60)
    colour: Colour
    side: Literal["start", "end"]
    mark: Mark | None
    locales: list[Locale] = Field(min_length=1)
    texts: dict[Locale, WidgetTextsOwn]


class WidgetSettings(Shape):
    """How the widget looks."""

    name: str
    colour: str
    side: Literal["start", "end"]
    mark: str | None
    locales: list[str]
    texts: dict[str, dict[str, str]]
    text_defaults: dict[str, WidgetTexts]
    palette: Palettes


class Returns(Shape):
    """What the store promises on returns; without days it has not said."""

    window_days: Annotated[int, Field(ge=0, le=730)] | None
    condition: Literal["any", "unused", "original_packaging"]
    postage: Literal["store", "shopper", "store_if_faulty"]


class ShippingZone(Shape):
    """How parcels get to some countries; without countries: everywhere else."""

    name: str = Field(min_length=1, max_length=120)
    countries: list[Country]
    days_min: int = Field(ge=0, le=365)
    days_max: int = Field(ge=0, le=365)
    price: Money | None
    free_from: Money | None

    @model_validator(mode="after")
    def in_order(self) -> "ShippingZone":
        """Refuse days that end before they begin."""
        if self.days_max < self.days_min:
            raise ValueError("The longest time is shorter than the shortest.")
        return self


class AssistantSettings(Shape):
    """What the bot is called and what it may promise."""

    name: str = Field(max_length=60)
    locales: list[Locale] = Field(min_length=1)
    returns: Returns
    shipping: list[ShippingZone]


class Span(Shape):
    """Part of a day."""

    from_: HourOfDay = Field(alias="from")
    to: HourOfDay


class Holiday(Shape):
    """A day with hours of its own."""

    date: date
    name: str = Field(max_length=120)
    spans: list[Span]


class HoursDraft(Shape):
    """When people shall answer."""

    zone: Zone
    week: dict[Weekday, list[Span]]
    holidays: list[Holiday]


class Hours(Shape):
    """When people answer, in the store's zone."""

    zone: str
    week: dict[Weekday, list[Span]]
    holidays: list[Holiday]
    zones: list[str]


class Domain(Shape):
    """A host that the widget may run on."""

    host: str
    from_platform: bool
    seen_at: Iso | None


class Domains(Shape):
    """All of them."""

    domains: list[Domain]


Host = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*(:\d{1,5})?$", max_length=255)]
"""A host as browsers send it in Origin; one in another script comes in its ASCII form (xn--…)."""


class DomainsDraft(Shape):
    """Which hosts it shall be."""

    hosts: list[Host] = Field(max_length=50)


TriggerKind = Literal["dwell", "exit", "cart_leave", "repeat_view"]


class TriggerTexts(Shape):
    """What a trigger says; "{product}" and "{percent}" are filled in."""

    text: str = Field(min_length=1, max_length=200)
    take: str = Field(min_length=1, max_length=60)
    decline: str = Field(min_length=1, max_length=60)
    empty_text: str | None = Field(max_length=200)


class TriggerDraft(Shape):
    """A trigger as it shall be."""

    name: str = Field(min_length=1, max_length=120)
    kind: TriggerKind
    live: bool
    seconds: Annotated[int, Field(ge=1, le=3600)] | None
    times: Annotated[int, Field(ge=2, le=20)] | None
    days: Annotated[int, Field(ge=1, le=90)] | None
    pages: list[Annotated[str, Field(max_length=255)]] = Field(max_length=50)
    night: bool
    campaign: str | None
    texts: dict[Locale, TriggerTexts]


class TriggerWeek(Shape):
    """What it did in the last seven days."""

    fired: int
    taken: int
    at_most: Money | None


class Trigger(Shape):
    """A trigger."""

    id: str
    name: str
    kind: TriggerKind
    live: bool
    seconds: int | None
    times: int | None
    days: int | None
    pages: list[str]
    night: bool
    campaign: str | None
    texts: dict[str, TriggerTexts]
    week: TriggerWeek


class CampaignDraft(Shape):
    """A campaign as it shall be."""

    name: str = Field(min_length=1, max_length=120)
    percent: float = Field(gt=0, le=100)
    at_most: Money | None
    budget: Money | None
    per_day: int = Field(ge=1, le=100)
    lasts_hours: int = Field(ge=1, le=24 * 90)
    ends_at: Iso | None


class Issued(Shape):
    """What a campaign handed out."""

    today: int
    week: int
    redeemed: int
    reserved: Money | None


class Campaign(Shape):
    """A discount with its bounds."""

    id: str
    name: str
    percent: float
    at_most: Money | None
    budget: Money | None
    per_day: int
    lasts_hours: int
    ends_at: Iso | None
    confirmed_at: Iso | None
    paused: bool
    codes_ready: int
    """Codes that the store has made ahead, for shoppers to come."""
    codes_problem: str | None
    """Why the store made none, in its own words."""
    issued: Issued


class ArticleText(Shape):
    """An article in one language."""

    title: str = Field(min_length=1, max_length=255)
    body: str = Field(min_length=1, max_length=20_000)
    questions: list[Annotated[str, Field(max_length=300)]] = Field(max_length=50)
    url: Annotated[str, Field(pattern=r"^https?://", max_length=2000)] | None


class ArticleDraft(Shape):
    """An article as it shall be."""

    live: bool
    texts: dict[Locale, ArticleText] = Field(min_length=1)


class Article(Shape):
    """A frequent question and its answer."""

    id: str
    live: bool
    texts: dict[str, ArticleText]
    updated_at: Iso


class MailFailure(Shape):
    """Why a mail was given up."""

    at: Iso
    message: str


class MailState(Shape):
    """How mail is doing."""

    smtp: bool
    from_address: str | None
    inbound: Literal["webhook", "imap", "none"]
    last_sent_at: Iso | None
    failed: int
    last_failure: MailFailure | None


def decimal_of(percent: float) -> Decimal:
    """Return a percentage exactly as it was written."""
    return Decimal(str(percent))
