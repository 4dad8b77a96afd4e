"""What anybody may know of a store's triggers: what the loader needs to decide when to speak."""

from typing import Any

from integration_app.kit import clock
from integration_app.stores.models import Store
from integration_app.triggers import queries, rules, texts
from integration_app.triggers.models import Campaign, Trigger
from integration_app.triggers.operations import worded


def public_rules(store: Store, locale: str) -> list[dict[str, Any]]:
    """List the live triggers in a language, as the widget's settings carry them."""
    campaigns = {campaign.id: campaign for campaign in queries.campaigns_of(store.id)}
    rows = [(trigger, campaigns.get(trigger.campaign_id or 0)) for trigger in queries.triggers_of(store.id)]
    return [_rule(trigger, campaign, locale) for trigger, campaign in rows if _is_awake(trigger, campaign)]


def _is_awake(trigger: Trigger, campaign: Campaign | None) -> bool:
    return trigger.live and (campaign is None or campaign.confirmed_at is not None)


def _rule(trigger: Trigger, campaign: Campaign | None, locale: str) -> dict[str, Any]:
    offers = campaign is not None and rules.is_running(queries.bounds(campaign), clock.now())
    said = worded(trigger, campaign, locale)
    rule: dict[str, Any] = {
        "id": trigger.public_id,
        "kind": trigger.kind,
        "text": said["text"] if offers or campaign is None else said["empty_text"],
        "take": said["take"],
        "decline": said["decline"],
        "coupon": offers,
        "empty_text": said["empty_text"],
        "empty_take": texts.say("empty_take", locale),
    }
    if campaign is not None and offers:
        rule["ends"] = texts.say("ends", locale, time=texts.lasts(campaign.valid_hours, locale))
    bounds = {"seconds": trigger.seconds, "views": trigger.times, "pages": trigger.pages or None}
    return rule | {key: value for key, value in bounds.items() if value is not None}
