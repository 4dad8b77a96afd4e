"""Where tracking services tell what carriers saw: POST /webhooks/tracking/<store>/<service>.

Checked with the store's own key, kept, answered; worked on after, as any store's webhook.
"""

from flask import Blueprint, Response, request
from werkzeug.datastructures import Headers

from integration_app import stores
from integration_app.kit import db, inbox
from integration_app.kit.errors import NotFound
from integration_app.kit.inbox import Parcel
from integration_app.orders import watching
from integration_app.orders.tracking_keys import service_of
from integration_app.platforms.fields import Unreadable
from integration_app.tracking import TrackingService
from webhooks import raw
from webhooks.topics import DONE, IGNORED, UNKNOWN_STORE, UNREADABLE

SOURCE = "tracking"


def blueprint() -> Blueprint:
    """Return the route, for the application to register."""
    routes = Blueprint("tracking_webhooks", __name__)

    @routes.post("/webhooks/tracking/<store>/<service>")
    def tracked(store: str, service: str) -> Response:
        return _keep(store, service)

    return routes


def work(parcel: Parcel) -> str:
    """Take over what one delivery tells about a store's parcels."""
    store = stores.find(parcel.store) if parcel.store else None
    if store is None:
        return UNKNOWN_STORE
    service = service_of(store)
    if service is None or store.uninstalled_at is not None:
        return IGNORED
    try:
        sightings = service.read(parcel.body)
    except Unreadable:
        return UNREADABLE
    known = [watching.record_sighting(store, sighting) for sighting in sightings]
    return DONE if any(known) else IGNORED


def _keep(public_id: str, name: str) -> Response:
    body = raw.read(request)
    if body is None:
        return raw.answer(413, "A delivery may have 2 MB.")
    with db.unit(read_only=True):
        try:
            store = stores.by_public_id(public_id)
        except NotFound:
            return raw.answer(404, "There is no such store.")
        service = service_of(store)
        if service is None or stores.chosen(store).tracking.service != name:
            return raw.answer(404, "This store asks no such tracking service.")
    if not _is_signed(service, body, request.headers):
        return raw.answer(401, "The signature is not this account's.")
    with db.unit():
        inbox.receive(
            SOURCE,
            sender=store.public_id,
            delivery_key=raw.digest(body),
            topic=name,
            body=raw.text(body),
            workspace=store.workspace_id,
            store=store.id,
        )
    return raw.answer(200)


def _is_signed(service: TrackingService, body: bytes, headers: Headers) -> bool:
    """Check the signature; header names are compared without their case."""
    return service.is_signed(body, {name.lower(): value for name, value in headers.items()})
