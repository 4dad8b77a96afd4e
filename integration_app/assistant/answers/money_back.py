"""Money that goes back: which refunds were sent, and where a return stands."""

from integration_app.assistant.facts import OrderFacts, ReturnFacts
from integration_app.assistant.talk import Talk

_UNDECIDED_OR_ON_ITS_WAY = frozenset({"requested", "approved", "received"})


def refunded(talk: Talk, it: OrderFacts) -> str | None:
    """Say which money went back and when."""
    told = [
        talk.say("refund.sent", amount=talk.money(r.amount), day=talk.on_day_of(r.at))
        for r in sorted(it.refunds, key=lambda r: r.at)
    ]
    return talk.sentences(*told, talk.say("refund.bank")) if told else None


def open_return(talk: Talk, it: OrderFacts) -> str | None:
    """Say where the newest return stands while it is not over."""
    newest = newest_return(it)
    return where_return_stands(talk, newest) if newest and newest.state in _UNDECIDED_OR_ON_ITS_WAY else None


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
