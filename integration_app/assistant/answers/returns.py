"""Sending back: the store's rules applied to the order, ending in the form or in an opened return."""

from dataclasses import replace
from datetime import timedelta

from integration_app.assistant import cards, dates, examples
from integration_app.assistant.answers import money_back, orders, which
from integration_app.assistant.decisions import Item
from integration_app.assistant.facts import Awaiting, AwaitingKind, LineFacts, OrderFacts, OrderState, Window
from integration_app.assistant.talk import Part, Talk
from integration_app.assistant.text import fold


def answer(talk: Talk) -> Part:
    """Answer whether and how something can be sent back."""
    it = which.order(talk)
    if it is None:
        return which.ask(talk, "return", "" if which.is_asked(talk) else rules(talk))
    told = {
        Window.OPEN: _open,
        Window.OVER: _over,
        Window.NOT_DELIVERED: never_came if orders.says_missing(talk) else _not_yet,
        Window.NOT_RETURNABLE: _not_returnable,
        Window.ALREADY: _already,
    }
    return told[it.return_window](talk, it)


def rules(talk: Talk) -> str:
    """Say the store's return rules, without an order; empty where the store has none."""
    store = talk.facts.store.returns
    if not store.days:
        return ""
    sorry = talk.say("return.sorry") if talk.heard.mood.damaged else None
    return talk.sentences(sorry, talk.say("return.days", n=store.days), *conditions(talk))


def conditions(talk: Talk) -> list[str]:
    """Say the conditions that apply: damaged things go back free, others unused and paid by somebody."""
    store = talk.facts.store.returns
    if talk.heard.mood.damaged:
        return [talk.say("return.damaged_free")] if store.damaged_is_free else []
    told = [talk.say("return.unused")] if store.unused_only else []
    if store.shopper_pays is not None:
        unless = "_unless" if store.damaged_is_free else ""
        told.append(talk.say(f"return.you_pay{unless}" if store.shopper_pays else "return.we_pay"))
    return told


def items_named(talk: Talk, it: OrderFacts) -> tuple[Item, ...]:
    """Read which things go back from the words: all of them, or those whose names are said."""
    lines = [line for line in it.lines if line.returnable > 0]
    folded = fold(talk.heard.text)
    if examples.says(folded, talk.heard.language, "all") or (
        len(lines) == 1 and examples.says(folded, talk.heard.language, "yes")
    ):
        return tuple(Item(line.id, line.returnable) for line in lines)
    named = [line for line in lines if _named(line, folded)]
    asked = talk.heard.entities.quantities
    count = asked[0] if len(named) == 1 and asked else 0
    return tuple(Item(line.id, min(count, line.returnable) or line.returnable) for line in named)


def kept_named(talk: Talk, it: OrderFacts) -> list[LineFacts]:
    """List the lines that the words name and that may not be sent back."""
    folded = fold(talk.heard.text)
    return [line for line in it.lines if line.returnable == 0 and _named(line, folded)]


def _named(line: LineFacts, folded: str) -> bool:
    words = [w for w in fold(f"{line.title} {line.variant}").replace(",", " ").split() if len(w) > 3]
    return fold(line.title) in folded or any(f" {w} " in f" {folded} " for w in words)


def _open(talk: Talk, it: OrderFacts) -> Part:
    waiting = Awaiting(AwaitingKind.RETURN_ITEMS, ("return",), order_id=it.id)
    text = talk.sentences(
        talk.say("return.sorry") if talk.heard.mood.damaged else None,
        _until(talk, it),
        *conditions(talk),
        talk.say("return.pick"),
        _except(talk, it),
    )
    form = cards.return_form(talk, it, _what_next(talk))
    return Part(text, "return", (form,), about_order=it.id, awaiting=waiting)


def _except(talk: Talk, it: OrderFacts) -> str | None:
    """Name what is left out of the form, so that nobody looks for it there."""
    return why_kept(talk, it, [line for line in it.lines if line.returnable == 0])


def why_kept(talk: Talk, it: OrderFacts, lines: list[LineFacts]) -> str | None:
    """Say why these lines do not go back: a return of them is under way already, or they cannot be returned."""
    under_way = {title for asked in it.returns if asked.state != "refused" for title in asked.titles}
    kept = list(dict.fromkeys(line.title for line in lines if line.title not in under_way))
    told = talk.say("return.except", titles=talk.joined(kept)) if kept else None
    stands = money_back.open_return(talk, it) if any(line.title in under_way for line in lines) else None
    return talk.sentences(stands, told) or None


def _until(talk: Talk, it: OrderFacts) -> str:
    delivered = max((p.delivered_at for p in it.parcels if p.delivered_at), default=None)
    if it.return_until is None:
        return talk.say("return.open_plain")
    date = dates.full_date(it.return_until, talk.locale)
    if delivered:
        return talk.say("return.open_since", day=talk.on_day_of(delivered), date=date)
    return talk.say("return.open", date=date)


def _what_next(talk: Talk) -> str:
    """Promise when a person decides only where the store has said so."""
    hours = talk.facts.store.returns.decides_within_hours
    if hours is None:
        return talk.say("card.return_next_open")
    return talk.say("card.return_next", moment=talk.your_time(talk.facts.now + timedelta(hours=hours)))


def _over(talk: Talk, it: OrderFacts) -> Part:
    if it.return_until:
        ended = talk.say("return.over", date=dates.full_date(it.return_until, talk.locale))
    else:
        ended = talk.say("return.over_bare")
    sorry = talk.say("return.sorry") if talk.heard.mood.damaged else None
    text = talk.sentences(sorry, ended, talk.say("return.over_next"))
    person = talk.heard.mood.damaged
    return Part(text, "return", (), (talk.person(),), about_order=it.id, needs_person=person)


def never_came(talk: Talk, it: OrderFacts) -> Part:
    """Answer who wants the money back for what never came: where it is, and a person if it is late."""
    status = orders.status(talk)
    late = status.needs_person or it.state is OrderState.DELAYED
    return replace(status, kind="return", choices=() if late else (talk.person(),), needs_person=late)


def _not_yet(talk: Talk, it: OrderFacts) -> Part:
    days = talk.facts.store.returns.days
    text = talk.sentences(
        talk.say("return.not_yet", number=it.number),
        talk.say("return.days_after", n=days) if days else None,
    )
    return Part(text, "return", (cards.order(talk, it),), (talk.person(),), about_order=it.id)


def _not_returnable(talk: Talk, it: OrderFacts) -> Part:
    person = talk.heard.mood.damaged
    sorry = talk.say("return.sorry") if person else None
    text = talk.sentences(sorry, talk.say("return.not_returnable"))
    return Part(text, "return", (), (talk.person(),), about_order=it.id, needs_person=person)


def _already(talk: Talk, it: OrderFacts) -> Part:
    newest = money_back.newest_return(it)
    if newest is None:
        return _not_returnable(talk, it)
    text = talk.sentences(talk.say("return.already"), money_back.where_return_stands(talk, newest))
    card = cards.returned(talk, newest, money_back.what_next(talk, newest))
    return Part(text, "return", (card,), (talk.person(),), about_order=it.id)
