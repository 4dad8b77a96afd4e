"""Reading stores: what was there before we came, and what their webhooks missed.

A look is worked on in slices of less than a minute, so that no worker belongs to one store. Every slice goes on from
the watermark, which is written together with the rows: a killed worker loses nothing and repeats a page at most.
"""

import time

from integration_app.kit import db, events, log, queue
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.platforms import SignInNeeded, Unreachable
from integration_app.stores import by_id
from integration_app.stores import reactions as stores
from integration_app.sync import compare, operations, read, rules, runs, slices
from integration_app.sync.models import SyncRun
from integration_app.sync.runs import JOB, LostLease
from integration_app.sync.slices import Slice, Step

SLICE = 50.0
"""Seconds for which one look has a worker; RQ ends a job after 300."""

_STEPS: dict[tuple[str, str], Step] = {
    (rules.BACKFILL, rules.SHOP): read.shop,
    (rules.BACKFILL, rules.TERMS): read.terms,
    (rules.BACKFILL, rules.PRODUCTS): read.products,
    (rules.BACKFILL, rules.ORDERS): read.orders,
    (rules.RECONCILE, rules.PRODUCTS): read.products,
    (rules.RECONCILE, rules.ORDERS): read.orders,
    (rules.DAILY, rules.SHOP): read.shop,
    (rules.DAILY, rules.TERMS): read.terms,
    (rules.DAILY, rules.PRODUCTS): compare.products,
    (rules.DAILY, rules.ORDERS): compare.orders,
}

_REFUSED, _GONE = {401, 403}, {404, 410}


def begin(event: Event) -> None:
    """Have a store that was added, or came back, read from the start."""
    if event.store is not None:
        with db.unit():
            operations.begin(by_id(event.store))
            events.settle()


def look(event: Event) -> None:
    """Look for what was missed while a store's webhooks had stopped, without waiting for the next ten minutes."""
    if event.store is not None:
        with db.unit():
            operations.look_again(by_id(event.store))
            events.settle()


def widen(event: Event) -> None:
    """Read a store anew whose new rights show more of its past."""
    if event.store is not None:
        with db.unit():
            operations.widen(by_id(event.store))
            events.settle()


def enrol() -> None:
    """Begin with installed stores that nobody has read yet; for the clock."""
    with db.unit():
        operations.enrol()


def sweep() -> int:
    """Ring for looks that are due; for the clock."""
    return queue.sweep(SyncRun, JOB)


def work(id: int, *, seconds: float = SLICE) -> bool:
    """Work on a look for a while; False if another worker has it. :raises Exception: after it is put back."""
    run = runs.take(id)
    if run is None:
        return False
    try:
        _work(run, time.monotonic() + seconds)
    except LostLease:
        return False
    except Exception as error:
        if _tells_only(error):
            with db.unit():
                runs.stop(run)
            return True
        permanent = isinstance(error, ProviderError) and error.permanent
        with db.unit():
            runs.put_back(run, problem_of(error), f"{type(error).__name__}: {error}", permanent=permanent)
        raise
    return True


def _work(run: SyncRun, until: float) -> None:
    with db.unit():
        if by_id(run.store_id).uninstalled_at is not None:
            runs.stop(run)
            return
    now = Slice(stores.reach(run.store_id), run, until)
    while _step(now):
        if not slices.end_stage(now):
            return
    with db.unit():
        runs.go_on_later(run)


def _step(now: Slice) -> bool:
    """Work on a stage; False if the time is over before it is. A refusal spoils one stage, not those after it."""
    stage = str(now.run.stage)
    try:
        return _STEPS[now.run.kind, stage](now)
    except ProviderError as error:
        last = rules.next_stage(now.run.kind, stage) is None
        if last or not error.permanent or isinstance(error, Unreachable):
            raise
        log.logger().warning("stage_refused", store=now.run.store_id, stage=stage, error=str(error))
        now.refused = problem_of(error)
        return True


def _tells_only(error: Exception) -> bool:
    """Say whether a store can never be asked: nothing speaks to it, or it was connected for its webhooks alone."""
    return isinstance(error, Unreachable) and not isinstance(error, SignInNeeded) and error.status is None


def problem_of(error: Exception) -> str:
    """Name what went wrong, for the merchant."""
    if isinstance(error, SignInNeeded):
        return rules.SIGN_IN
    if not isinstance(error, ProviderError):
        return "ours"
    if error.status in _REFUSED:
        return "refused"
    if error.status in _GONE:
        return "not_there"
    if error.permanent:
        return "refused"
    return "busy" if error.status in {423, 429} else "unreachable"
