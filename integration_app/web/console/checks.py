"""Whether the installation works: each check looks at one part and says what, why, and what to do.

They look from outside where that is the point: our own public address is looked up and called like a stranger would.
"""

import secrets
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from integration_app import channels
from integration_app.config import Config
from integration_app.conversations import reactions as conversations
from integration_app.kit import clock, crypto, db, http, inbox, signing, ticks
from integration_app.kit.errors import NotFound, ProviderError
from integration_app.platforms.manifest import manifest
from integration_app.platforms.shopify import versions
from integration_app.web import texts
from integration_app.web.console.shapes.installation import CheckResult

PATIENCE = 10.0
"""Seconds that the test delivery may take until a worker has had it; usually it takes less than one."""

CLOCK_STANDS = timedelta(seconds=60)
"""The busiest task of the schedule runs every 5 seconds."""

WAITING_LONG = timedelta(minutes=2)
SOON = timedelta(days=14)
"""Certificates are renewed a month before their end where anybody does it by machine."""


@dataclass(frozen=True)
class Asked:
    """What a check may need."""

    config: Config
    reader: str
    """Mail address of who asks."""

    @property
    def host(self) -> str:
        """Return the host of the public address, without its port."""
        return urlsplit(self.config.public_url).hostname or ""

    @property
    def port(self) -> int:
        """Return the port of the public address."""
        return urlsplit(self.config.public_url).port or (443 if self.config.secure else 80)


@dataclass(frozen=True)
class Found:
    """A case of a check; its words are in the catalogue as check.<name>.<case>."""

    case: str
    good: bool = False
    told: tuple[tuple[str, object], ...] = ()


def good(case: str = "good", **told: object) -> Found:
    """Say that all is well."""
    return Found(case, good=True, told=tuple(told.items()))


def bad(case: str, **told: object) -> Found:
    """Say what is not well."""
    return Found(case, told=tuple(told.items()))


def run(name: str, config: Config, *, reader: str) -> CheckResult:
    """Run one check, outside of any unit. :raises NotFound: if there is none of that name."""
    if name not in CHECKS:
        raise NotFound("There is no such check.")
    found = CHECKS[name](Asked(config, reader))
    key = f"check.{name}.{found.case}"
    told: dict[str, Any] = dict(found.told)
    advice = None if found.good else texts.say(f"{key}.do", **told)
    state = "good" if found.good else "bad"
    return CheckResult.model_validate({"name": name, "state": state, "said": texts.say(key, **told), "advice": advice})


def dns(asked: Asked) -> Found:
    """Look our own name up."""
    if _is_this_machine(asked.host):
        return bad("local", url=asked.config.public_url)
    try:
        found = sorted({str(one[4][0]) for one in socket.getaddrinfo(asked.host, asked.port, type=socket.SOCK_STREAM)})
    except OSError:
        return bad("unknown", host=asked.host)
    if not any(ip_address(one.partition("%")[0]).is_global for one in found):
        return bad("private", host=asked.host, addresses=", ".join(found))
    return good(host=asked.host, addresses=", ".join(found))


def tls(asked: Asked) -> Found:
    """Look at the certificate as browsers do, then ask our own address whether we are there."""
    if not asked.config.secure:
        return bad("plain", url=asked.config.public_url)
    try:
        ends = _certificate_ends(asked.host, asked.port)
        http.request("GET", f"{asked.config.public_url}/healthz")
    except ssl.SSLCertVerificationError as error:
        return bad("untrusted", host=asked.host, why=error.verify_message)
    except (OSError, ProviderError) as error:
        return bad("silent", url=asked.config.public_url, why=str(error))
    day = ends.date().isoformat()
    return good(ends=day) if ends > clock.now() + SOON else bad("ends", ends=day)


def webhook(asked: Asked) -> Found:
    """Send a signed delivery to our own public address, and wait until a worker has had it."""
    key, started = secrets.token_hex(16), time.monotonic()
    try:
        token = signing.sign(inbox.CHECK, {"key": key})
        http.request("POST", f"{asked.config.public_url}/webhooks/check", data=token.encode())
    except ProviderError as error:
        return bad("refused", url=asked.config.public_url, why=str(error))
    while time.monotonic() < started + PATIENCE:
        with db.unit(read_only=True):
            row = inbox.arrived(inbox.CHECK, key)
            if row is not None and row.handled_at is not None:
                return good(ms=round((time.monotonic() - started) * 1000))
        time.sleep(0.1)
    return bad("nobody_works" if row is not None else "elsewhere", seconds=round(PATIENCE))


def mail(asked: Asked) -> Found:
    """Send a mail to who asks."""
    if not channels.email_ready():
        return bad("none")
    if "@" not in asked.reader:
        return bad("no_address")
    try:
        conversations.send_test(asked.reader, texts.say("mail.test_subject"), texts.say("mail.test_text"))
    except ProviderError as error:
        return bad("failed", why=str(error))
    return good(address=asked.reader)


def schedule(_asked: Asked) -> Found:
    """Look whether the clock ticks, and whether work waits too long."""
    with db.unit(read_only=True):
        last, waits = ticks.newest(), inbox.oldest_waiting()
    if last is None or last < clock.now() - CLOCK_STANDS:
        return bad("stands")
    if waits is not None and waits < clock.now() - WAITING_LONG:
        return bad("late", minutes=int((clock.now() - waits).total_seconds() // 60))
    return good()


def key(_asked: Asked) -> Found:
    """Look whether the master key is in a backup."""
    with db.unit(read_only=True):
        at = crypto.backed_up_at()
    return good(day=at.date().isoformat()) if at else bad("never")


def database(asked: Asked) -> Found:
    """Say what everything is kept in."""
    if db.database().is_sqlite:
        return good("sqlite") if asked.config.is_embedded else bad("sqlite_for_many")
    return good("postgresql" if asked.config.is_embedded else "production")


def shopify(_asked: Asked) -> Found:
    """Look whether Shopify still answers in the version that Parley was made for."""
    ours, theirs = manifest().shopify_api_version, versions.fallen_forward_to()
    return bad("fell_forward", asked=ours, answered=theirs) if theirs else good(asked=ours)


CHECKS: dict[str, Callable[[Asked], Found]] = {
    "dns": dns,
    "tls": tls,
    "webhook": webhook,
    "clock": schedule,
    "mail": mail,
    "key": key,
    "database": database,
    "shopify": shopify,
}


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _certificate_ends(host: str, port: int) -> datetime:
    """Shake hands and return when the certificate ends. :raises ssl.SSLCertVerificationError: :raises OSError:"""
    trust = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=5) as line,
        trust.wrap_socket(line, server_hostname=host) as safe,
    ):
        told = safe.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)
