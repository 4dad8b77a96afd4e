"""Triggers: when the widget speaks first."""

from typing import cast

from integration_app import stores, triggers
from integration_app.stores import Store
from integration_app.triggers import texts
from integration_app.triggers.models import Campaign as CampaignRow
from integration_app.triggers.models import Trigger as Row
from integration_app.web.access import delete, get, may, post, put
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.parts import money_of
from integration_app.web.console.shapes.settings import Trigger, TriggerDraft, TriggerKind, TriggerTexts, TriggerWeek


@get("/stores/<store>/triggers")
@may("manager")
def list_triggers(caller: Caller, store: str) -> list[Trigger]:
    """List a store's triggers."""
    found = caller.store(store)
    return [_shape(found, row) for row in triggers.triggers_of(found.id)]


@post("/stores/<store>/triggers", status=201)
@may("manager")
def add_trigger(caller: Caller, store: str, body: TriggerDraft) -> Trigger:
    """Add a trigger."""
    found = caller.store(store)
    return _shape(found, triggers.add_trigger(found, _draft(body), actor=caller.actor))


@get("/stores/<store>/triggers/<trigger>")
@may("manager")
def read_trigger(caller: Caller, store: str, trigger: str) -> Trigger:
    """Read one trigger."""
    found = caller.store(store)
    return _shape(found, triggers.trigger(found.id, trigger))


@put("/stores/<store>/triggers/<trigger>")
@may("manager")
def change_trigger(caller: Caller, store: str, trigger: str, body: TriggerDraft) -> Trigger:
    """Change a trigger."""
    found = caller.store(store)
    row = triggers.trigger(found.id, trigger)
    triggers.change_trigger(found, row, _draft(body), actor=caller.actor)
    return _shape(found, row)


@delete("/stores/<store>/triggers/<trigger>")
@may("manager")
def delete_trigger(caller: Caller, store: str, trigger: str) -> None:
    """Take a trigger away."""
    found = caller.store(store)
    triggers.delete_trigger(found, triggers.trigger(found.id, trigger), actor=caller.actor)


def _draft(body: TriggerDraft) -> triggers.TriggerDraft:
    own = {locale: said.model_dump(exclude_none=True) for locale, said in body.texts.items()}
    return triggers.TriggerDraft(**{**body.model_dump(exclude={"texts"}), "texts": own})


def _shape(store: Store, row: Row) -> Trigger:
    campaigns: dict[int, CampaignRow] = {one.id: one for one in triggers.campaigns_of(store.id)}
    campaign = campaigns.get(row.campaign_id or 0)
    week = triggers.week(row)
    return Trigger(
        id=row.public_id,
        name=row.name,
        kind=cast(TriggerKind, row.kind),
        live=row.live,
        seconds=row.seconds,
        times=row.times,
        days=row.days,
        pages=list(row.pages),
        night=row.night,
        campaign=campaign.public_id if campaign else None,
        texts={locale: _texts(row, locale) for locale in dict.fromkeys([*stores.chosen(store).languages, *row.texts])},
        week=TriggerWeek(
            fired=week.fired,
            taken=week.taken,
            at_most=money_of(week.at_most, store.currency) if campaign else None,
        ),
    )


def _texts(row: Row, locale: str) -> TriggerTexts:
    said = texts.chosen(row.kind, row.texts, locale)
    return TriggerTexts(
        text=said["text"], take=said["take"], decline=said["decline"], empty_text=said.get("empty_text")
    )
