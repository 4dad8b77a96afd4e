"""What a shopper can do beside writing, and the buttons that do it."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class Prove(TypedDict):
    """Say whose order it is."""

    type: Literal["prove"]
    number: str
    contact: str


class SendCode(TypedDict):
    """Have six digits sent to the order's own address."""

    type: Literal["send_code"]
    order: str | None


class Code(TypedDict):
    """Give the six digits."""

    type: Literal["code"]
    code: str


class Piece(TypedDict):
    """How many of a thing go back."""

    id: str
    quantity: int


class AskReturn(TypedDict):
    """Ask for a return."""

    type: Literal["return"]
    order_id: str
    items: list[Piece]
    reason: str
    note: str


class LeaveRequest(TypedDict):
    """Leave a message for the team."""

    type: Literal["offline"]
    email: str
    text: str


class Person(TypedDict):
    """Ask for a person."""

    type: Literal["person"]
    label: NotRequired[str]


class Language(TypedDict):
    """Choose the language by hand."""

    type: Literal["language"]
    locale: str


class TakeCoupon(TypedDict):
    """Take what a trigger offered."""

    type: Literal["coupon"]
    firing: str
    label: NotRequired[str]


class Identify(TypedDict):
    """Pass on the shop's word that a customer is signed in."""

    type: Literal["identify"]
    token: str


class Forget(TypedDict):
    """Forget this device."""

    type: Literal["forget"]


class Rate(TypedDict):
    """Give one to five stars."""

    type: Literal["rate"]
    stars: int


Act = Prove | SendCode | Code | AskReturn | LeaveRequest | Person | Language | TakeCoupon | Identify | Forget | Rate


class Action(TypedDict):
    """A button: it leads somewhere, says something, or does something."""

    label: str
    url: NotRequired[str]
    say: NotRequired[str]
    act: NotRequired[Act]
