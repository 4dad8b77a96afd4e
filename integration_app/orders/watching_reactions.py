"""A parcel left a store whose platform brings no carrier's events: a tracking service looks after it."""

from integration_app import stores, tracking
from integration_app.kit import db, events, log
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.orders import watching
from integration_app.orders.tracking_keys import service_of
from integration_app.tracking import Keys


def watch(event: Event) -> None:
    """Have the parcels of an order looked after; the clock registers them, many in one call."""
    with db.unit():
        if event.store is not None:
            watching.want(stores.by_id(event.store), event["order"])
        events.settle()


def sweep() -> int:
    """Register what waits and ask about what is silent, store by store; return how many parcels. Run by the clock."""
    with db.unit(read_only=True):
        ids = watching.watching_stores()
    done = 0
    for store_id in ids:
        try:
            done += _register(store_id) + _ask(store_id)
        except ProviderError as error:
            log.logger().warning("tracking_failed", store=store_id, error=str(error), permanent=error.permanent)
    return done


def check(service: str, keys: Keys) -> None:
    """Prove a service's key. :raises ProviderError:"""
    tracking.connect(service, keys).check()


def _register(store_id: int) -> int:
    with db.unit(read_only=True):
        service = service_of(stores.by_id(store_id))
        wanted = watching.to_register(store_id, service.at_once) if service else []
    if service is None or not wanted:
        return 0
    made = service.register(wanted)
    with db.unit():
        watching.note_registered(store_id, made.taken, made.refused)
    return len(made.taken)


def _ask(store_id: int) -> int:
    with db.unit(read_only=True):
        service = service_of(stores.by_id(store_id))
        silent = watching.to_ask(store_id, service.at_once) if service else []
    if service is None or not silent:
        return 0
    seen = service.poll(silent)
    with db.unit():
        watching.note_asked(store_id, silent)
        for sighting in seen:
            watching.record_sighting(stores.by_id(store_id), sighting)
    return len(seen)
