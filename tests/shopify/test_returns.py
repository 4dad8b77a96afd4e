"""Returns: what may come back, in whose words, and never twice."""

import pytest

from integration_app.kit.errors import ProviderError
from integration_app.platforms.protocol import NotPossible, ReturnState
from integration_app.platforms.shopify.refusals import Refused
from integration_app.tickets.rules import REASONS
from tests.shopify.conftest import Reaching
from tests.support.shopify_store import Fault, happenings


def sent(reaching: Reaching) -> tuple[str, str, int]:
    """Have an order sent; return its id, its first line and how many pieces that has."""
    order = happenings.place(reaching.shop)
    happenings.ship(reaching.shop, order["id"])
    line = order["line_items"][0]
    return str(order["id"]), str(line["id"]), line["quantity"]


def ask(
    reaching: Reaching, order: str, *lines: tuple[str, int], reason: str = "damaged", note: str = "Scratched"
) -> str:
    made = reaching.adapter().request_return(order_id=order, lines=lines, reason=reason, note=note, key="r1")
    return made.external_id


def test_a_return_is_asked_for_in_the_shoppers_words(reaching: Reaching) -> None:
    order, line, _ = sent(reaching)
    made = reaching.adapter().request_return(
        order_id=order, lines=((line, 1),), reason="damaged", note="Scratched " * 50, key="r1"
    )
    assert (made.state, made.order_id, made.lines) == (ReturnState.REQUESTED, order, ((line, 1),))
    kept = reaching.shop.shelf.returns[int(made.external_id)]["return_line_items"][0]
    assert kept["customer_note"] == ("Scratched " * 50)[:300]
    assert kept["return_reason_definition"] == "gid://shopify/ReturnReasonDefinition/2"


@pytest.mark.parametrize("reason", REASONS)
def test_each_of_our_reasons_is_one_of_shopifys(reaching: Reaching, reason: str) -> None:
    order, line, _ = sent(reaching)
    made = reaching.shop.shelf.returns[int(ask(reaching, order, (line, 1), reason=reason))]
    names = {f"gid://shopify/ReturnReasonDefinition/{one['id']}": one["handle"] for one in reaching.shop.shelf.reasons}
    expected = {
        "damaged": "damaged",
        "wrong": "wrong-item",
        "not_as_shown": "not-as-described",
        "changed_mind": "unwanted",
        "other": "other",
    }
    assert names[made["return_line_items"][0]["return_reason_definition"]] == expected[reason]


def test_asked_again_it_is_the_same_return(reaching: Reaching) -> None:
    order, line, _ = sent(reaching)
    reaching.shop.faults.plan(Fault.SLOW, times=3)
    first = ask(reaching, order, (line, 1))
    assert ask(reaching, order, (line, 1)) == first
    assert len(reaching.shop.shelf.returns) == 1


def test_a_lost_answer_is_read_back(reaching: Reaching) -> None:
    order, line, _ = sent(reaching)
    adapter = reaching.adapter()
    for _ in range(3):
        reaching.shop.faults.plan(Fault.SLOW)
    reaching.shop.faults.plan(Fault.LOST)
    with pytest.raises(ProviderError) as failure:
        adapter.request_return(order_id=order, lines=((line, 1),), reason="other", note="", key="r1")
    assert not failure.value.permanent
    assert len(reaching.shop.shelf.returns) == 1
    again = adapter.request_return(order_id=order, lines=((line, 1),), reason="other", note="", key="r1")
    assert [again.external_id] == [str(id) for id in reaching.shop.shelf.returns]


def test_no_more_comes_back_than_was_sent(reaching: Reaching) -> None:
    order, line, pieces = sent(reaching)
    with pytest.raises(Refused):
        ask(reaching, order, (line, pieces + 1))
    fresh = happenings.place(reaching.shop)
    with pytest.raises(Refused):
        ask(reaching, str(fresh["id"]), (str(fresh["line_items"][0]["id"]), 1))
    assert reaching.shop.shelf.returns == {}


def test_approving_and_declining(reaching: Reaching) -> None:
    adapter = reaching.adapter()
    order, line, _ = sent(reaching)
    id = ask(reaching, order, (line, 1))
    approved = adapter.decide_return(return_id=id, approved=True, note="", key="d1")
    assert approved.state is ReturnState.OPEN
    assert adapter.decide_return(return_id=id, approved=True, note="", key="d1") == approved
    with pytest.raises(Refused):
        adapter.decide_return(return_id=id, approved=False, note="Too late", key="d2")
    order, line, _ = sent(reaching)
    declined = adapter.decide_return(return_id=ask(reaching, order, (line, 1)), approved=False, note="Worn", key="d3")
    assert (declined.state, declined.note) == (ReturnState.DECLINED, "Worn")
    assert [topic for topic, _ in reaching.shop.outbox if topic.startswith("returns/")] == [
        "returns/request",
        "returns/approve",
        "returns/request",
        "returns/decline",
    ]


def test_a_return_that_there_is_not(reaching: Reaching) -> None:
    with pytest.raises(Refused):
        reaching.adapter().decide_return(return_id="1", approved=True, note="", key="d1")


def test_nothing_without_the_right(reaching: Reaching) -> None:
    with pytest.raises(NotPossible):
        reaching.adapter(scopes=("read_returns",)).request_return(
            order_id="1", lines=(("1", 1),), reason="other", note="", key="r1"
        )
    assert reaching.shop.asked == []
