"""A stock of codes: ready before anybody asks, each given once, taken back when it is over."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from integration_app import triggers
from integration_app.kit import clock, db
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import PendingReaction
from integration_app.platforms.protocol import Ability
from integration_app.triggers import editing, queries, reactions, rules, stock, store_coupons
from integration_app.triggers.code_models import ReadyCode
from integration_app.triggers.models import Campaign, Coupon
from tests.flows.test_at_once import at_once
from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.shop import LOST, Shop, refusal, serve
from tests.triggers.test_offers import fire, said, take, visitor

Jobs = Callable[[], int]


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    made = Shop()
    restore = serve(made)
    yield made
    restore()


@pytest.fixture
def campaign(cast: Cast, shop: Shop) -> int:
    with db.unit():
        triggers.add_starters(cast.store, confirmed=True)
        return triggers.campaigns_of(cast.store.id)[0].id


@pytest.fixture
def filled(campaign: int, run_jobs: Jobs) -> int:
    reactions.keep_ready()
    run_jobs()
    return campaign


def count(campaign: int) -> int:
    with db.unit(read_only=True):
        return stock.ready(db.session().get_one(Campaign, campaign))


def of(campaign: int) -> Campaign:
    with db.unit(read_only=True):
        return db.session().get_one(Campaign, campaign)


def draft(campaign: Campaign) -> triggers.CampaignDraft:
    names = ("name", "percent", "max_per_order", "budget", "codes_a_day", "valid_hours", "ends_at")
    return triggers.CampaignDraft(**{name: getattr(campaign, name) for name in names})


def codes() -> list[ReadyCode]:
    with db.unit(read_only=True):
        rows = db.session().query(ReadyCode).order_by(ReadyCode.id)
        return list(rows.execution_options(every_store=True))


def test_a_stock_is_filled_once_and_again_when_it_is_low(filled: int, shop: Shop, run_jobs: Jobs, cast: Cast) -> None:
    assert count(filled) == stock.KEPT_READY == len(shop.codes)
    assert of(filled).codes_external_id
    assert all(code.startswith("LUMEN-") and len(code) == 16 for code in shop.codes)
    assert reactions.keep_ready() == 0
    with db.unit():
        row = db.session().get_one(Campaign, filled)
        for number in range(stock.KEPT_READY - stock.REFILL_BELOW + 1):
            coupon = _coupon(cast, row, number)
            assert stock.take(row, coupon)
    assert reactions.keep_ready() == 1
    run_jobs()
    assert count(filled) == stock.KEPT_READY


def test_a_shopper_has_his_code_without_a_call_to_the_store(
    filled: int, shop: Shop, cast: Cast, run_jobs: Jobs
) -> None:
    before = list(shop.calls)
    with db.unit():
        fired = fire(cast)
        coupon = take(fired)
        assert coupon.issued_at is not None
        assert coupon.code in shop.codes
        assert take(fired).code == coupon.code
    assert shop.calls == before
    run_jobs()
    assert shop.bound == [(coupon.code, coupon.ends_at, None)]
    assert "coupon" not in shop.calls
    assert sum("gehört Ihnen" in text for text in said(fired.conversation.id)) == 1
    assert count(filled) == stock.KEPT_READY - 1


def test_a_tap_in_the_chat_shows_a_ready_code_once(filled: int, cast: Cast, run_jobs: Jobs) -> None:
    with db.unit():
        fired = fire(cast)
        chat, offer = Chat.opened_as(fired.conversation.id, run_jobs), fired.firing.public_id
    chat.act("coupon", firing=offer, label="Nehmen")
    assert [cards(turn) for turn in chat.bot()].count(["coupon"]) == 1
    chat.act("coupon", firing=offer, label="Nehmen")
    assert [cards(turn) for turn in chat.bot()].count(["coupon"]) == 2, "asked again, told again"


def test_without_a_stock_the_store_makes_one(campaign: int, shop: Shop, cast: Cast, run_jobs: Jobs) -> None:
    with db.unit():
        coupon = take(fire(cast))
    run_jobs()
    assert shop.calls == ["coupon"]
    with db.unit(read_only=True):
        assert str(queries.coupon_by_id(coupon.id).code).startswith("ONE-")


def test_a_store_that_makes_no_codes_ahead_is_left_alone(campaign: int, shop: Shop, run_jobs: Jobs) -> None:
    shop.abilities = frozenset({Ability.COUPON})
    reactions.keep_ready()
    run_jobs()
    assert (count(campaign), codes(), shop.calls) == (0, [], [])
    assert reactions.keep_ready() == 0
    assert of(campaign).codes_problem is None


def test_a_refusal_is_shown_and_tried_again_later(campaign: int, shop: Shop, run_jobs: Jobs) -> None:
    shop.fails = [refusal("The app lacks write_discounts.")]
    reactions.keep_ready()
    run_jobs()
    assert of(campaign).codes_problem == "The app lacks write_discounts."
    with db.unit():
        db.session().get_one(Campaign, campaign).codes_blocked_until = clock.now() - timedelta(seconds=1)
    reactions.keep_ready()
    run_jobs()
    assert (count(campaign), of(campaign).codes_problem) == (stock.KEPT_READY, None)


def test_a_lost_answer_makes_no_second_batch(campaign: int, shop: Shop, run_jobs: Jobs) -> None:
    shop.loses = [LOST]
    reactions.keep_ready()
    with pytest.raises(ProviderError):
        run_jobs()
    assert count(campaign) == 0
    assert reactions.keep_ready() == 0
    with db.unit():
        db.session().query(PendingReaction).update({"attempts": 0, "lease_until": None})
    run_jobs()
    assert count(campaign) == len(shop.codes) == stock.KEPT_READY


def test_no_code_is_given_to_two(filled: int, cast: Cast) -> None:
    with db.unit():
        row = db.session().get_one(Campaign, filled)
        coupons = [_coupon(cast, row, number).id for number in range(30)]

    def take_one(number: int) -> str | None:
        made = stock.take(db.session().get_one(Campaign, filled), queries.coupon_by_id(coupons[number]))
        return made.code if made else None

    given = at_once(30, take_one)
    taken = [code for code in given if code]
    assert len(taken) == len(set(taken)) == stock.KEPT_READY
    assert given.count(None) == 5


@pytest.mark.parametrize("change", [{"percent": Decimal(10)}, {"ends_at": clock.now() + timedelta(days=9)}])
def test_other_terms_end_the_old_codes(filled: int, shop: Shop, cast: Cast, run_jobs: Jobs, change: dict) -> None:
    old = set(shop.codes)
    with db.unit():
        row = db.session().get_one(Campaign, filled)
        taken = stock.take(row, _coupon(cast, row, 0))
        assert taken is not None
        editing.change_campaign(cast.store, row, replace(draft(row), **change), actor="agent:1")
        editing.confirm(cast.store, row, actor="agent:1")
    run_jobs()
    assert set(shop.ended) == old - {taken.code}
    reactions.keep_ready()
    run_jobs()
    assert count(filled) == stock.KEPT_READY
    assert set(shop.codes) > old


def test_a_deleted_campaign_leaves_no_codes(filled: int, shop: Shop, cast: Cast, run_jobs: Jobs) -> None:
    with db.unit():
        editing.delete_campaign(cast.store, db.session().get_one(Campaign, filled), actor="agent:1")
    run_jobs()
    assert sorted(shop.ended) == sorted(shop.codes)
    assert (count(filled), reactions.keep_ready()) == (0, 0)


def test_a_code_that_ended_unused_is_taken_back_and_a_used_one_is_not(
    filled: int, shop: Shop, cast: Cast, run_jobs: Jobs
) -> None:
    with db.unit():
        unused, used = take(fire(cast)), take(fire(cast, visitor("visit-2", address="192.0.2.9")))
        used.used_at = clock.now()
        for coupon in (unused, used):
            coupon.ends_at = clock.now() - timedelta(minutes=1)
    reactions.release_expired()
    run_jobs()
    assert shop.ended == [unused.code]
    reactions.release_expired()
    run_jobs()
    assert shop.ended == [unused.code]


def test_a_code_deleted_in_the_store_is_given_to_nobody(filled: int, cast: Cast) -> None:
    with db.unit():
        first = codes_of(filled)[0]
        store_coupons.record_coupon_gone(cast.store, str(first.external_id))
        row = db.session().get_one(Campaign, filled)
        made = stock.take(row, _coupon(cast, row, 0))
        assert made is not None
        assert made.code != first.code
    assert count(filled) == stock.KEPT_READY - 2


def codes_of(campaign: int) -> list[ReadyCode]:
    mine = db.session().query(ReadyCode).filter_by(campaign_id=campaign).order_by(ReadyCode.id)
    return list(mine.execution_options(every_store=True))


def test_terms_and_names() -> None:
    assert rules.codes_key("c", Decimal("5.0000"), None) == "c-5-open"
    assert rules.codes_key("c", Decimal("12.5"), None) != rules.codes_key("c", Decimal(12), None)
    assert rules.code_prefix("Lumen Goods") == "LUMEN"
    assert rules.code_prefix("灯具 Café Nord") == "CAF"
    assert rules.code_prefix("灯具店") == "SHOP"


def _coupon(cast: Cast, campaign: Campaign, number: int) -> Coupon:
    now = clock.now()
    coupon = Coupon(store_id=cast.store.id, campaign_id=campaign.id, percent=campaign.percent, reserved=Decimal(0))
    coupon.reserved_at, coupon.ends_at = now, now + timedelta(hours=1, seconds=number)
    db.session().add(coupon)
    db.session().flush()
    return coupon
