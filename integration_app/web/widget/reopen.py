"""The link in a mail: opens the chat on any device."""

from flask import Flask, Response

from integration_app import conversations, stores
from integration_app.conversations import links
from integration_app.web.widget.entry import anyone
from integration_app.web.widget.frame import chat_page


def register(app: Flask) -> None:
    """Add the route."""
    app.add_url_rule("/r/<token>", "widget_reopen", reopen, methods=["GET"])


@anyone
def reopen(token: str) -> Response:
    """Answer the chat as a page of its own, with a key for this device; orders in it stay masked until proved."""
    store = stores.installed(conversations.by_link(token).store_id)
    return chat_page(store, ancestors=False, secret=links.DEVICE + token)
