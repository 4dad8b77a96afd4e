"""The merchant's own hand: triggers and campaigns written, changed, confirmed, stopped."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal

from integration_app.kit import clock, db, events
from integration_app.stores.models import Store
from integration_app.triggers import queries, stock
from integration_app.triggers.models import Campaign, Trigger


@dataclass(frozen=True)
class TriggerDraft:
    """A trigger as the merchant wants it."""

    name: str
    kind: str
    live: bool = True
    seconds: int | None = None
    times: int | None = None
    days: int | None = None
    pages: list[str] = field(default_factory=list)
    night: bool = False
    campaign: str | None = None
    """Public id of the campaign whose coupon it offers."""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class CampaignDraft:
    """A campaign as the merchant wants it."""

    name: str
    percent: Decimal
    max_per_order: Decimal | None = None
    budget: Decimal | None = None
    codes_a_day: int = 100
    valid_hours: int = 24
    ends_at: datetime | None = None


def add_trigger(store: Store, draft: TriggerDraft, *, actor: str) -> Trigger:
    """Add a trigger behind the others. :raises NotFound: for a campaign that is not the store's."""
    trigger = Trigger(store_id=store.id, created_at=clock.now(), position=len(queries.triggers_of(store.id)))
    _fill(trigger, store, draft)
    db.session().add(trigger)
    db.session().flush()
    _changed(store, actor)
    return trigger


def change_trigger(store: Store, trigger: Trigger, draft: TriggerDraft, *, actor: str) -> None:
    """Change a trigger. :raises NotFound: for a campaign that is not the store's."""
    _fill(trigger, store, draft)
    _changed(store, actor)


def delete_trigger(store: Store, trigger: Trigger, *, actor: str) -> None:
    """Take a trigger away; what it did stays on record."""
    trigger.deleted_at = clock.now()
    _changed(store, actor)


def add_campaign(store: Store, draft: CampaignDraft, *, actor: str) -> Campaign:
    """Add a campaign; it sleeps until it is confirmed."""
    campaign = Campaign(store_id=store.id, created_at=clock.now(), **asdict(draft))
    db.session().add(campaign)
    db.session().flush()
    _changed(store, actor)
    return campaign


def change_campaign(store: Store, campaign: Campaign, draft: CampaignDraft, *, actor: str) -> None:
    """Change a campaign. What can cost more needs to be confirmed anew: percent, cap, budget, expiry."""
    if _stakes(campaign) != _stakes(draft):
        campaign.confirmed_at = None
    if (campaign.percent, campaign.ends_at) != (draft.percent, draft.ends_at):
        stock.withdraw(campaign)
    for name, value in asdict(draft).items():
        setattr(campaign, name, value)
    _changed(store, actor)


def confirm(store: Store, campaign: Campaign, *, actor: str) -> None:
    """Let a campaign hand out codes, from the first time or again after a stop."""
    campaign.confirmed_at = campaign.confirmed_at or clock.now()
    campaign.stopped_at = None
    _changed(store, actor)


def stop(store: Store, campaign: Campaign, *, actor: str) -> None:
    """Have a campaign hand out nothing more; codes that are out stay good."""
    campaign.stopped_at = campaign.stopped_at or clock.now()
    _changed(store, actor)


def delete_campaign(store: Store, campaign: Campaign, *, actor: str) -> None:
    """Take a campaign away; its triggers go on without a coupon."""
    campaign.deleted_at = clock.now()
    stock.withdraw(campaign)
    for trigger in queries.triggers_of(store.id):
        if trigger.campaign_id == campaign.id:
            trigger.campaign_id = None
    _changed(store, actor)


def _fill(trigger: Trigger, store: Store, draft: TriggerDraft) -> None:
    trigger.name, trigger.kind, trigger.live = draft.name, draft.kind, draft.live
    trigger.seconds, trigger.times, trigger.days = draft.seconds, draft.times, draft.days
    trigger.pages, trigger.night = list(draft.pages), draft.night
    trigger.texts = {locale: dict(texts) for locale, texts in draft.texts.items()}
    trigger.campaign_id = queries.campaign(store.id, draft.campaign).id if draft.campaign else None


def _stakes(it: Campaign | CampaignDraft) -> tuple[object, ...]:
    return it.percent, it.max_per_order, it.budget, it.codes_a_day, it.valid_hours, it.ends_at


def _changed(store: Store, actor: str) -> None:
    events.record("settings.changed", workspace=store.workspace_id, store=store.id, actor=actor)
