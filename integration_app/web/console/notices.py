"""What the workspace should know: said on every page until it is mended."""

from datetime import timedelta

from integration_app import channels, privacy, stores, triggers
from integration_app.conversations.mail_state import mail_facts
from integration_app.kit import clock, crypto
from integration_app.orders.action_queries import waiting_approval
from integration_app.stores import Agent
from integration_app.stores.woocommerce import watching
from integration_app.web import setup, texts
from integration_app.web.console.shapes.session import Notice


WAITS = timedelta(days=14)
"""For so long it is said that somebody waits to be let in."""


def of(agent: Agent) -> list[Notice]:
    """List what this person can do something about."""
    if not stores.reaches(stores.highest_role(agent), "manager"):
        return []
    found = [*_approvals(agent), *_people(agent), *_stores(agent), *_mail(agent), *_coupons(agent), *_exports(agent)]
    return found if setup.config().demo else [*found, *_key()]


def _approvals(agent: Agent) -> list[Notice]:
    managed = [store.id for store, role in stores.stores_of(agent) if stores.reaches(role, "manager")]
    waiting = len(waiting_approval(managed))
    link = "/console/settings/orders"
    return [_notice("approvals_wait", link=link, tone="wait", count=waiting)] if waiting else []


def _people(agent: Agent) -> list[Notice]:
    """Owners let in who came from Shopify's admin and waits; not for ever, as some are meant to wait."""
    if not stores.reaches(stores.highest_role(agent), "owner"):
        return []
    lately = clock.now() - WAITS
    came = [person for person, role in stores.people(agent.workspace_id) if role == "none" and person.created_at > lately]
    link = "/console/settings/people"
    return [_notice("people_wait", link=link, tone="wait", count=len(came))] if came else []


def _stores(agent: Agent) -> list[Notice]:
    mine, link = [store for store, _ in stores.stores_of(agent)], "/console/settings/stores"
    for store in mine:
        if store.sign_in_needed_at is not None:
            return [_notice("store_sign_in", link=link, tone="breach", name=store.name)]
    refused = watching.with_problem([store.id for store in mine], watching.KEYS)
    found = next((store for store in mine if store.id in refused), None)
    return [_notice("store_keys", link=link, tone="breach", name=found.name)] if found else []


def _mail(agent: Agent) -> list[Notice]:
    if not channels.email_ready():
        return [_notice("no_mail", link="/console/settings/mail", tone="wait")]
    failed = mail_facts(agent.workspace_id).failed
    return [_notice("mail_failed", link="/console/settings/mail", tone="breach", count=failed)] if failed else []


def _coupons(agent: Agent) -> list[Notice]:
    waiting = triggers.unconfirmed([store.id for store, _ in stores.stores_of(agent)])
    return [_notice("coupon_waits", link="/console/settings/coupons", tone="wait")] if waiting else []


def _exports(agent: Agent) -> list[Notice]:
    """Owners hand out what people asked for: nobody else may fetch it."""
    if not stores.reaches(stores.highest_role(agent), "owner"):
        return []
    link, soon = "/console/settings/privacy", clock.now() + timedelta(days=7)
    due = privacy.due_before(agent.workspace_id, soon)
    if due:
        return [_notice("privacy_due", link=link, tone="breach", count=due)]
    ready = privacy.to_hand_over(agent.workspace_id)
    return [_notice("exports_ready", link=link, tone="wait", count=ready)] if ready else []


def _key() -> list[Notice]:
    return [] if crypto.backed_up_at() else [_notice("key_not_backed_up", link=None, tone="wait")]


def _notice(code: str, *, link: str | None, tone: str, **values: object) -> Notice:
    return Notice(code=code, message=texts.say(f"notice.{code}", **values), link=link, tone=tone)  # type: ignore[arg-type]
