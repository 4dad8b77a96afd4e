"""Carry a decision out, inside the unit that also marks the shopper's messages as answered."""

from collections.abc import Callable, Mapping
from typing import Any

from integration_app import conversations, routing
from integration_app.assistant import doing
from integration_app.assistant.answering import merged
from integration_app.assistant.decisions import (
    Decision,
    HandOver,
    LeaveRequest,
    Nothing,
    OfflineForm,
    OpenReturn,
    Saying,
)
from integration_app.assistant.doing import Task


def carry_out(task: Task, decision: Decision) -> Decision:
    """Do it, and say it; return what was said, which may differ where the store's rules stepped in."""
    refused = [reply for firing in task.firings if (reply := doing.take_coupon(task, firing))]
    done = decision if isinstance(decision, Nothing) else _done(task, decision)
    said = merged([*refused, done])
    if isinstance(said, Nothing):
        _stay_silent(task)
        return said
    conversations.send(
        task.conversation,
        author=conversations.BOT,
        text=said.text,
        cards=said.cards,
        choices=said.choices,
        locale=said.locale,
        about_order=said.about_order,
        answers_seq=task.seq,
    )
    if not task.conversation.locale_chosen and said.locale != task.conversation.locale:
        conversations.know(task.conversation, locale=said.locale)
    return said


def _stay_silent(task: Task) -> None:
    """Leave the messages to the person who has them. With the bot, nothing needed words: a coupon follows by itself."""
    if task.conversation.holder == "bot":
        conversations.cover(task.conversation, task.seq)
    routing.expect_answer(task.conversation)


def _done(task: Task, decision: Saying) -> Saying:
    do = _DOING.get(type(decision))
    return do(task, decision) if do else decision


_DOING: Mapping[type, Callable[[Task, Any], Saying]] = {
    HandOver: doing.hand_over,
    OfflineForm: doing.offer_form,
    LeaveRequest: doing.leave_request,
    OpenReturn: doing.open_return,
}
