"""Where is my money: what was refunded, and where a return stands."""

from integration_app.assistant import cards
from integration_app.assistant.answers import money_back, orders, returns, which
from integration_app.assistant.facts import Window
from integration_app.assistant.talk import Part, Talk


def status(talk: Talk) -> Part:
    """Answer what became of a refund."""
    it = which.order(talk)
    if it is None:
        return which.ask(talk, "refund_status")
    newest = money_back.newest_return(it)
    if not it.refunds and newest is None and it.return_window is Window.NOT_DELIVERED and orders.says_missing(talk):
        return returns.never_came(talk, it)
    shown = (cards.returned(talk, newest, money_back.what_next(talk, newest)),) if newest else ()
    stands = money_back.where_return_stands(talk, newest) if newest and not it.refunds else None
    told = [money_back.refunded(talk, it), stands]
    text = talk.sentences(*told) or talk.say("refund.none", number=it.number)
    return Part(
        text,
        "refund_status",
        shown,
        () if any(told) else (talk.choice("start_return"), talk.person()),
        about_order=it.id,
        needs_person=bool(newest and newest.state == "refused"),
    )
