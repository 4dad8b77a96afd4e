"""Where is my money: what was refunded, and where a return stands."""

from integration_app.assistant import cards
from integration_app.assistant.answers import orders, which
from integration_app.assistant.facts import OrderFacts, ReturnFacts
from integration_app.assistant.talk import Part, Talk


def status(talk: Talk) -> Part:
    """Answer what became of a refund."""
    it = which.order(talk)
    if it is None:
        return which.ask(talk, "refund_status")
    newest = newest_return(it)
    shown = (cards.returned(talk, newest, what_next(talk, newest)),) if newest else ()
    told = [orders.refunded(talk, it), where_return_stands(talk, newest) if newest and not it.refunds else None]
    text = talk.sentences(*told) or talk.say("refund.none", number=it.number)
    return Part(
        text,
        "refund_status",
        shown,
        () if any(told) else (talk.choice("start_return"), talk.person()),
        about_order=it.id,
        needs_person=bool(newest and newest.state == "refused"),
    )


def newest_return(it: OrderFacts) -> ReturnFacts | None:
    """Pick the return that was asked for last."""
    return max(it.returns, key=lambda r: r.opened_at or it.placed_at, default=None)


def where_return_stands(talk: Talk, it: ReturnFacts) -> str:
    """Say where a return stands and what comes next."""
    if it.state == "requested" and it.decide_by and it.decide_by > talk.facts.now:
        return talk.say("refund.asked_by", reference=it.reference, moment=talk.your_time(it.decide_by))
    key = {"requested": "asked"}.get(it.state, it.state)
    return talk.sentences(talk.say(f"refund.{key}", reference=it.reference), _takes(talk, it.state))


def what_next(talk: Talk, it: ReturnFacts) -> str:
    """Say in one line what happens next with a return."""
    if it.state == "requested" and it.decide_by and it.decide_by > talk.facts.now:
        return talk.say("card.return_next", moment=talk.your_time(it.decide_by))
    return talk.say("card.return_next_open") if it.state == "requested" else ""


def _takes(talk: Talk, state: str) -> str | None:
    days = talk.facts.store.returns.refund_days
    return talk.say("refund.takes", n=days) if days and state in ("approved", "received") else None
