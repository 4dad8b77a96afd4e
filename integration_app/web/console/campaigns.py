"""Campaigns: discounts with their bounds, asleep until the merchant confirms them."""

from integration_app import triggers
from integration_app.stores import Store
from integration_app.triggers.models import Campaign as Row
from integration_app.web.access import delete, get, may, post, put
from integration_app.web.caller import Caller
from integration_app.web.console.amounts import own_amount
from integration_app.web.console.shapes.parts import Nothing, money_of
from integration_app.web.console.shapes.settings import Campaign, CampaignDraft, Issued, decimal_of


@get("/stores/<store>/campaigns")
@may("manager")
def list_campaigns(caller: Caller, store: str) -> list[Campaign]:
    """List a store's campaigns."""
    found = caller.store(store)
    return [_shape(found, row) for row in triggers.campaigns_of(found.id)]


@post("/stores/<store>/campaigns", status=201)
@may("manager")
def add_campaign(caller: Caller, store: str, body: CampaignDraft) -> Campaign:
    """Add a campaign."""
    found = caller.store(store)
    return _shape(found, triggers.add_campaign(found, _draft(found, body), actor=caller.actor))


@get("/stores/<store>/campaigns/<campaign>")
@may("manager")
def read_campaign(caller: Caller, store: str, campaign: str) -> Campaign:
    """Read one campaign."""
    found = caller.store(store)
    return _shape(found, triggers.campaign(found.id, campaign))


@put("/stores/<store>/campaigns/<campaign>")
@may("manager")
def change_campaign(caller: Caller, store: str, campaign: str, body: CampaignDraft) -> Campaign:
    """Change a campaign; what can cost more has to be confirmed anew."""
    found = caller.store(store)
    row = triggers.campaign(found.id, campaign)
    triggers.change_campaign(found, row, _draft(found, body), actor=caller.actor)
    return _shape(found, row)


@delete("/stores/<store>/campaigns/<campaign>")
@may("manager")
def delete_campaign(caller: Caller, store: str, campaign: str) -> None:
    """Take a campaign away."""
    found = caller.store(store)
    triggers.delete_campaign(found, triggers.campaign(found.id, campaign), actor=caller.actor)


@post("/stores/<store>/campaigns/<campaign>/confirm")
@may("manager")
def confirm_campaign(caller: Caller, store: str, campaign: str, body: Nothing) -> Campaign:
    """Let a campaign hand out codes."""
    found = caller.store(store)
    row = triggers.campaign(found.id, campaign)
    triggers.confirm(found, row, actor=caller.actor)
    return _shape(found, row)


@post("/stores/<store>/campaigns/<campaign>/pause")
@may("manager")
def pause_campaign(caller: Caller, store: str, campaign: str, body: Nothing) -> Campaign:
    """Have a campaign hand out nothing for now."""
    found = caller.store(store)
    row = triggers.campaign(found.id, campaign)
    triggers.stop(found, row, actor=caller.actor)
    return _shape(found, row)


def _draft(store: Store, body: CampaignDraft) -> triggers.CampaignDraft:
    return triggers.CampaignDraft(
        name=body.name,
        percent=decimal_of(body.percent),
        max_per_order=own_amount(store, body.at_most),
        budget=own_amount(store, body.budget),
        codes_a_day=body.per_day,
        valid_hours=body.lasts_hours,
        ends_at=body.ends_at,
    )


def _shape(store: Store, row: Row) -> Campaign:
    given = triggers.issued(row)
    return Campaign(
        id=row.public_id,
        name=row.name,
        percent=float(row.percent),
        at_most=money_of(row.max_per_order, store.currency),
        budget=money_of(row.budget, store.currency),
        per_day=row.codes_a_day,
        lasts_hours=row.valid_hours,
        ends_at=row.ends_at,
        confirmed_at=row.confirmed_at,
        paused=row.stopped_at is not None,
        codes_ready=triggers.ready(row),
        codes_problem=row.codes_problem,
        issued=Issued(
            today=given.today,
            week=given.week,
            redeemed=given.redeemed,
            reserved=money_of(given.reserved, store.currency),
        ),
    )
