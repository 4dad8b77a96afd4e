"""Two web processes serve one conversation, whichever of them a device happens to reach."""

import queue
from typing import Any

import pytest
import requests
import socketio

from tests.support.stack import Stack

pytestmark = pytest.mark.kill


class Device:
    """A shopper's open chat on one web process."""

    def __init__(self, stack: Stack, web: str, token: str) -> None:
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self._socket = socketio.Client(websocket_extra_options={"suppress_origin": True})
        self._socket.on("message", self.heard.put, namespace="/shopper")
        self._socket.connect(stack.url(web), auth={"token": token}, namespaces=["/shopper"], transports=["websocket"])

    def say(self, text: str, client_id: str) -> dict[str, Any]:
        said = {"client_id": client_id, "body": {"text": text}}
        return dict(self._socket.call("send", said, namespace="/shopper", timeout=20))

    def next(self) -> dict[str, Any]:
        return self.heard.get(timeout=30)

    def close(self) -> None:
        self._socket.disconnect()


def test_two_web_processes_serve_one_conversation(stack: Stack) -> None:
    opening = {"X-Forwarded-For": "198.51.100.9"}
    url = f"{stack.url('web1')}/widget/{stack.store}/conversations"
    opened = requests.post(url, json={"locale": "en", "zone": "UTC"}, headers=opening, timeout=20).json()
    phone, desk = Device(stack, "web1", opened["token"]), Device(stack, "web2", opened["token"])
    try:
        acknowledged = phone.say("What does shipping cost?", "phone-1")
        assert [device.next()["seq"] for device in (phone, desk)] == [acknowledged["seq"]] * 2
        answers = [device.next() for device in (phone, desk)]
        assert answers[0]["author"] == "bot"
        assert answers[0]["id"] == answers[1]["id"]
        assert desk.say("Thanks", "desk-1")["seq"] > acknowledged["seq"]
        assert phone.next()["text"] == "Thanks"
        again = requests.get(
            f"{stack.url('web2')}/widget/{stack.store}/messages?after=0",
            headers={"Authorization": f"Bearer {opened['token']}"},
            timeout=20,
        ).json()
        seqs = [message["seq"] for message in again["messages"]]
        assert seqs == sorted(set(seqs))
    finally:
        phone.close()
        desk.close()
