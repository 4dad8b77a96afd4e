"""Two tracking services on loopback: 17TRACK's and AfterShip's own paths, headers, codes and shapes."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "the key of the account"


@dataclass
class Service:
    """What a service knows, and what it was asked."""

    port: int = 0
    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """{number: events, in the service's own shape}"""
    registered: list[str] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, int]] = field(default_factory=list)
    """(path, numbers in it)"""
    down: bool = False

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running() -> Iterator[Service]:
    """Serve until left."""
    service = Service()
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        path = urlsplit(self.path).path
        if self.service.down:
            self._answer(503, {})
        elif path.startswith("/trackings"):
            self._aftership_register(body)
        else:
            self._seventeen(path.rsplit("/", 1)[-1], body)

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        numbers = [one for one in ",".join(asked.get("tracking_numbers", [])).split(",") if one]
        self.service.calls.append(("trackings", len(numbers)))
        if self.headers.get("as-api-key") != KEY:
            self._answer(401, {"meta": {"code": 401, "message": "The API key is invalid."}})
            return
        found = [{"tracking_number": one, "checkpoints": self.service.known.get(one, [])} for one in numbers]
        self._answer(200, {"meta": {"code": 200}, "data": {"trackings": found}})

    def _aftership_register(self, body: Any) -> None:
        number = body["tracking_number"]
        self.service.calls.append(("trackings", 1))
        if self.headers.get("as-api-key") != KEY:
            self._answer(401, {"meta": {"code": 401, "message": "The API key is invalid."}})
        elif number in self.service.refuses:
            self._answer(400, {"meta": {"code": 4012, "message": self.service.refuses[number]}, "data": {}})
        elif number in self.service.registered:
            self._answer(400, {"meta": {"code": 4003, "message": "Tracking already exists."}, "data": {}})
        else:
            self.service.registered.append(number)
            self._answer(201, {"meta": {"code": 201}, "data": {"tracking_number": number}})

    def _seventeen(self, what: str, body: Any) -> None:
        self.service.calls.append((what, len(body)))
        if self.headers.get("17token") != KEY:
            self._answer(200, {"code": -18010002, "data": {}})
        elif what == "getquota":
            self._answer(200, {"code": 0, "data": {"quota_total": 100, "quota_remain": 80}})
        elif len(body) > 40:
            self._answer(200, {"code": -18010014, "data": {}})
        elif what == "register":
            self._seventeen_register([one["number"] for one in body])
        else:
            numbers = [one["number"] for one in body if one["number"] in self.service.registered]
            found = [seventeen_told(one, self.service.known.get(one, [])) for one in numbers]
            self._answer(200, {"code": 0, "data": {"accepted": found, "rejected": []}})

    def _seventeen_register(self, numbers: list[str]) -> None:
        accepted, rejected = [], []
        for number in numbers:
            if number in self.service.refuses:
                rejected.append(
                    {"number": number, "error": {"code": -18019903, "message": self.service.refuses[number]}}
                )
            elif number in self.service.registered:
                rejected.append({"number": number, "error": {"code": -18019901, "message": "already registered"}})
            else:
                self.service.registered.append(number)
                accepted.append({"origin": 1, "number": number, "carrier": 100001})
        self._answer(200, {"code": 0, "data": {"accepted": accepted, "rejected": rejected}})

    def _answer(self, status: int, told: Any) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def seventeen_told(number: str, events: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what 17TRACK says of a number: newest event first, as it does."""
    info = {
        "time_metrics": {"estimated_delivery_date": {"from": None, "to": "2026-11-25T17:00:00+01:00"}},
        "tracking": {"providers": [{"provider": {"key": 100001, "name": "DHL"}, "events": list(reversed(events))}]},
    }
    return {"number": number, "carrier": 100001, "track_info": info}


def seventeen_event(at: str, sub_status: str, city: str, *, stage: str | None = None) -> dict[str, Any]:
    """Return one event in 17TRACK's shape."""
    place = {"country": "DE", "city": city}
    return {
        "time_iso": at,
        "time_utc": at,
        "description": f"{sub_status} at {city}",
        "location": f"{city}, DE",
        "stage": stage,
        "sub_status": sub_status,
        "address": place,
    }


def checkpoint(at: str, tag: str, city: str, *, subtag: str | None = None) -> dict[str, Any]:
    """Return one checkpoint in AfterShip's shape."""
    said = {"checkpoint_time": at, "tag": tag, "subtag": subtag, "city": city, "country_iso2": "DE"}
    return said | {"message": f"{tag} at {city}", "slug": "dhl"}
