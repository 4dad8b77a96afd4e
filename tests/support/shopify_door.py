"""Shopify's token endpoint alone, for many shops at once; slow or broken when told so."""

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from integration_app.platforms.manifest import manifest
from tests.support.shopify_store.tokens import Refused, Tokens

CLIENT_ID = "parley-client-id"
SECRET = "shpss_the-current-secret-of-the-app-as-it-is"
OLD_SECRET = "shpss_the-secret-before-that-one-as-it-was"
SHOP = "tea-house.myshopify.com"
SCOPES = manifest().required_scopes


def id_token(shop: str = SHOP, user: str = "1001", *, secret: str = SECRET, **claims: Any) -> str:
    """Sign an ID token as App Bridge brings it; ``claims`` replace its own or, where None, leave out."""
    return Tokens(shop, CLIENT_ID, SECRET, time.time, ()).id_token(user, secret=secret, **claims)


@dataclass
class ShopifyDoor:
    """Answers POST /<shop>/admin/oauth/access_token; everything else is not found."""

    delay: float = 0.0
    """Seconds between the deed and its answer."""
    fault: str = ""
    """What to answer instead: an error code ("invalid_grant"), or a status as text ("503")."""
    staff: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What an online exchange tells of somebody, by the id in his ID token."""
    calls: list[str] = field(default_factory=list)
    """What was asked: "exchange", "person", "refresh"."""
    shops: dict[str, Tokens] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._server = make_server("127.0.0.1", 0, self._serve, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/{{shop}}"

    def __enter__(self) -> "ShopifyDoor":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def tokens(self, shop: str = SHOP) -> Tokens:
        """Return a shop's tokens."""
        if shop not in self.shops:
            self.shops[shop] = Tokens(shop, CLIENT_ID, SECRET, time.time, SCOPES, people=self.staff)
        return self.shops[shop]

    def _serve(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        shop, _, path = request.path.strip("/").partition("/")
        if path != "admin/oauth/access_token" or request.method != "POST":
            return Response("", status=404)(environ, start)
        asked = request.get_json()
        self.calls.append(_kind(asked))
        status, told = self._answer(shop, asked)
        time.sleep(self.delay)
        return Response(json.dumps(told), status=status, mimetype="application/json")(environ, start)

    def _answer(self, shop: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.fault:
            return (int(self.fault), {}) if self.fault.isdigit() else (400, {"error": self.fault})
        try:
            return 200, self.tokens(shop).answer(asked)
        except Refused as refused:
            return refused.status, {"error": refused.error}


def _kind(asked: dict[str, Any]) -> str:
    if asked["grant_type"] == "refresh_token":
        return "refresh"
    return "exchange" if asked["requested_token_type"].endswith(":offline-access-token") else "person"
