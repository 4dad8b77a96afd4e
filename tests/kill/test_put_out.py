"""Who loses his right at one web process is put out of his socket at the other one, at once."""

import threading
import time

import pytest
import requests
import socketio

from integration_app import stores
from integration_app.kit import db
from integration_app.sockets import watch
from integration_app.stores import accounts
from tests.support.stack import Stack

pytestmark = pytest.mark.kill

SOON = watch.EVERY / 2
"""Seconds; the look that notices ended sessions comes half as often, so it cannot explain three times in a row."""


class Seat:
    """An agent's open console on one web process."""

    def __init__(self, stack: Stack, web: str, key: str) -> None:
        self.out = threading.Event()
        self._socket = socketio.Client(reconnection=False, websocket_extra_options={"suppress_origin": True})
        self._socket.on("disconnect", lambda *_: self.out.set(), namespace="/agent")
        headers = {"Cookie": f"parley_session={key}"}
        self._socket.connect(stack.url(web), headers=headers, namespaces=["/agent"], transports=["websocket"])

    def close(self) -> None:
        self._socket.disconnect()


def somebody(stack: Stack, name: str, role: str) -> tuple[str, accounts.Opened]:
    """Let somebody work in the stack's workspace; return his public id and his session."""
    with db.unit():
        workspace = stores.workspace(stores.by_public_id(stack.store).workspace_id)
        agent = stores.add_agent(workspace, email=f"{name}@lumen.example", name=name, password=None, role=role)
        return agent.public_id, accounts.open_session(agent)


def test_who_loses_his_right_is_out_in_every_process(stack: Stack) -> None:
    _, owner = somebody(stack, "olga", "owner")
    headers = {"Cookie": f"parley_session={owner.key}", "X-Parley-Csrf": owner.csrf}
    stays = Seat(stack, "web2", owner.key)
    for number in range(3):
        agent, opened = somebody(stack, f"agent{number}", "agent")
        seat = Seat(stack, "web2", opened.key)
        url = f"{stack.url('web1')}/api/v1/team/{agent}"
        began = time.monotonic()
        answer = requests.patch(url, json={"role": "none"}, headers=headers, timeout=20)
        assert answer.status_code == 200
        assert seat.out.wait(timeout=20)
        assert time.monotonic() - began < SOON
    assert not stays.out.is_set()
    stays.close()
