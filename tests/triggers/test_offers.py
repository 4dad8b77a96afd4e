"""From the bubble to the code: once a visit, within its bounds, made by the store, told to the shopper."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest

from integration_app import conversations, platforms, triggers
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from integration_app.kit.errors import NotFound, ProviderError
from integration_app.platforms import Connection
from integration_app.platforms.protocol import Ability, IssuedCoupon, Platform
from integration_app.triggers import CartSeen, Fired, NoCoupon, NotNow, Visitor, coupons, editing, queries
from integration_app.triggers.models import Campaign, Coupon
from integration_app.triggers.rules import Why
from tests.support.cast import Cast

Jobs = Callable[[], int]
DAY = "Etc/GMT-1"


class Shop:
    """A shop system that makes codes, or says no."""

    refuses: ProviderError | None = None
    abilities: frozenset[Ability] = frozenset({Ability.COUPON})

    def __init__(self) -> None:
        self.keys: list[str] = []

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        self.keys.append(key)
        if self.refuses:
            raise self.refuses
        return IssuedCoupon("LUMEN-7QKD", "https://lumen.example/discount/LUMEN-7QKD", "gid://1")


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    made, before = Shop(), dict(platforms._makers)

    def connect(_connection: Connection) -> Platform:
        return cast(Any, made)

    platforms.offer("shopify", connect)
    yield made
    platforms._makers.clear()
    platforms._makers.update(before)


@pytest.fixture
def rules(cast: Cast) -> None:
    with db.unit():
        triggers.add_starters(cast.store, confirmed=True)


def awake() -> str:
    """A zone in which it is noon now."""
    offset = (datetime.now(UTC).hour - 12 + 12) % 24 - 12
    return f"Etc/GMT{offset:+d}" if offset else "Etc/GMT"


def visitor(visit: str = "visit-1", *, items: int = 2, total: int = 100, address: str = "192.0.2.1") -> Visitor:
    cart = CartSeen(token="cart-1", items=items, total=Decimal(total), currency="EUR")
    return Visitor(visit, "https://lumen.example/lamps", awake(), "de", cart, address)


def fire(cast: Cast, who: Visitor | None = None, *, number: int = 0) -> Fired:
    rule = triggers.triggers_of(cast.store.id)[number]
    return triggers.fire(cast.store, rule.public_id, who or visitor())


def take(fired: Fired) -> Coupon:
    return triggers.take_coupon(fired.conversation, fired.firing.public_id)


def said(conversation_id: int) -> list[str]:
    with db.unit(read_only=True):
        turns = conversations.thread(conversations.by_id(conversation_id))
        return [turn.body.text for turn in turns]


@pytest.mark.usefixtures("rules")
def test_a_trigger_speaks_once_a_visit(cast: Cast) -> None:
    with db.unit():
        first, again = fire(cast), fire(cast)
        assert first.firing.id == again.firing.id
        assert first.secret is not None
        assert again.secret is None
        with pytest.raises(NotNow):
            fire(cast, number=1)
        assert fire(cast, visitor("visit-2"), number=1).firing.id != first.firing.id
    assert said(first.conversation.id) == [
        "Brauchen Sie Hilfe bei Ihrer Bestellung? Nehmen Sie 5 % Rabatt mit".replace(" %", "\xa0%")
    ]


@pytest.mark.usefixtures("rules")
def test_with_an_empty_cart_it_offers_help_and_no_coupon(cast: Cast) -> None:
    with db.unit():
        fired = fire(cast, visitor(items=0, total=0))
        assert fired.firing.with_coupon is False
        with pytest.raises(NoCoupon) as refused:
            take(fired)
    assert refused.value.why == Why.EMPTY_CART
    assert said(fired.conversation.id) == ["Suchen Sie etwas? Ich helfe gern"]


def test_a_rule_sleeps_until_its_coupon_is_confirmed(cast: Cast) -> None:
    with db.unit():
        triggers.add_starters(cast.store, confirmed=False)
        assert triggers.public_rules(cast.store, "en") == []
        with pytest.raises(NotNow):
            fire(cast)
        (campaign,) = triggers.campaigns_of(cast.store.id)
        editing.confirm(cast.store, campaign, actor="agent:1")
        dwell, leaving = triggers.public_rules(cast.store, "en")
    assert dwell["text"] == "Need help completing your order? Take 5% off"
    assert (dwell["kind"], dwell["seconds"], dwell["coupon"]) == ("dwell", 90, True)
    assert dwell["ends"] == "One use, valid for 24 hours"
    assert leaving["kind"] == "cart_leave"


@pytest.mark.usefixtures("rules")
def test_a_paused_coupon_leaves_the_help(cast: Cast) -> None:
    with db.unit():
        (campaign,) = triggers.campaigns_of(cast.store.id)
        editing.stop(cast.store, campaign, actor="agent:1")
        rule = triggers.public_rules(cast.store, "en")[0]
        assert rule["coupon"] is False
        assert rule["text"] == "Looking for something? I can help you find it"
        with pytest.raises(NoCoupon):
            take(fire(cast))


@pytest.mark.usefixtures("rules")
def test_never_in_the_visitors_night(cast: Cast) -> None:
    midnight = datetime.now(UTC).hour
    offset = (midnight + 12) % 24 - 12
    zone = f"Etc/GMT{offset:+d}" if offset else "Etc/GMT"
    with db.unit(), pytest.raises(NotNow):
        fire(cast, Visitor("v", "https://lumen.example/", zone, "en"))


@pytest.mark.usefixtures("rules")
def test_a_code_is_made_once_and_handed_out(cast: Cast, shop: Shop, run_jobs: Jobs) -> None:
    with db.unit():
        fired = fire(cast)
        coupon, again = take(fired), take(fired)
        assert coupon.id == again.id
        assert coupon.reserved == Decimal(5)
    run_jobs()
    assert shop.keys == [coupon.public_id]
    with db.unit(read_only=True):
        turn = conversations.thread(conversations.by_id(fired.conversation.id))[-1]
    card = turn.body.cards[0]
    assert (card["type"], card["code"]) == ("coupon", "LUMEN-7QKD")
    assert card["apply_url"].endswith("LUMEN-7QKD")
    assert card["ends"].startswith("Bis morgen, ")


@pytest.mark.usefixtures("rules")
def test_when_the_store_refuses_the_shopper_is_told_and_the_budget_is_free(
    cast: Cast, shop: Shop, run_jobs: Jobs
) -> None:
    shop.refuses = ProviderError("write_discounts is missing", permanent=True)
    with db.unit():
        fired = fire(cast)
        take(fired)
    run_jobs()
    assert "konnte Ihren Code gerade nicht anlegen" in said(fired.conversation.id)[-1]
    with db.unit(read_only=True):
        (campaign,) = triggers.campaigns_of(cast.store.id)
        assert triggers.issued(campaign).reserved == 0
    shop.refuses = None
    with db.unit():
        take(Fired(fired.firing, conversations.by_id(fired.conversation.id), None))
    run_jobs()
    assert said(fired.conversation.id)[-1] == "Der Code gehört Ihnen. Niemand sonst kann ihn einlösen."


@pytest.mark.usefixtures("rules")
def test_three_codes_a_day_and_address(cast: Cast) -> None:
    with db.unit():
        for number in range(3):
            take(fire(cast, visitor(f"visit-{number}")))
        with pytest.raises(NoCoupon) as refused:
            take(fire(cast, visitor("visit-4")))
        take(fire(cast, visitor("visit-5", address="192.0.2.2")))
    assert refused.value.why == Why.ADDRESS_LIMIT
    assert refused.value.told("en").startswith("You have had your codes for today")


@pytest.mark.usefixtures("rules")
def test_the_budget_is_reserved_at_issue_and_freed_when_codes_end(cast: Cast) -> None:
    with db.unit():
        campaign = db.session().query(Campaign).one()
        campaign.budget = Decimal(12)
        first = take(fire(cast, visitor("a", address="192.0.2.1")))
        take(fire(cast, visitor("b", address="192.0.2.2")))
        late = fire(cast, visitor("c", address="192.0.2.3"))
        with pytest.raises(NoCoupon) as refused:
            take(late)
        first.ends_at = clock.now() - timedelta(minutes=1)
        db.session().flush()
        assert coupons.release_expired() == 1
        assert coupons.release_expired() == 0
        take(late)
    assert refused.value.why == Why.BUDGET


@pytest.mark.usefixtures("rules")
def test_an_order_marks_the_code_it_was_placed_with(cast: Cast, shop: Shop, run_jobs: Jobs) -> None:
    with db.unit():
        coupon = take(fire(cast))
    run_jobs()
    with db.unit():
        coupons.use(cast.other_store.id, ["LUMEN-7QKD"], order_id=1)
        assert queries.coupon_by_id(coupon.id).used_at is None
        coupons.use(cast.store.id, ["lumen-7qkd"], order_id=1)
        assert queries.coupon_by_id(coupon.id).used_at is not None


@pytest.mark.usefixtures("rules")
def test_an_offer_belongs_to_its_conversation_and_its_store(cast: Cast) -> None:
    with db.unit():
        fired = fire(cast)
        other = conversations.open(cast.store, locale="en", zone="UTC").conversation
        foreign = conversations.open(cast.other_store, locale="en", zone="UTC").conversation
        with pytest.raises(NoCoupon):
            triggers.take_coupon(other, fired.firing.public_id)
        with pytest.raises(NotFound):
            triggers.take_coupon(foreign, fired.firing.public_id)
        with pytest.raises(NotFound):
            triggers.fire(cast.other_store, triggers.triggers_of(cast.store.id)[0].public_id, visitor("x"))
        assert db.session().query(Coupon).count() == 0
        take(fired)
        with pytest.raises(NoCoupon):
            triggers.take_coupon(other, fired.firing.public_id)
        assert isinstance(fired.conversation, Conversation)
