"""A shop's admin with the app open in it, and Shopify's door for tokens."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from integration_app.config import Config
from integration_app.platforms.shopify import address
from integration_app.stores import installation
from tests.support.shopify_door import CLIENT_ID, OLD_SECRET, SECRET, SHOP, ShopifyDoor, id_token


@pytest.fixture
def door(config: Config) -> Iterator[ShopifyDoor]:
    """Shopify's token endpoint; the app is registered there."""
    installation.use(CLIENT_ID, (SECRET, OLD_SECRET))
    with ShopifyDoor() as shopify:
        shopify.staff = {
            "1001": {"first_name": "Mei", "last_name": "Tan", "email": "mei@tea.example", "email_verified": True},
            "1002": {"first_name": "Jo", "last_name": "Lim", "email": "jo@tea.example", "email_verified": False},
        }
        address.use(shopify.url)
        yield shopify
        address.use("")


class Admin:
    """One person in one shop's admin: every call brings a fresh ID token, and no cookie is ever kept."""

    def __init__(self, client: FlaskClient, shop: str, user: str) -> None:
        self._client, self.shop, self.user = client, shop, user

    def open(self, **wants: Any) -> TestResponse:
        """Open the app."""
        return self.post("/shopify/session", wants)

    def get(self, path: str) -> TestResponse:
        return self._call("GET", path, None)

    def post(self, path: str, body: Any = None) -> TestResponse:
        return self._call("POST", path, {} if body is None else body)

    def patch(self, path: str, body: Any) -> TestResponse:
        return self._call("PATCH", path, body)

    def delete(self, path: str) -> TestResponse:
        return self._call("DELETE", path, None)

    def _call(self, method: str, path: str, body: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {id_token(self.shop, self.user)}"}
        return self._client.open(f"/api/v1{path}", method=method, json=body, headers=headers)


@pytest.fixture
def admin(app: Flask, door: ShopifyDoor) -> Callable[..., Admin]:
    """Give somebody in a shop's admin."""

    def somebody(user: str = "1001", shop: str = SHOP) -> Admin:
        return Admin(app.test_client(use_cookies=False), shop, user)

    return somebody
