"""Where is it: what stage an order is in, what that means, when it arrives, what comes next."""

from collections.abc import Callable

from integration_app.assistant import cards, examples
from integration_app.assistant.answers import money_back, shipping, which
from integration_app.assistant.decisions import Choice
from integration_app.assistant.facts import OrderFacts, OrderState, ParcelFacts, Window
from integration_app.assistant.talk import Part, Talk
from integration_app.assistant.text import fold

_CHANGEABLE = frozenset({OrderState.UNPAID, OrderState.PAID, OrderState.PACKED})
_NEEDS_PERSON = frozenset({OrderState.LOST, OrderState.RETURNING})


def status(talk: Talk) -> Part:
    """Answer where an order is."""
    it = which.order(talk)
    if it is None:
        return which.ask(talk, "order_status")
    missing = it.state is OrderState.DELIVERED and says_missing(talk)
    return Part(
        text=talk.sentences(explain(talk, it), talk.say("order.missing") if missing else None),
        kind="order_status",
        cards=(cards.order(talk, it),),
        choices=() if missing else _choices(talk, it),
        about_order=it.id,
        needs_person=missing or it.state in _NEEDS_PERSON,
    )


def says_missing(talk: Talk) -> bool:
    """Tell whether the shopper says that something never came."""
    folded = fold(talk.heard.text)
    return folded.startswith(fold(talk.say("choice.not_received"))) or examples.says(
        folded, talk.heard.language, "about.missing"
    )


def explain(talk: Talk, it: OrderFacts) -> str:
    """Say in words where an order stands, so that it is understood without the card."""
    return _EXPLAIN[it.state](talk, it, cards.leading_parcel(it) or ParcelFacts(it.state))


def arrival(talk: Talk, parcel: ParcelFacts, kind: str = "arrives") -> str | None:
    """Say when a parcel should arrive, if a fact says so; `kind` "late" says it as a new plan."""
    last, today = parcel.expected_until, talk.today
    if last is None or last < today:
        return None
    first = max(parcel.expected_from or last, today) if last > today else last
    promised = parcel.carrier and parcel.usual_days is None
    by = "by_" if promised and kind == "arrives" else "new_" if kind == "late" else ""
    values = {"carrier": parcel.carrier} if by == "by_" else {}
    away = (last - today).days
    if first == last and away in (0, 1):
        return talk.say(f"{kind}.{by}{'today' if away == 0 else 'tomorrow'}", **values)
    if (last - first).days <= 1:
        return talk.say(f"{kind}.{by}days", days=talk.days(first, last), **values)
    a, b = talk.range_ends(first, last)
    return talk.say(f"{kind}.{by}range", a=a, b=b, **values)


def _unpaid(talk: Talk, it: OrderFacts, _parcel: ParcelFacts) -> str:
    link = talk.say("order.unpaid_link") if it.pay_url else None
    return talk.sentences(talk.say("order.unpaid", number=it.number), link)


def _paid(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str:
    return talk.sentences(talk.say("order.paid", number=it.number), arrival(talk, parcel))


def _packed(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str:
    if parcel.carrier:
        text = talk.say("order.packed", number=it.number, carrier=parcel.carrier)
    else:
        text = talk.say("order.packed_bare", number=it.number)
    return talk.sentences(text, arrival(talk, parcel))


def _moving(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str:
    if not parcel.scanned:
        return _sent(talk, it, parcel)
    expected = arrival(talk, parcel) or talk.say("arrives.unknown")
    return talk.sentences(_whereabouts(talk, parcel), expected, talk.say("order.next_moving"))


def _sent(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str:
    """Say of a parcel that no carrier spoke of when it left and what is usual: nothing is made up."""
    expected = arrival(talk, parcel) or (None if parcel.usual_days else talk.say("arrives.unknown"))
    return talk.sentences(_left(talk, parcel), talk.say("order.no_word"), _usual(talk, it, parcel), expected)


def _left(talk: Talk, parcel: ParcelFacts) -> str:
    if parcel.shipped_at is None:
        return talk.say("order.moving")
    moment = talk.your_time(parcel.shipped_at)
    if parcel.carrier:
        return talk.say("order.sent_with", carrier=parcel.carrier, moment=moment)
    return talk.say("order.sent", moment=moment)


def _usual(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str | None:
    if parcel.usual_days is None or it.country is None:
        return None
    return shipping.usual_days(talk, it.country, *parcel.usual_days)


def _whereabouts(talk: Talk, parcel: ParcelFacts) -> str:
    if parcel.last_place and parcel.last_at:
        at = talk.your_time(parcel.last_at)
        if parcel.destination and parcel.destination != parcel.last_place:
            return talk.say("order.from_to", place=parcel.last_place, moment=at, destination=parcel.destination)
        return talk.say("order.from", place=parcel.last_place, moment=at)
    if parcel.carrier and parcel.shipped_at:
        return talk.say("order.with_carrier", carrier=parcel.carrier, moment=talk.your_time(parcel.shipped_at))
    return talk.say("order.moving")


def _customs(talk: Talk, _it: OrderFacts, parcel: ParcelFacts) -> str:
    if parcel.last_place and parcel.last_at:
        text = talk.say("order.customs", place=parcel.last_place, moment=talk.your_time(parcel.last_at))
    else:
        text = talk.say("order.customs_bare")
    return talk.sentences(text, talk.say("order.customs_next"), arrival(talk, parcel))


def _near(talk: Talk, _it: OrderFacts, parcel: ParcelFacts) -> str:
    if parcel.last_place and parcel.last_at:
        text = talk.say("order.near", place=parcel.last_place, moment=talk.your_time(parcel.last_at))
    else:
        text = talk.say("order.near_bare")
    if parcel.expected_until and parcel.expected_until > talk.today:  # a day off: nobody need wait at the door
        return talk.sentences(text, arrival(talk, parcel))
    return talk.sentences(text, arrival(talk, parcel), talk.say("order.near_next"))


def _pickup(talk: Talk, _it: OrderFacts, parcel: ParcelFacts) -> str:
    if parcel.pickup_point:
        return talk.say("order.pickup", place=parcel.pickup_point)
    return talk.say("order.pickup_bare")


def _delivered(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str:
    if parcel.delivered_at and parcel.carrier:
        text = talk.say("order.delivered_by", carrier=parcel.carrier, moment=talk.your_time(parcel.delivered_at))
    elif parcel.delivered_at:
        text = talk.say("order.delivered", moment=talk.your_time(parcel.delivered_at))
    else:
        text = talk.say("order.delivered_bare")
    money = money_back.refunded(talk, it) or money_back.open_return(talk, it)
    return talk.sentences(text, money or (None if says_missing(talk) else talk.say("order.delivered_next")))


def _delayed(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str:
    if not parcel.scanned and parcel.usual_days:
        late = talk.say("late.longer")
        return talk.sentences(_left(talk, parcel), _usual(talk, it, parcel), late, talk.say("late.ask_carrier"))
    due, seen = parcel.first_expected_until, parcel.last_place and parcel.last_at
    if not due and parcel.expected_until and parcel.expected_until < talk.today:
        due = parcel.expected_until
    values: dict[str, str] = {"day": talk.on_day(due)} if due else {}
    if parcel.last_place and parcel.last_at:
        values |= {"place": parcel.last_place, "moment": talk.your_time(parcel.last_at)}
    told = ("later" if due >= talk.today else "due") if due else ""
    key = (f"{told}_seen" if seen else told) if told else "seen" if seen else "bare"
    plan = arrival(talk, parcel, "late") or talk.say("late.no_day")
    return talk.sentences(talk.say(f"late.{key}", **values), plan, talk.say("late.help"))


def _lost(talk: Talk, _it: OrderFacts, parcel: ParcelFacts) -> str:
    if parcel.last_place and parcel.last_at:
        text = talk.say("late.lost_seen", place=parcel.last_place, moment=talk.your_time(parcel.last_at))
    else:
        text = talk.say("late.lost")
    return talk.sentences(text, talk.say("late.lost_next"))


def _returning(talk: Talk, _it: OrderFacts, _parcel: ParcelFacts) -> str:
    return talk.say("order.returning")


def _cancelled(talk: Talk, it: OrderFacts, _parcel: ParcelFacts) -> str:
    if it.cancelled_at:
        text = talk.say("order.cancelled", number=it.number, day=talk.on_day_of(it.cancelled_at))
    else:
        text = talk.say("order.cancelled_bare", number=it.number)
    money = money_back.refunded(talk, it) or (talk.say("refund.none_cancelled") if it.paid else None)
    return talk.sentences(text, money)


def _refunded(talk: Talk, it: OrderFacts, _parcel: ParcelFacts) -> str:
    return money_back.refunded(talk, it) or talk.say("refund.none", number=it.number)


def _partly(talk: Talk, it: OrderFacts, parcel: ParcelFacts) -> str:
    moving = [t for p in it.parcels if p.state is not OrderState.DELIVERED for t in p.titles]
    there = [t for p in it.parcels if p.state is OrderState.DELIVERED for t in p.titles]
    waiting = [line.title for line in it.lines if line.shipped < line.quantity]
    told = {
        name: talk.say(f"order.partly_{name}", titles=talk.joined(list(dict.fromkeys(titles))))
        for name, titles in (("sent", moving), ("delivered", there), ("waiting", waiting))
        if titles
    }
    due = arrival(talk, parcel) if moving else None
    return talk.sentences(told.get("sent"), due, told.get("delivered"), told.get("waiting"))


_EXPLAIN: dict[OrderState, Callable[[Talk, OrderFacts, ParcelFacts], str]] = {
    OrderState.UNPAID: _unpaid,
    OrderState.PAID: _paid,
    OrderState.PACKED: _packed,
    OrderState.PARTLY: _partly,
    OrderState.ON_ITS_WAY: _moving,
    OrderState.CUSTOMS: _customs,
    OrderState.NEAR: _near,
    OrderState.PICKUP: _pickup,
    OrderState.DELIVERED: _delivered,
    OrderState.DELAYED: _delayed,
    OrderState.LOST: _lost,
    OrderState.RETURNING: _returning,
    OrderState.CANCELLED: _cancelled,
    OrderState.REFUNDED: _refunded,
}


def _choices(talk: Talk, it: OrderFacts) -> tuple[Choice, ...]:
    if it.state is OrderState.DELIVERED:
        start = (talk.choice("start_return"),) if it.return_window is Window.OPEN else ()
        return (*start, talk.choice("not_received"))
    if it.state in _CHANGEABLE:
        return (talk.choice("change_address"), talk.choice("cancel"))
    if it.state is OrderState.DELAYED:
        return (talk.person(),)
    return ()
