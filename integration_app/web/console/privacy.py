"""Settings › Privacy: requests about people's data, and letting a store go. For owners."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from integration_app import privacy, stores
from integration_app.kit import clock, db, storage
from integration_app.kit.errors import NotFound, Refusal
from integration_app.privacy import PrivacyRequest, Subject
from integration_app.stores import Store, leaving, settings
from integration_app.web.access import delete, get, may, outside, post, put
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.privacy import (
    DataRequest,
    DataRequestDraft,
    Disconnect,
    HoldDraft,
    PrivacySettings,
)
from integration_app.web.file import File


class InThePast(Refusal):
    """A hold ends on a day that is still to come."""

    code, status = "in_the_past", 422


class OtherName(Refusal):
    """That is not this store's name. Type it as it stands above."""

    code, status = "other_name", 422


@get("/privacy/requests")
@may("owner")
def list_data_requests(caller: Caller) -> list[DataRequest]:
    """List the requests about people's data, newest first."""
    return [_shape(request) for request in privacy.requests(caller.agent.workspace_id)]


@post("/privacy/requests", status=201)
@may("owner")
def start_data_request(caller: Caller, body: DataRequestDraft) -> DataRequest:
    """Export or erase everything about an address."""
    subject = Subject(email=body.email)
    request = privacy.ask(caller.store(body.store), body.kind, subject, source="console", agent=caller.agent)
    return _shape(request)


@put("/privacy/requests/<request>/hold")
@may("owner")
def hold_data_request(caller: Caller, request: str, body: HoldDraft) -> DataRequest:
    """Hold an erasure back until a day, for a reason."""
    until = datetime.combine(body.until, time.max, UTC)
    if until <= clock.now():
        raise InThePast
    found = privacy.request(caller.agent.workspace_id, request)
    privacy.hold(found, until=until, because=body.because)
    return _shape(found)


@delete("/privacy/requests/<request>/hold")
@may("owner")
def release_data_request(caller: Caller, request: str) -> None:
    """Let a held erasure go on."""
    privacy.release(privacy.request(caller.agent.workspace_id, request))


@post("/privacy/requests/<request>/file")
@may("owner")
def fetch_export(caller: Caller, request: str) -> File:
    """Hand out an export's file, and note that it was fetched."""
    found = privacy.request(caller.agent.workspace_id, request)
    if found.kind != privacy.EXPORT or found.expires_at is None or not storage.place(found.public_id).exists():
        raise NotFound("This file is gone. Start the export again.")
    privacy.note_handed_over(found)
    workspace, name = found.workspace_id, found.public_id

    def pieces() -> Iterator[bytes]:
        with db.unit(read_only=True):
            yield from storage.read(workspace, name)

    return File(f"export-{found.requested_at.date().isoformat()}.zip", "application/zip", pieces)


@get("/stores/<store>/privacy")
@may("manager")
def read_privacy(caller: Caller, store: str) -> PrivacySettings:
    """Tell how a store's requests are worked on."""
    return _settings(caller.store(store))


@put("/stores/<store>/privacy")
@may("manager")
def change_privacy(caller: Caller, store: str, body: PrivacySettings) -> PrivacySettings:
    """Change how a store's requests are worked on."""
    found = caller.store(store)
    chosen = settings.Privacy(body.wait_for_disputes, body.keep_exports_days)
    stores.change_settings(found, replace(stores.chosen(found), privacy=chosen), actor=caller.actor)
    return _settings(found)


@post("/privacy/disconnect")
@may("owner")
@outside
def disconnect_store(caller: Caller, body: Disconnect) -> None:
    """Let a store go: its keys are forgotten, its widget is off, its data waits thirty days."""
    with db.unit(read_only=True):
        found = caller.store(body.store)
        if body.confirm.strip().casefold() not in _names(found):
            raise OtherName
    leaving.let_go(found.id, actor=caller.actor)


def _names(store: Store) -> set[str]:
    return {name.strip().casefold() for name in (store.name, stores.chosen(store).widget.name) if name}


def _settings(store: Store) -> PrivacySettings:
    chosen = stores.chosen(store).privacy
    return PrivacySettings(wait_for_disputes=chosen.wait_for_disputes, keep_exports_days=chosen.keep_exports_days)


def _shape(request: PrivacyRequest) -> DataRequest:
    store = privacy.store_of(request)
    return DataRequest.model_validate(
        {
            "id": request.public_id,
            "store": store.name if store else None,
            "kind": request.kind,
            "source": request.source,
            "state": request.state,
            "about": privacy.about(request),
            "requested_at": request.requested_at,
            "deadline_at": request.deadline_at,
            "held_until": request.held_until if request.state == "held" else None,
            "held_because": request.held_because if request.state == "held" else None,
            "has_file": request.kind == privacy.EXPORT and request.expires_at is not None,
            "expires_at": request.expires_at,
            "handed_over_at": request.handed_over_at,
            "done_at": request.done_at,
            "rows": sum(request.counts.values()),
            "failed": request.failed_at is not None,
        }
    )
