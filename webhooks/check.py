"""Where the installation's own test arrives: sent by us to our public address, kept and worked on like any webhook.

It shows that a stranger's request finds its way here, through DNS, TLS and every proxy, and that a worker takes it.
"""

from flask import Blueprint, Response, request

from integration_app.kit import db, inbox, signing
from integration_app.kit.inbox import Parcel
from integration_app.kit.signing import BadToken
from webhooks.raw import answer, read, text
from webhooks.topics import DONE

SECONDS = 60
"""How long a test may be under way."""


def blueprint() -> Blueprint:
    """Return the route, for the application to register."""
    routes = Blueprint("installation_check", __name__)

    @routes.post("/webhooks/check")
    def check() -> Response:
        raw = read(request)
        try:
            told = signing.verify(inbox.CHECK, text(raw or b""), seconds=SECONDS)
        except BadToken as refusal:
            return answer(refusal.status, "Only this installation's own test arrives here.")
        with db.unit():
            inbox.receive(inbox.CHECK, sender="parley", delivery_key=str(told.get("key")), topic="test", body="{}")
        return answer(200)

    return routes


def work(_parcel: Parcel) -> str:
    """Do nothing: the test has done its work when it is taken."""
    return DONE
