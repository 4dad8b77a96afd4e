"""Mail that a provider posts to us: POST /webhooks/mail with the raw message as body.

Any provider that can post a raw message fits (Postmark, Mailgun, SES by way of a function, a Postfix pipe with
curl). The bearer token is MAIL_INBOUND_TOKEN.
"""

import hmac

from flask import Blueprint, Response, request

from integration_app.config import Config
from integration_app.conversations import incoming
from integration_app.kit import db, errors


class NotYours(errors.Refusal):
    """This address takes mail from the shop's own mail provider only. Send MAIL_INBOUND_TOKEN as bearer token."""

    code, status = "bad_mail_token", 401


class TooLarge(errors.Refusal):
    """A mail may have 25 MB."""

    code, status = "mail_too_large", 413


def blueprint(config: Config) -> Blueprint:
    """Return the route, for the application to register."""
    routes = Blueprint("mail", __name__)

    @routes.post("/webhooks/mail")
    def receive() -> Response:
        try:
            raw = _checked(config.mail_inbound_token)
        except errors.Refusal as refusal:
            return Response(f"{refusal.message}\n", status=refusal.status, mimetype="text/plain")
        with db.unit():
            incoming.keep(raw)
        return Response("kept\n", mimetype="text/plain")

    return routes


def _checked(expected: str) -> bytes:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise NotYours
    if (request.content_length or 0) > incoming.LARGEST:
        raise TooLarge
    request.max_content_length = incoming.LARGEST + 1
    raw = request.stream.read(incoming.LARGEST + 1)
    if len(raw) > incoming.LARGEST:
        raise TooLarge
    return raw
