"""What can be done to an order in its store, and what became of it."""

from typing import Literal

from pydantic import Field

from integration_app.orders.wishes import Kind
from integration_app.web.console.shapes.parts import Actor, Iso, Money, Shape

State = Literal["waiting_approval", "asked", "doing", "done", "refused", "unclear", "declined"]
Step = Literal["approve", "decline", "check", "retry"]
ClientId = Field(min_length=1, max_length=40)
"""Said once per client id: a button pressed twice asks once."""


class Choice(Shape):
    """One kind of action that is offered; ``why`` says in words why it cannot be done now."""

    kind: Kind
    why: str | None


class LineLeft(Shape):
    """What of a line may still be paid back; ``price`` is what was paid for one piece."""

    id: str
    title: str
    variant: str | None
    left: int
    price: Money


class Address(Shape):
    """Where an order goes."""

    name: str = Field(min_length=1, max_length=120)
    line1: str = Field(min_length=1, max_length=200)
    line2: str | None = Field(max_length=200)
    postcode: str | None = Field(max_length=20)
    city: str = Field(min_length=1, max_length=120)
    region: str | None = Field(max_length=120)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    phone: str | None = Field(max_length=40)


class AddressFacts(Shape):
    """Where an order goes, as far as the store told."""

    name: str | None
    line1: str | None
    line2: str | None
    postcode: str | None
    city: str | None
    region: str | None
    country: str | None
    phone: str | None


class OrderCan(Shape):
    """What the reader can have done to an order. ``limit``: above it a manager has to agree; none for managers."""

    choices: list[Choice]
    left: Money
    lines: list[LineLeft]
    shipping: AddressFacts
    email: str | None
    limit: Money | None


class ActionFacts(Shape):
    """Something that is to be done to an order, or was."""

    id: str
    kind: Kind
    state: State
    amount: Money | None
    note: str | None
    by: Actor
    at: Iso
    order_number: str
    conversation: str | None
    store_said: str | None
    looked_at: Iso | None
    steps: list[Step]
    """What the reader can do about it."""


class CancelOrder(Shape):
    """Call an order off."""

    client_id: str = ClientId
    refund: bool
    restock: bool
    reason: Literal["customer", "inventory", "fraud", "other"]


class RefundPieces(Shape):
    """So many pieces of a line."""

    id: str
    quantity: int = Field(gt=0, le=10_000)


class RefundOrder(Shape):
    """Give just this much back, for these pieces if any."""

    client_id: str = ClientId
    amount: Money
    lines: list[RefundPieces] = Field(max_length=250)
    restock: bool
    note: str = Field(max_length=500)


class ChangeAddress(Shape):
    """Send an order elsewhere."""

    client_id: str = ClientId
    address: Address


class SendInvoice(Shape):
    """Mail the invoice again."""

    client_id: str = ClientId


class OrderNote(Shape):
    """A note for the order in the store."""

    client_id: str = ClientId
    text: str = Field(min_length=1, max_length=5000)
    tell_shopper: bool


class ActionSwitch(Shape):
    """One kind of action: whether the merchant wants it, and whether the store lets us."""

    kind: Kind
    on: bool
    possible: bool


class AskStore(Shape):
    """What the store has to allow first, and where the merchant can say yes."""

    scopes: list[str]
    link: str


class ActionSettings(Shape):
    """What people may do to orders in a store."""

    switches: list[ActionSwitch]
    agents_refund_up_to: Money
    ask_store: AskStore | None


class ActionSettingsDraft(Shape):
    """The same, as the merchant wants it."""

    allowed: list[Kind]
    agents_refund_up_to: Money
