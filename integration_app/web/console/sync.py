"""How far a store has been read, and looking again now."""

from typing import cast

from integration_app import sync
from integration_app.kit import clock
from integration_app.stores import Store
from integration_app.stores.webhook_state import webhook_state
from integration_app.sync import Look, SyncState, rules
from integration_app.web import texts
from integration_app.web.access import get, may, post
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.parts import Nothing
from integration_app.web.console.shapes.sync import Reading, Stage, StoreSync, Trouble


@get("/stores/<store>/sync")
@may("manager")
def read_sync(caller: Caller, store: str) -> StoreSync:
    """Tell how far a store has been read and what was found wrong."""
    return _shown(caller.store(store))


@post("/stores/<store>/sync")
@may("manager")
def look_again(caller: Caller, store: str, body: Nothing) -> StoreSync:  # noqa: ARG001 a body is asked for
    """Look for what webhooks missed now, and compare everything."""
    found = caller.store(store)
    sync.look_again(found)
    return _shown(found)


def _shown(store: Store) -> StoreSync:
    now = sync.state(store.id)
    backfill, reconcile, daily = (now.looks.get(kind) for kind in rules.KINDS)
    return StoreSync(
        possible=now.possible,
        reading=_reading(backfill) if backfill else None,
        last_webhook_at=webhook_state(store.id).last_at,
        checked_at=reconcile.finished_at if reconcile else None,
        compared_at=daily.finished_at if daily else None,
        looking=any(_is_due(look) for look in (reconcile, daily)),
        repaired_day=now.repaired_day,
        repaired_week=now.repaired_week,
        trouble=_trouble(store, now),
    )


def _reading(look: Look) -> Reading:
    at_work = look.stage is not None
    state = "done" if not at_work else "stopped" if look.problem else "running" if look.done else "waiting"
    return Reading.model_validate(
        {
            "state": state,
            "stage": cast(Stage | None, look.stage),
            "done": look.done,
            "total": look.total,
            "since": look.since,
            "finished_at": look.finished_at,
            "skipped": look.skipped,
        }
    )


def _is_due(look: Look | None) -> bool:
    return look is not None and (look.stage is not None or (look.next_at is not None and look.next_at <= clock.now()))


def _trouble(store: Store, now: SyncState) -> Trouble | None:
    """Tell the oldest thing that is in the way; that somebody must sign in is said with the store itself."""
    problems = [(look.problem_at, look.problem) for look in now.looks.values() if look.problem != rules.SIGN_IN]
    wrong = [(at, problem) for at, problem in problems if at and problem]
    if not wrong:
        return None
    at, problem = min(wrong)
    return Trouble(at=at, message=texts.say(f"sync.{problem}", name=store.name))
