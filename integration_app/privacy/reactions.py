"""The work on requests about people's data: one job a request, in many small units."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update

from integration_app import channels, stores
from integration_app.conversations import outgoing
from integration_app.kit import address, clock, db, events, queue, storage
from integration_app.kit.events import Event
from integration_app.privacy import erasing, exporting, operations, people, queries, rules, shops
from integration_app.privacy.models import ERASE, ERASE_STORE, EXPORT, PrivacyRequest
from integration_app.stores.models import Store

JOB = "privacy"
CONSOLE = "/console/settings/privacy"


def work(event: Event) -> None:
    """Work on a request that was just made. What fails, is held or has to wait is the sweep's."""
    run(event["request"])


def run(id: int) -> bool:
    """Claim a request and work on it; False if it is done, taken, or waits. The queue's runner for "privacy"."""
    row = queue.claim(PrivacyRequest, id)
    if row is None:
        return False
    try:
        _RUNNERS[row.kind](id)
    except Exception as error:
        queue.put_back(PrivacyRequest, row, type(error).__name__, permanent=False)
        raise
    return True


def sweep() -> int:
    """Have every store that left long enough ago erased, and ring for what is due. Run by the clock."""
    with db.unit():
        for store in queries.left_before(clock.now() - rules.AFTER_LEAVING):
            operations.ask_for_store(store, source="retention")
    return queue.sweep(PrivacyRequest, JOB)


def _export(id: int) -> None:
    with db.unit(read_only=True):
        request = queries.by_id(id)
        store = stores.by_id(request.store_id)
        person = people.find(store, erasing.subject_of(erasing.opened(request)))
        told = exporting.sections(person)
        storage.keep(store.workspace_id, request.public_id, exporting.zipped(person, told))
        counts = {name: len(rows) for name, rows in told.items()}
    with db.unit():
        request = queries.by_id(id)
        store = stores.by_id(request.store_id)
        days = stores.chosen(store).privacy.keep_exports_days
        now = clock.now()
        request.state, request.ready_at, request.counts = "ready", now, counts
        request.expires_at = now + timedelta(days=days)
        _tell_merchant(request, store)
        _settle(id)


def _erase(id: int) -> None:
    with db.unit():
        request = queries.by_id(id)
        store = stores.by_id(request.store_id)
        held = None if request.state == "running" else _hold(request, store)
        if held is not None:
            request.state, request.held_until, request.held_because = "held", held.until, held.because
            _settle(id, next_at=rules.next_look(held, clock.now()))
            return
        if request.state != "running" or erasing.waits(request):
            request.held_until = request.held_because = None
            erasing.begin(request, store)
    _in_steps(id, erasing.step)
    with db.unit():
        request = queries.by_id(id)
        if erasing.waits(request):
            _settle(id, next_at=clock.now() + queue.RING_AGAIN * 5)
            return
        erasing.finish(request)
        _settle(id)


def _hold(request: PrivacyRequest, store: Store) -> rules.Hold | None:
    """Return what holds an erasure up. The shop may have said that open disputes do not."""
    disputes = []
    if stores.chosen(store).privacy.wait_for_disputes:
        person = people.find(store, erasing.subject_of(erasing.opened(request)))
        disputes = queries.open_disputes(person)
    return rules.hold(
        clock.now(), asked_until=request.held_until, asked_because=request.held_because, disputes=disputes
    )


def _erase_store(id: int) -> None:
    with db.unit():
        request = queries.by_id(id)
        store = queries.store_of(request)
        if not shops.may_go(store):
            request.state, request.subject, request.done_at = "cancelled", None, clock.now()
            _settle(id)
            return
        request.state = "running"
    _in_steps(id, lambda request, store: shops.may_go(store) and shops.step(request, store))
    with db.unit():
        request = queries.by_id(id)
        came_back = queries.store_of(request) is not None
        request.state, request.subject = "cancelled" if came_back else "done", None
        request.done_at = clock.now()
        _settle(id)


def _in_steps(id: int, step: Callable[[PrivacyRequest, Store], bool]) -> None:
    """Take steps in units of their own until there is none; each keeps the claim."""
    more = True
    while more:
        with db.unit():
            request = queries.by_id(id)
            store = queries.store_of(request)
            more = store is not None and step(request, store)
            lease = {"lease_until": clock.now() + timedelta(seconds=queue.LEASE[queue.STORE])}
            db.connection().execute(update(PrivacyRequest).where(PrivacyRequest.id == id).values(lease))


def _tell_merchant(request: PrivacyRequest, store: Store) -> None:
    """Write to the shop that an export lies ready, where mail leaves and an address is known."""
    if request.source == "operator" or not store.email or not channels.email_ready():
        return
    outgoing.want(
        outgoing.PRIVACY_READY,
        workspace=store.workspace_id,
        store=store.id,
        to=store.email,
        locale=store.locale,
        values={"shop": store.name, "until": request.deadline_at.date().isoformat()},
        dedupe_key=f"privacy:{request.id}",
        link=address.of(CONSOLE),
    )


def _settle(id: int, *, next_at: object = None) -> None:
    db.session().flush()
    values = {"lease_until": None, "next_at": next_at, "error": None, "attempts": 0}
    db.connection().execute(update(PrivacyRequest).where(PrivacyRequest.id == id).values(values))
    events.settle()


_RUNNERS: dict[str, Callable[[int], None]] = {EXPORT: _export, ERASE: _erase, ERASE_STORE: _erase_store}
