"""What shipping costs and how long it takes, by the store's zones."""

from integration_app.assistant import dates, examples
from integration_app.assistant.answers import which
from integration_app.assistant.facts import Awaiting, AwaitingKind, ShippingZoneFacts
from integration_app.assistant.talk import Part, Talk
from integration_app.assistant.text import fold

_DAYS, _COST = "delivery_time", "shipping_cost"
SHOWN_METHODS = 3


def time(talk: Talk) -> Part | None:
    """Answer how long shipping takes; None where the store has no zones."""
    return _answer(talk, (_DAYS,))


def cost(talk: Talk) -> Part | None:
    """Answer what shipping costs; None where the store has no zones."""
    return _answer(talk, (_COST,))


def both(talk: Talk) -> Part | None:
    """Answer cost and time in one; None where the store has no zones."""
    return _answer(talk, (_COST, _DAYS))


def _answer(talk: Talk, asked: tuple[str, ...]) -> Part | None:
    shipping = talk.facts.shipping
    if not shipping.zones:
        return None
    named = talk.heard.entities.countries
    country = named[0] if named else _told_country(talk) or _usual_country(talk)
    if country is None:
        waiting = Awaiting(AwaitingKind.WHICH_COUNTRY, asked)
        return Part(talk.say("ship.which"), asked[0], awaiting=waiting, asks=True)
    zones = zones_for(shipping.zones, country)
    name = country_name(talk, country)
    if not zones:
        return Part(talk.say("ship.none", country=name), asked[0], choices=(talk.person(),))
    one = len(zones) == 1 or (asked == (_DAYS,) and _take_the_same(zones))
    told = [_zone(talk, zones[0], name, asked)] if one else _methods(talk, zones, name)
    if not any(told):
        return Part(talk.say("ship.unknown", country=name), asked[0], choices=(talk.person(),), sure=False)
    waiting = Awaiting(AwaitingKind.WHICH_COUNTRY, asked, country=country)
    sure_of_it = named or _told_country(talk)
    other = None if sure_of_it else talk.say("ship.other")
    return Part(talk.sentences(*told, _duty(talk, zones[0], country), other), asked[0], awaiting=waiting)


def _told_country(talk: Talk) -> str | None:
    """Give the country that shipping was told for just before."""
    waiting = talk.facts.conversation.awaiting
    return waiting.country if waiting else None


def _usual_country(talk: Talk) -> str | None:
    """Guess the country from the order that was spoken of, else from where the reader's clock is."""
    it = which.order(talk)
    return (it.country if it else None) or talk.facts.reader.country


def _duty(talk: Talk, zone: ShippingZoneFacts, country: str) -> str | None:
    """Say that duty may come on top; that it does not, only to whoever asks: at home nobody thinks of it."""
    if _holds(talk.facts.shipping.customs_may_apply, zone, country):
        return talk.say("ship.customs")
    asked = examples.says(fold(talk.heard.text), talk.heard.language, "about.duty")
    paid = _holds(talk.facts.shipping.duty_paid, zone, country)
    return talk.say("ship.duty_paid") if asked and paid else None


def _holds(countries: tuple[str, ...], zone: ShippingZoneFacts, country: str) -> bool:
    return country in countries or ("*" in countries and "*" in zone.countries)


def _take_the_same(zones: tuple[ShippingZoneFacts, ...]) -> bool:
    return len({(zone.days_from, zone.days_until) for zone in zones}) == 1


def zones_for(zones: tuple[ShippingZoneFacts, ...], country: str) -> tuple[ShippingZoneFacts, ...]:
    """Pick the zones of a country; the rest of the world only where no zone names it."""
    own = tuple(z for z in zones if country in z.countries)
    return own or tuple(z for z in zones if "*" in z.countries)


def country_name(talk: Talk, code: str) -> str:
    """Name a country in the reader's language."""
    return str(dates.babel_locale(talk.locale).territories.get(code, code))


def _zone(talk: Talk, zone: ShippingZoneFacts, country: str, asked: tuple[str, ...]) -> str | None:
    days = _days(talk, zone, country) if _DAYS in asked else None
    price = _cost(talk, zone, country) if _COST in asked else None
    free = None
    if price and zone.free_from and zone.cost and zone.cost.amount:
        free = talk.say("ship.free_from", amount=talk.money(zone.free_from))
    return talk.sentences(price, free, days) or None


def _cost(talk: Talk, zone: ShippingZoneFacts, country: str) -> str | None:
    if zone.cost is None:
        return talk.say("ship.at_checkout", country=country) if zone.at_checkout else None
    if not zone.cost.amount:
        return talk.say("ship.free", country=country)
    return talk.say("ship.cost", country=country, cost=talk.money(zone.cost))


def usual_days(talk: Talk, country: str, first: int | None, last: int) -> str:
    """Say how many working days parcels to a country take, by its code."""
    return _days_to(talk, country_name(talk, country), first, last)


def _days(talk: Talk, zone: ShippingZoneFacts, country: str) -> str | None:
    return None if zone.days_until is None else _days_to(talk, country, zone.days_from, zone.days_until)


def _days_to(talk: Talk, country: str, first: int | None, last: int) -> str:
    if first in (None, last):
        return talk.say("ship.days_exact", n=last, country=country)
    return talk.say("ship.days", country=country, a=first, b=last, n=last)


def _methods(talk: Talk, zones: tuple[ShippingZoneFacts, ...], country: str) -> list[str | None]:
    lines: list[str | None] = [talk.say("ship.ways", country=country)]
    for zone in zones[:SHOWN_METHODS]:
        if zone.cost is None and not zone.at_checkout:
            lines.append(_days(talk, zone, country))
            continue
        cost = _price(talk, zone)
        if zone.days_until is None:
            lines.append(talk.say("ship.method_cost", method=zone.method, cost=cost))
        else:
            first = zone.days_from or zone.days_until
            lines.append(talk.say("ship.method", method=zone.method, cost=cost, a=first, b=zone.days_until))
    return lines


def _price(talk: Talk, zone: ShippingZoneFacts) -> str:
    if zone.cost is None:
        return talk.say("ship.checkout_word")
    return talk.money(zone.cost) if zone.cost.amount else talk.say("ship.free_word")
