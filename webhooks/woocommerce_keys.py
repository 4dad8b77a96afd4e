"""Where a WooCommerce store hands its keys over, after its owner let us in.

The delivery is signed by nobody; the one-time state that we sent along says whose it is. The store waits for exactly
200, and deletes its keys for any other answer.
"""

from flask import Blueprint, Response, request

from integration_app.kit import db
from integration_app.kit.errors import Refusal
from integration_app.platforms import fields
from integration_app.platforms.woocommerce.failures import ReadOnly
from integration_app.stores.woocommerce import connecting
from webhooks.raw import answer, read, text

PATH = "/webhooks/woocommerce-keys"


def blueprint() -> Blueprint:
    """Return the route, for the application to register."""
    routes = Blueprint("woocommerce_keys", __name__)
    routes.register_error_handler(fields.Unreadable, lambda _error: answer(422, "These are no keys."))
    routes.register_error_handler(Refusal, lambda refusal: answer(refusal.status, refusal.message))

    @routes.post(PATH)
    def woocommerce_keys() -> Response:
        told = fields.parse(text(read(request) or b""))
        if told.get("key_permissions") != "read_write":
            return answer(403, str(ReadOnly()))
        key, secret = fields.needed(told, "consumer_key"), fields.needed(told, "consumer_secret")
        with db.unit():
            connecting.grant(fields.needed(told, "user_id"), key=key, secret=secret)
        return answer(200)

    return routes
