"""Where our WordPress plugin reports carts and asks about personal data, signed with a secret of its own.

A report is kept under its signature, so that one that is sent again within its five minutes is the same delivery.
"""

from flask import Blueprint, Response, jsonify, request

from integration_app import stores, triggers
from integration_app.kit import clock, db, ephemeral, inbox
from integration_app.kit.errors import Refusal
from integration_app.kit.inbox import Parcel
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.woocommerce import carts, plugin
from integration_app.stores import plugin as connecting
from integration_app.stores.models import Store
from webhooks import personal, senders
from webhooks.raw import answer, read, text
from webhooks.senders import Sender
from webhooks.topics import DONE, Topics, handle, sender, to

SOURCE = connecting.SOURCE
CART, TEST = "cart", "test"


def blueprint() -> Blueprint:
    """Return the routes, for the application to register."""
    routes = Blueprint("plugin_reports", __name__)
    routes.register_error_handler(fields.Unreadable, lambda _error: answer(422, "This is no question that we know."))
    routes.register_error_handler(Refusal, lambda refusal: answer(refusal.status, refusal.message))

    @routes.post("/webhooks/woocommerce/<store>/cart")
    def plugin_cart(store: str) -> Response:
        _keep(*_signed(store), CART)
        return answer(200)

    @routes.post("/webhooks/woocommerce/<store>/test")
    def plugin_test(store: str) -> Response:
        found, raw = _signed(store)
        _keep(found, raw, TEST)
        return _what_it_may(found, raw)

    @routes.post("/webhooks/woocommerce/<store>/privacy")
    def plugin_privacy(store: str) -> Response:
        found, raw = _signed(store)
        _once()
        return jsonify(personal.answer(found.store, fields.parse(text(raw))))

    return routes


def work(parcel: Parcel) -> str:
    """Work on one report."""
    return handle(parcel, TOPICS, sender(parcel))


def _nothing(_parcel: Parcel, _store: Store, _payload: Payload) -> str:
    """A test has done its work when it arrives."""
    return DONE


TOPICS: Topics = {CART: to(carts.cart, triggers.record_cart), TEST: _nothing}


class TooLarge(Refusal):
    """A report may have 2 MB."""

    code, status = "too_large", 413


class AskedBefore(Refusal):
    """This very question was asked before."""

    code, status = "asked_before", 409


class NoSuchStore(Refusal):
    """There is no such store here. Connect the plugin anew."""

    code, status = "not_found", 404


def _signed(store: str) -> tuple[Sender, bytes]:
    """Return who sent this request, and its body. :raises Refusal: a stranger, another store, too late, too much."""
    raw = read(request)
    if raw is None:
        raise TooLarge
    found = senders.woocommerce_plugin(store)
    if found is None:
        raise NoSuchStore
    signature, timestamp = request.headers.get(plugin.SIGNATURE, ""), request.headers.get(plugin.TIME, "")
    plugin.verify(raw, timestamp=timestamp, signature=signature, secrets=found.secrets, now=clock.now())
    return found, raw


def _once() -> None:
    """Answer a question about a person once. :raises AskedBefore: to whoever sends somebody else's again."""
    if ephemeral.add(f"plugin:{request.headers[plugin.SIGNATURE]}", seconds=2 * plugin.MOST_SECONDS) > 1:
        raise AskedBefore


def _keep(found: Sender, raw: bytes, topic: str) -> None:
    with db.unit():
        inbox.receive(
            SOURCE,
            sender=found.public_id,
            delivery_key=request.headers[plugin.SIGNATURE],
            topic=topic,
            body=text(raw),
            workspace=found.workspace,
            store=found.store,
        )


def _what_it_may(found: Sender, raw: bytes) -> Response:
    """Tell the merchant's settings page which store this is, and whether the chat will show on its pages."""
    try:
        address = fields.parse(text(raw)).get("address")
    except fields.Unreadable:
        address = None
    with db.unit(read_only=True):
        store = stores.by_public_id(found.public_id)
        return jsonify(store=stores.chosen(store).widget.name or store.name, allowed=address in store.domains)
