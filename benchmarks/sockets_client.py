"""A small Socket.IO client over one websocket: cheap enough that the server is what is measured."""

import json
from typing import Any
from urllib.parse import urlsplit

import websocket


class Client:
    """One shopper's socket. Not safe for several threads."""

    def __init__(self, url: str, token: str) -> None:
        address = f"ws://{urlsplit(url).netloc}/socket.io/?EIO=4&transport=websocket"
        self.socket = websocket.create_connection(address, timeout=60, suppress_origin=True)
        self.socket.recv()
        self.socket.send("40/shopper," + json.dumps({"token": token}))
        while not (packet := self.socket.recv()).startswith("40/shopper"):
            if packet.startswith("44"):
                raise ConnectionError(packet)
        self._number = 0

    def call(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        """Send an event and wait for its acknowledgement; pushes in between are dropped."""
        self._number += 1
        self.socket.send(f"42/shopper,{self._number}" + json.dumps([event, data]))
        mark = f"43/shopper,{self._number}["
        while not (packet := self._next()).startswith(mark):
            pass
        return dict(json.loads(packet[len(mark) - 1 :])[0])

    def until(self, wanted: str) -> dict[str, Any]:
        """Wait for a pushed message of this author."""
        while True:
            packet = self._next()
            if packet.startswith("42/shopper,"):
                name, *rest = json.loads(packet[len("42/shopper,") :])
                if name == "message" and rest[0].get("author") == wanted:
                    return dict(rest[0])

    def close(self) -> None:
        """End the connection."""
        self.socket.close()

    def _next(self) -> str:
        while True:
            packet = self.socket.recv()
            if packet == "2":
                self.socket.send("3")
            else:
                return str(packet)
