"""The tracking service of a store: which one, its keys, and whether they work."""

from dataclasses import replace

from integration_app import stores
from integration_app.kit import db
from integration_app.kit.errors import ProviderError, Refusal
from integration_app.orders import tracking_keys, watching, watching_reactions
from integration_app.stores import Store, settings
from integration_app.tracking import Keys
from integration_app.web import setup
from integration_app.web.access import get, may, outside, post, put
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.tracking import TrackingDraft, TrackingSettings, TrackingTest

SERVICES = ("17track", "aftership")


class NoKey(Refusal):
    """A tracking service needs its key. Copy it from your account there."""

    code, status = "no_tracking_key", 422


class KeyRefused(Refusal):
    """The service did not accept this key. Copy it once more, without spaces."""

    code, status = "tracking_key_refused", 422


class ServiceSilent(Refusal):
    """The service did not answer. Try again in a minute."""

    code, status = "tracking_silent", 503


@get("/stores/<store>/tracking")
@may("manager")
def read_tracking(caller: Caller, store: str) -> TrackingSettings:
    """Tell who is asked where parcels are."""
    return _shape(caller.store(store))


@put("/stores/<store>/tracking")
@may("manager")
def change_tracking(caller: Caller, store: str, body: TrackingDraft) -> TrackingSettings:
    """Choose a tracking service; parcels that left lately are looked after from now on, too."""
    found = caller.store(store)
    before = stores.chosen(found)
    if body.service not in {"none", before.tracking.service} and not body.key:
        raise NoKey
    if body.service != "none" and not body.key and not stores.secrets(found, tracking_keys.KEY):
        raise NoKey
    for kind, secret in ((tracking_keys.KEY, body.key), (tracking_keys.SECRET, body.webhook_secret)):
        if secret:
            stores.keep_secret(found, kind, secret)
    chosen = replace(before, tracking=settings.Tracking(body.service, body.always))
    stores.change_settings(found, chosen, actor=caller.actor)
    if body.service != before.tracking.service:
        watching.start_over(found)
    if watching.is_watched(found):
        watching.want_recent(found)
    return _shape(found)


@post("/stores/<store>/tracking/test")
@may("manager")
@outside
def test_tracking(caller: Caller, store: str, body: TrackingTest) -> None:
    """Prove a key by a call that costs nothing."""
    with db.unit(read_only=True):
        kept = stores.secrets(caller.store(store), tracking_keys.KEY)
    key = body.key or next(iter(kept), "")
    if not key:
        raise NoKey
    try:
        watching_reactions.check(body.service, Keys(key))
    except ProviderError as error:
        raise (KeyRefused if error.permanent else ServiceSilent) from error


def _shape(store: Store) -> TrackingSettings:
    chosen, public = stores.chosen(store).tracking, setup.config().public_url
    counted = watching.told(store.id)
    return TrackingSettings(
        service=chosen.service,
        always=chosen.always,
        brings_events=store.platform in watching.BRINGS_EVENTS,
        has_key=bool(stores.secrets(store, tracking_keys.KEY)),
        has_webhook_secret=bool(stores.secrets(store, tracking_keys.SECRET)),
        webhook_addresses={one: f"{public}/webhooks/tracking/{store.public_id}/{one}" for one in SERVICES},
        under_way=counted["under_way"],
        waiting=counted["waiting"],
        refused=counted["refused"],
    )
