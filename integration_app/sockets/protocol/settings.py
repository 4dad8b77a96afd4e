"""What anybody may know of a store's widget, and what its loader tells of a cart."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class Tones(TypedDict):
    """The shop's colour and what is readable on it."""

    shop: str
    hover: str
    soft: str
    on_shop: str
    bubble: str
    on_bubble: str


class Colours(TypedDict):
    """By day and in the dark."""

    light: Tones
    dark: Tones


class Trigger(TypedDict):
    """When the widget speaks first, and what it says."""

    id: str
    kind: Literal["dwell", "exit", "cart_leave", "repeat_view"]
    seconds: NotRequired[int]
    views: NotRequired[int]
    pages: NotRequired[list[str]]
    text: str
    take: str
    decline: str
    ends: NotRequired[str]
    coupon: bool
    empty_text: NotRequired[str]
    empty_take: NotRequired[str]


Night = TypedDict("Night", {"from": int, "to": int})
"""Hours between which nothing speaks first."""


class Settings(TypedDict):
    """What anyone may know of a store's widget; reading it writes no row."""

    store: str
    name: str
    colours: Colours
    side: Literal["start", "end"]
    locales: list[str]
    locale: str
    dir: Literal["ltr", "rtl"]
    texts: dict[str, str]
    mark: str | None
    triggers: list[Trigger]
    night: Night | None
    online: bool
    hours_text: str
    version: str


class CartNote(TypedDict):
    """What the loader knows of the shopper's cart; amounts as the store gave them."""

    token: str | None
    items: int
    total: float | None
    currency: str | None
