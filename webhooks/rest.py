"""The door for any other site: what it tells is checked at once, kept, and worked on like a webhook.

A request is kept under its signature, so that one that is repeated within its five minutes is the same delivery.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from pydantic import ValidationError

from integration_app import catalogue, orders, shoppers
from integration_app.kit import clock, db, inbox
from integration_app.kit.errors import Refusal
from integration_app.kit.inbox import Parcel
from integration_app.platforms.rest import read, shapes, signature
from webhooks import senders
from webhooks.raw import read as read_body
from webhooks.senders import Sender
from webhooks.topics import Topics, handle, sender, to

SOURCE = "rest"
TIME, SIGNATURE = "X-Parley-Timestamp", "X-Parley-Signature"

TOPICS: Topics = {
    "orders/put": to(read.order, orders.record_restored),
    "orders/delete": to(read.gone, orders.record_deleted),
    "products/put": to(read.product, catalogue.record_restored),
    "products/delete": to(read.gone, catalogue.record_deleted),
    "customers/put": to(read.customer, shoppers.mirror_customer),
    "customers/delete": to(read.gone, shoppers.detach_customer),
}
"""What is put exists, also after it was deleted."""


def blueprint() -> Blueprint:
    """Return the routes, for the application to register."""
    routes = Blueprint("rest_door", __name__, url_prefix="/door/<store>")
    routes.register_error_handler(Refusal, _refuse)

    @routes.put("/<any(orders, products, customers):kind>/<id>")
    def door_put(store: str, kind: str, id: str) -> Response:
        found, raw = _signed(store)
        return _keep(found, [(f"{kind}/put", _one(kind, id, raw))])

    @routes.delete("/<any(orders, products, customers):kind>/<id>")
    def door_delete(store: str, kind: str, id: str) -> Response:
        found, _ = _signed(store)
        return _keep(found, [(f"{kind}/delete", {"id": _id(id)})])

    @routes.post("/batch")
    def door_batch(store: str) -> Response:
        found, raw = _signed(store)
        return _keep(found, list(_several(raw)))

    return routes


def work(parcel: Parcel) -> str:
    """Work on one thing that a site told."""
    return handle(parcel, TOPICS, sender(parcel))


class NoSuchDoor(Refusal):
    """There is no such store here, or it is connected in another way. Copy its door from Settings › Stores."""

    code, status = "no_such_door", 404


class WrongSignature(Refusal):
    """The signature is not this store's. Make it over time, method, path and the exact bytes of the body."""

    code, status = "wrong_signature", 401


class WrongTime(Refusal):
    """The time is missing or more than five minutes from ours. Send seconds since 1970, and set the site's clock."""

    code, status = "wrong_time", 401


class TooLarge(Refusal):
    """A request may have 2 MB. Send several batches."""

    code, status = "too_large", 413


class Invalid(Refusal):
    """Something in this is not right. See the named fields."""

    code, status = "invalid", 422


def _signed(store: str) -> tuple[Sender, bytes]:
    """Return who sent this request, and its body. :raises Refusal: a stranger, another store, too late, too much."""
    raw = read_body(request)
    if raw is None:
        raise TooLarge
    found = senders.told_site(store)
    if found is None:
        raise NoSuchDoor
    timestamp, given = request.headers.get(TIME, ""), request.headers.get(SIGNATURE, "")
    place = {"timestamp": timestamp, "method": request.method, "path": request.path}
    if not signature.fits(given, found.secrets, **place, body=raw):
        raise WrongSignature
    if not signature.is_fresh(timestamp, clock.now()):
        raise WrongTime
    return found, raw


def _one(kind: str, id: str, raw: bytes) -> dict[str, Any]:
    return {"id": _id(id), **_told(_read(shapes.KINDS[kind], raw))}


def _several(raw: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    told = _read(shapes.Batch, raw)
    for kind in shapes.KINDS:
        for one in getattr(told, kind):
            yield f"{kind}/put", _told(one)


def _told(shape: shapes.Shape) -> dict[str, Any]:
    """Return what was sent, without what was not."""
    return shape.model_dump(mode="json", exclude_unset=True)


def _id(given: str) -> str:
    if not shapes.IS_ID.fullmatch(given):
        raise Invalid(fields={"id": "An id is 1 to 64 letters, digits, dots, dashes or underscores."})
    return given


def _read(shape: type[shapes.Shape], raw: bytes) -> shapes.Shape:
    """Read a body. :raises Invalid: naming each field that is not right by its path: "lines.0.price"."""
    try:
        return shape.model_validate_json(raw)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise Invalid(fields={_path(one["loc"]): one["msg"] for one in found}) from error


def _path(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place) or "body"


def _keep(found: Sender, told: list[tuple[str, dict[str, Any]]]) -> Response:
    """Keep all in one unit and say how many were new: none, where the same request came before."""
    key = request.headers[SIGNATURE].lower()
    signed_at = datetime.fromtimestamp(int(request.headers[TIME]), UTC)
    with db.unit():
        new = [
            inbox.receive(
                SOURCE,
                sender=found.public_id,
                delivery_key=f"{key}:{place}",
                topic=topic,
                body=json.dumps(body, ensure_ascii=False),
                workspace=found.workspace,
                store=found.store,
                happened_at=signed_at,
            )
            for place, (topic, body) in enumerate(told)
        ]
    return _answer(202, {"kept": sum(new)})


def _refuse(refusal: Refusal) -> Response:
    error = {"code": refusal.code, "message": refusal.message, **refusal.details}
    return _answer(refusal.status, {"error": error})


def _answer(status: int, body: dict[str, Any]) -> Response:
    made = jsonify(body)
    made.status_code = status
    return made
