"""A store's settings: widget, assistant, opening hours."""

from dataclasses import asdict, replace

from integration_app import stores
from integration_app.assistant.promises import change_promises
from integration_app.orders.models import ShippingZone as ZoneRow
from integration_app.orders.zones import EVERYWHERE_ELSE, ZoneDraft, own_zones
from integration_app.stores import Store, settings
from integration_app.stores import texts as store_texts
from integration_app.web.access import get, may, put
from integration_app.web.caller import Caller
from integration_app.web.console.amounts import own_amount
from integration_app.web.console.shapes.parts import money_of
from integration_app.web.console.shapes.settings import (
    AssistantSettings,
    Holiday,
    Hours,
    HoursDraft,
    Palettes,
    Returns,
    ShippingZone,
    Span,
    WidgetDraft,
    WidgetSettings,
    WidgetTexts,
    zones,
)


@get("/stores/<store>/widget")
@may("manager")
def read_widget(caller: Caller, store: str) -> WidgetSettings:
    """Tell how the widget looks."""
    return _widget(caller.store(store))


@put("/stores/<store>/widget")
@may("manager")
def change_widget(caller: Caller, store: str, body: WidgetDraft) -> WidgetSettings:
    """Change how the widget looks and which languages it speaks."""
    found = caller.store(store)
    own = {locale: texts.model_dump(exclude_none=True) for locale, texts in body.texts.items()}
    widget = settings.Widget(body.name, body.colour.upper(), body.side, body.mark, own)
    chosen = replace(stores.chosen(found), widget=widget, languages=tuple(body.locales))
    stores.change_settings(found, chosen, actor=caller.actor)
    return _widget(found)


@get("/stores/<store>/assistant")
@may("manager")
def read_assistant(caller: Caller, store: str) -> AssistantSettings:
    """Tell what the assistant may promise."""
    return _assistant(caller.store(store))


@put("/stores/<store>/assistant")
@may("manager")
def change_assistant(caller: Caller, store: str, body: AssistantSettings) -> AssistantSettings:
    """Change what the assistant may promise."""
    found = caller.store(store)
    before = stores.chosen(found)
    told = body.returns
    rules = replace(
        before.assistant.return_rules,
        window_days=told.window_days,
        condition=told.condition,
        who_pays=told.postage,
    )
    named = settings.Assistant(name=body.name, return_rules=rules)
    chosen = replace(before, assistant=named, languages=tuple(body.locales))
    shipping = [_zone_draft(found, zone) for zone in body.shipping]
    change_promises(found, chosen, shipping, actor=caller.actor)
    return _assistant(found)


@get("/stores/<store>/hours")
@may("manager")
def read_hours(caller: Caller, store: str) -> Hours:
    """Tell when people answer."""
    return _hours(caller.store(store))


@put("/stores/<store>/hours")
@may("manager")
def change_hours(caller: Caller, store: str, body: HoursDraft) -> Hours:
    """Change when people answer."""
    found = caller.store(store)
    week = {day: _spans_in(body.week.get(day, [])) for day in settings.WEEKDAYS}  # type: ignore[call-overload]
    holidays = tuple(settings.Holiday(one.date, one.name, _spans_in(one.spans)) for one in body.holidays)
    hours = settings.Hours(zone=body.zone, week=week, holidays=holidays)
    stores.change_settings(found, replace(stores.chosen(found), hours=hours), actor=caller.actor)
    return _hours(found)


def _widget(store: Store) -> WidgetSettings:
    chosen = stores.chosen(store)
    palette = stores.palette(chosen.widget.colour)
    return WidgetSettings(
        name=chosen.widget.name or store.name,
        colour=chosen.widget.colour,
        side=chosen.widget.side,
        mark=chosen.widget.mark,
        locales=list(chosen.languages),
        texts={locale: dict(texts) for locale, texts in chosen.widget.texts.items()},
        text_defaults={locale: WidgetTexts(**store_texts.of_widget(locale)) for locale in settings.LOCALES},
        palette=Palettes.model_validate(asdict(palette)),
    )


def _assistant(store: Store) -> AssistantSettings:
    chosen = stores.chosen(store)
    rules = chosen.assistant.return_rules
    return AssistantSettings(
        name=chosen.assistant.name or chosen.widget.name or store.name,
        locales=list(chosen.languages),
        returns=Returns(window_days=rules.window_days, condition=rules.condition, postage=rules.who_pays),
        shipping=[_zone(zone) for zone in own_zones(store.id)],
    )


def _zone(row: ZoneRow) -> ShippingZone:
    first = row.days_min or 0
    return ShippingZone(
        name=row.name,
        countries=[country for country in row.countries if country != EVERYWHERE_ELSE],
        days_min=first,
        days_max=max(row.days_max or 0, first),
        price=money_of(row.price, row.currency),
        free_from=money_of(row.free_from, row.currency),
    )


def _zone_draft(store: Store, zone: ShippingZone) -> ZoneDraft:
    return ZoneDraft(
        name=zone.name,
        countries=tuple(zone.countries),
        days_min=zone.days_min,
        days_max=zone.days_max,
        price=own_amount(store, zone.price),
        free_from=own_amount(store, zone.free_from),
    )


def _hours(store: Store) -> Hours:
    hours = stores.chosen(store).hours
    return Hours(
        zone=hours.zone or store.timezone,
        week={day: _spans_out(hours.week.get(day, ())) for day in settings.WEEKDAYS},  # type: ignore[misc]
        holidays=[Holiday(date=one.date, name=one.name, spans=_spans_out(one.spans)) for one in hours.holidays],
        zones=list(zones()),
    )


def _spans_in(spans: list[Span]) -> tuple[settings.Span, ...]:
    return tuple(settings.Span(span.from_, span.to) for span in spans)


def _spans_out(spans: tuple[settings.Span, ...]) -> list[Span]:
    return [Span.model_validate({"from": span.start, "to": span.end}) for span in spans]
