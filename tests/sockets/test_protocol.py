"""One protocol for both ends: what is written for the browsers is what the server says."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import ValidationError

from integration_app import conversations, routing
from integration_app.conversations import access, view
from integration_app.kit import db
from integration_app.sockets.protocol import __main__ as writer
from integration_app.sockets.protocol import typescript
from integration_app.sockets.server import SHOPPER, socketio
from tests.support import protocol
from tests.support.cast import Cast
from tests.support.chat import Chat


def test_the_front_ends_read_what_is_written_here() -> None:
    for file in writer.FILES:
        assert file.read_text("utf-8") == typescript.written(), "Run: make protocol"


def test_a_field_that_was_not_promised_is_found(cast: Cast, run_jobs: Callable[[], int]) -> None:
    chat = Chat(cast.store, run_jobs)
    with db.unit(read_only=True):
        sent = view.shopper_thread(conversations.by_id(chat.id), after=0, device="own")
    protocol.check_thread(sent)
    for wrong in ({**sent, "more": 1}, {**sent, "state": {**sent["state"], "secret": "x"}}, {**sent, "last_seq": "1"}):
        with pytest.raises(ValidationError):
            protocol.check_thread(wrong)


def test_the_public_settings_are_as_promised(client: FlaskClient, cast: Cast) -> None:
    for locale in ("en", "zh", "es", "de", "ar"):
        answer = client.get(
            f"/widget/{cast.store.public_id}/settings?locale={locale}", headers={"Origin": cast.store.address}
        )
        protocol.check_settings(answer.json)


def test_what_is_pushed_is_as_promised(app: Flask, cast: Cast, run_jobs: Callable[[], int]) -> None:
    chat = Chat(cast.store, run_jobs)
    with db.unit(read_only=True):
        token = access.token_for(conversations.by_id(chat.id), device="own")
    socket = socketio.test_client(app, namespace=SHOPPER, auth={"token": token})
    chat.say("hello")
    with db.unit():
        routing.reply(conversations.by_id(chat.id), agent=cast.ben, text="I am here.", client_id="a1")
    run_jobs()
    heard = socket.get_received(SHOPPER)
    assert {"message", "state"} <= {event["name"] for event in heard}
    for event in heard:
        check = {"message": protocol.check_message, "state": protocol.check_state}.get(event["name"])
        if check:
            check(event["args"][0] if isinstance(event["args"], list) else event["args"])
