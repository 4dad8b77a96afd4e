"""A stand-in for the part of Shopify that gives tokens, over HTTP on loopback.

As honest as the documents: it checks the app's secret and the ID token, turns refresh tokens over, and takes an old one
until its successor is first used. Faults are set from outside.
"""

import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import jwt
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

CLIENT_ID = "parley-client-id"
SECRET = "shpss_the-current-secret-of-the-app-as-it-is"
OLD_SECRET = "shpss_the-secret-before-that-one-as-it-was"
SHOP = "tea-house.myshopify.com"
SCOPES = (
    "read_customers,read_fulfillments,read_legal_policies,read_locales,read_online_store_pages,read_orders,"
    "read_products,write_app_proxy,write_discounts,write_returns"
)


def id_token(shop: str = SHOP, user: str = "1001", *, secret: str = SECRET, drop: str = "", **claims: Any) -> str:
    """Sign an ID token as App Bridge brings it; ``claims`` replace its own, ``drop`` leaves one out."""
    now = int(time.time())
    told = {
        "iss": f"https://{shop}/admin",
        "dest": f"https://{shop}",
        "aud": CLIENT_ID,
        "sub": user,
        "exp": now + 60,
        "nbf": now,
        "iat": now,
        "jti": "f8912129-1af6-4cad-9ca3-76b0f7621087",
        "sid": "aaea182f2732d44c23057c0fea584021a4485b2bd25d3eb7fd349313ad24c685",
        **claims,
    }
    told.pop(drop, None)
    return jwt.encode(told, secret, algorithm="HS256")


@dataclass
class ShopifyDoor:
    """Answers POST /<shop>/admin/oauth/access_token."""

    lasts: int = 3600
    """Seconds that an access token is valid."""
    delay: float = 0.0
    """Seconds between the deed and its answer."""
    fault: str = ""
    """An error code to answer instead: "invalid_grant"; a status as text: "503"."""
    staff: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What an online exchange tells of somebody, by the id in his ID token."""
    calls: list[str] = field(default_factory=list)
    """What was asked: "exchange", "person", "refresh"."""

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._before: dict[str, str] = {}
        self.valid: set[str] = set()
        self._server = make_server("127.0.0.1", 0, self._serve, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/{{shop}}"

    def __enter__(self) -> "ShopifyDoor":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def use(self, token: str) -> bool:
        """Say whether a token is taken; the first use of a new one ends the one before."""
        with self._lock:
            self._end_the_one_before(token)
            return token in self.valid

    def _serve(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        if not request.path.endswith("/admin/oauth/access_token") or request.method != "POST":
            return Response("", status=404)(environ, start)
        status, told = self._answer(request.path.split("/")[1], request.get_json())
        time.sleep(self.delay)
        return Response(json.dumps(told), status=status, mimetype="application/json")(environ, start)

    def _answer(self, shop: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        with self._lock:
            if asked.get("client_id") != CLIENT_ID or asked.get("client_secret") != SECRET:
                return 401, {"error": "invalid_client"}
            if asked["grant_type"] == "refresh_token":
                return self._refreshed(asked["refresh_token"])
            return self._exchanged(shop, asked)

    def _refreshed(self, token: str) -> tuple[int, dict[str, Any]]:
        self.calls.append("refresh")
        if self.fault.isdigit():
            return int(self.fault), {}
        self._end_the_one_before(token)
        if self.fault or token not in self.valid:
            return 400, {"error": self.fault or "invalid_grant"}
        return 200, self._pair(before=token)

    def _exchanged(self, shop: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        try:
            claims = jwt.decode(asked["subject_token"], SECRET, algorithms=["HS256"], audience=CLIENT_ID)
        except jwt.PyJWTError:
            return 400, {"error": "invalid_subject_token"}
        if claims["dest"] != f"https://{shop}":
            return 400, {"error": "invalid_subject_token"}
        if (
            asked["requested_token_type"].endswith("online-access-token")
            and "offline" not in asked["requested_token_type"]
        ):
            self.calls.append("person")
            return 200, {"access_token": "shpua_thrown-away", "associated_user": self.staff.get(claims["sub"], {})}
        self.calls.append("exchange")
        assert asked["expiring"] == "1", "non-expiring tokens are refused"
        return 200, self._pair()

    def _pair(self, before: str = "") -> dict[str, Any]:
        number = next(self._numbers)
        access, refresh = f"shpat_{number}", f"shprt_{number}"
        self.valid |= {access, refresh}
        if before:
            self._before[access] = self._before[refresh] = before
        return {
            "access_token": access,
            "scope": SCOPES,
            "expires_in": self.lasts,
            "refresh_token": refresh,
            "refresh_token_expires_in": 90 * 24 * 3600,
        }

    def _end_the_one_before(self, token: str) -> None:
        self.valid.discard(self._before.pop(token, ""))
