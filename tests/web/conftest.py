"""The console's API as a signed-in person reaches it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from integration_app.kit import db
from integration_app.stores import Agent, accounts
from integration_app.web.cookies import NAME

API = "/api/v1"


@dataclass
class Console:
    """One browser, signed in or not."""

    client: FlaskClient
    csrf: str = ""

    def get(self, path: str) -> TestResponse:
        return self.client.get(API + path)

    def post(self, path: str, body: Any = None) -> TestResponse:
        return self._send("POST", path, {} if body is None else body)

    def put(self, path: str, body: Any) -> TestResponse:
        return self._send("PUT", path, body)

    def patch(self, path: str, body: Any) -> TestResponse:
        return self._send("PATCH", path, body)

    def delete(self, path: str) -> TestResponse:
        return self._send("DELETE", path, None)

    def _send(self, method: str, path: str, body: Any) -> TestResponse:
        return self.client.open(API + path, method=method, json=body, headers={"X-Parley-Csrf": self.csrf})


@pytest.fixture
def anybody(app: Flask) -> Console:
    """A browser where nobody is signed in."""
    return Console(app.test_client())


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Agent], Console]:
    """Give a browser in which this agent is signed in."""

    def open_console(agent: Agent) -> Console:
        with db.unit():
            opened = accounts.open_session(agent)
        client = app.test_client()
        client.set_cookie(NAME, opened.key)
        return Console(client, opened.csrf)

    return open_console
