"""What the assistant may know when it decides: plain values, gathered beforehand.

Times are aware UTC datetimes; dates are calendar dates at the place where the thing happens.
Names of products, carriers and places come as the store's data has them. Nothing here is text
that a person wrote in the chat, except where it says so.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum


class Proof(IntEnum):
    """How well the shopper showed that an order is theirs; each level opens those before it."""

    NONE = 0
    PAIR = 1
    CODE = 2
    SIGNED_IN = 3


class OrderState(StrEnum):
    """Where an order stands as a whole, by `orders.rules.where_is_it`."""

    UNPAID = "unpaid"
    PAID = "paid"
    PACKED = "packed"
    PARTLY = "partly"
    ON_ITS_WAY = "on_its_way"
    CUSTOMS = "customs"
    NEAR = "near"
    PICKUP = "pickup"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    LOST = "lost"
    RETURNING = "returning"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class Window(StrEnum):
    """Whether a thing may still be sent back, by the store's return rules."""

    OPEN = "open"
    OVER = "over"
    NOT_DELIVERED = "not_delivered"
    NOT_RETURNABLE = "not_returnable"
    ALREADY = "already"


class Holder(StrEnum):
    """Who has the conversation."""

    BOT = "bot"
    QUEUE = "queue"
    AGENT = "agent"
    CLOSED = "closed"


class AwaitingKind(StrEnum):
    """What the bot asked for last and has not got yet."""

    PROOF = "proof"
    CODE = "code"
    WHICH_ORDER = "which_order"
    WHICH_PRODUCT = "which_product"
    WHICH_COUNTRY = "which_country"
    RETURN_ITEMS = "return_items"
    OFFLINE = "offline"
    PERSON = "person"


class ProofResult(StrEnum):
    """What became of the number, e-mail or code that came with this message."""

    MATCHED = "matched"
    NO_MATCH = "no_match"
    LOCKED = "locked"
    CODE_NEEDED = "code_needed"
    CODE_WRONG = "code_wrong"


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True)
class Awaiting:
    """What was asked for, and what to do once it is there; stored with the conversation.

    `number` is the order number as the shopper typed it, for proofs; `order_id` a public id that was
    already proven, for returns. `question` is what the shopper asked before we asked back which product,
    `country` the one that shipping was told for, `product` the id of the one just spoken of.
    """

    kind: AwaitingKind
    intents: tuple[str, ...] = ()
    number: str | None = None
    contact: str | None = None
    order_id: str | None = None
    question: str | None = None
    country: str | None = None
    product: str | None = None


@dataclass(frozen=True)
class LineFacts:
    """One line of an order. `returnable` counts pieces that may still be sent back."""

    id: str
    title: str
    variant: str = ""
    quantity: int = 1
    price: Money | None = None
    picture: str | None = None
    returnable: int = 0
    shipped: int = 0


@dataclass(frozen=True)
class ParcelFacts:
    """One parcel, as the carrier's events tell it.

    `last_place` and `last_at` belong together: the newest scan. `expected_from` and
    `expected_until` are days at the destination; one day means both are equal. `destination` is a
    town, never a street. Without a word of the carrier's (`scanned` is False) only the store said that it left;
    `usual_days` are set where the expected days come from the lane and not from the carrier.
    """

    state: OrderState
    carrier: str | None = None
    tracking_number: str | None = None
    tracking_url: str | None = None
    shipped_at: datetime | None = None
    last_place: str | None = None
    last_at: datetime | None = None
    destination: str | None = None
    expected_from: date | None = None
    expected_until: date | None = None
    first_expected_until: date | None = None
    delivered_at: datetime | None = None
    pickup_point: str | None = None
    titles: tuple[str, ...] = ()
    scanned: bool = True
    usual_days: tuple[int, int] | None = None


@dataclass(frozen=True)
class ReturnFacts:
    """A return that was asked for. `state` is one of requested, approved, received, refunded, refused."""

    reference: str
    state: str
    order_number: str
    order_id: str
    titles: tuple[str, ...] = ()
    amount: Money | None = None
    opened_at: datetime | None = None
    decide_by: datetime | None = None


@dataclass(frozen=True)
class RefundFacts:
    """Money that went back. `at` is when the store sent it, not when the bank books it."""

    amount: Money
    at: datetime


@dataclass(frozen=True)
class OrderFacts:
    """One order. Only orders with `proof` above NONE are ever spoken of; see `Facts.shown`."""

    id: str
    number: str
    proof: Proof
    state: OrderState
    placed_at: datetime
    masked_contact: str = ""
    paid: bool = True
    total: Money | None = None
    lines: tuple[LineFacts, ...] = ()
    parcels: tuple[ParcelFacts, ...] = ()
    refunds: tuple[RefundFacts, ...] = ()
    returns: tuple[ReturnFacts, ...] = ()
    packed_at: datetime | None = None
    cancelled_at: datetime | None = None
    pay_url: str | None = None
    return_window: Window = Window.NOT_DELIVERED
    return_until: date | None = None
    country: str | None = None


@dataclass(frozen=True)
class VariantFacts:
    """One variant. `stock` None means that the store does not count it."""

    title: str
    stock: int | None = None
    price: Money | None = None


@dataclass(frozen=True)
class ProductFacts:
    """One product of the catalogue, in the language that the store has.

    `description` is plain text. `attributes` are pairs as the merchant named them, for instance
    ("Material", "Brass"). `alternatives` are in stock and from the same category. `on_page`: the shopper
    looks at its page.
    """

    id: str
    title: str
    price: Money | None = None
    picture: str | None = None
    url: str | None = None
    stock: int | None = None
    variants: tuple[VariantFacts, ...] = ()
    description: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    alternatives: tuple["ProductFacts", ...] = ()
    on_page: bool = False


@dataclass(frozen=True)
class ArticleHit:
    """An article that answers the question, from `knowledge.search`.

    `sentences` are the best sentences in the article's own order. `sure` is False where it is only
    a suggestion.
    """

    id: str
    title: str
    url: str | None
    sentences: tuple[str, ...]
    score: float
    sure: bool
    topic: str = ""


@dataclass(frozen=True)
class ShippingZoneFacts:
    """What shipping to some countries costs and takes; `days_*` are working days from today."""

    countries: tuple[str, ...]
    method: str = ""
    days_from: int | None = None
    days_until: int | None = None
    cost: Money | None = None
    free_from: Money | None = None
    at_checkout: bool = False
    """What it costs is worked out at the checkout."""


@dataclass(frozen=True)
class ShippingFacts:
    """All zones of the store, a row a method. A zone whose countries hold "*" is the rest of the world."""

    zones: tuple[ShippingZoneFacts, ...] = ()
    customs_may_apply: tuple[str, ...] = ()
    duty_paid: tuple[str, ...] = ()
    """Where the store pays duty and import tax."""


@dataclass(frozen=True)
class ReturnRules:
    """The store's return rules. `shopper_pays` None means that the store has not said.

    `damaged_is_free`: what came faulty or wrong goes back at the store's cost, whoever pays otherwise.
    """

    days: int | None = None
    unused_only: bool = False
    shopper_pays: bool | None = None
    damaged_is_free: bool = True
    refund_days: int | None = None
    decides_within_hours: int | None = None


@dataclass(frozen=True)
class StoreFacts:
    """The store, at this moment.

    `closes_at` is set while people are there, `opens_at` while they are not; `answer_by` is when a
    request that is left now will be answered. None means that the store has not said.
    """

    name: str
    open_now: bool = True
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    answer_by: datetime | None = None
    can_send_mail: bool = True
    returns: ReturnRules = field(default_factory=ReturnRules)
    payment_methods: tuple[str, ...] = ()
    """As shoppers know them: "Visa", "PayPal"; none where the store has not said."""
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConversationFacts:
    """What happened in this conversation before.

    `said_bot`: the shopper was told that this is a bot (True as well where the window shows it).
    `not_understood`: how often in a row. `agent_present` and `agent_late` only mean something while
    an agent holds it. `about_order` is the public id of the order last spoken of. `words` are the
    shopper's last messages, oldest first. `tried` are the kinds of answer already given.
    """

    holder: Holder = Holder.BOT
    agent_present: bool = False
    agent_late: bool = False
    said_bot: bool = False
    greeted: bool = False
    not_understood: int = 0
    awaiting: Awaiting | None = None
    proof_result: ProofResult | None = None
    code_sent_to: str | None = None
    about_order: str | None = None
    words: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    shopper_name: str | None = None
    email: str | None = None
    offline_sent: bool = False
    person_declined: bool = False


@dataclass(frozen=True)
class Reader:
    """Who reads the answer: language tag, IANA zone and ISO country (None where not known)."""

    locale: str = "en"
    zone: str = "UTC"
    country: str | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that a decision may use."""

    now: datetime
    reader: Reader
    store: StoreFacts
    conversation: ConversationFacts = field(default_factory=ConversationFacts)
    orders: tuple[OrderFacts, ...] = ()
    products: tuple[ProductFacts, ...] = ()
    articles: tuple[ArticleHit, ...] = ()
    shipping: ShippingFacts = field(default_factory=ShippingFacts)

    def shown(self) -> "Facts":
        """Leave out every order that was not proven, so that nothing after this can tell of it."""
        return replace(self, orders=tuple(o for o in self.orders if o.proof > Proof.NONE))
