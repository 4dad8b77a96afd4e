"""What may go back: the lines' answers summed up for an order."""

from datetime import date

import pytest

from integration_app.orders.returnable import Answer, LineReturn
from integration_app.tickets import rules
from integration_app.tickets.rules import Window

DAY = date(2026, 12, 20)


def test_what_may_go_back_is_open_until_the_last_day() -> None:
    lines = [LineReturn("a", Answer.OPEN, 2, DAY), LineReturn("b", Answer.OVER, 0, date(2026, 11, 1))]
    verdict = rules.judge(lines)
    assert (verdict.window, verdict.until, verdict.pieces) == (Window.OPEN, DAY, {"a": 2, "b": 0})


def test_where_the_store_has_not_said_how_long_a_person_decides() -> None:
    verdict = rules.judge([LineReturn("a", Answer.UNKNOWN, 1)])
    assert (verdict.window, verdict.until) == (Window.OPEN, None)


@pytest.mark.parametrize(
    ("answers", "window"),
    [
        ([Answer.OVER, Answer.ALREADY], Window.OVER),
        ([Answer.NOT_RETURNABLE, Answer.NOT_RETURNABLE], Window.NOT_RETURNABLE),
        ([Answer.ALREADY, Answer.NOT_RETURNABLE], Window.ALREADY),
        ([Answer.NOT_DELIVERED, Answer.OVER], Window.NOT_DELIVERED),
        ([], Window.NOT_DELIVERED),
    ],
)
def test_a_no_is_told_by_the_line_that_may_still_change(answers: list[Answer], window: Window) -> None:
    assert rules.judge([LineReturn(str(n), answer) for n, answer in enumerate(answers)]).window is window


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ({"a": 1}, True),
        ({"a": 2}, True),
        ({"a": 3}, False),
        ({"a": 0}, False),
        ({"a": -1}, False),
        ({"z": 1}, False),
        ({}, False),
    ],
)
def test_no_more_goes_back_than_may(wanted: dict[str, int], fits: bool) -> None:
    assert rules.fits(wanted, rules.judge([LineReturn("a", Answer.OPEN, 2, DAY)])) is fits


def test_the_stores_word_moves_a_return_and_an_end_stays() -> None:
    assert rules.following("requested", "open") == "open"
    assert rules.following("unclear", "declined") == "declined"
    assert rules.following("closed", "requested") == "closed"
