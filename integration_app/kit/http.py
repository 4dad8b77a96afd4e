"""The one way out over HTTP: always a timeout, one kind of failure, never inside a unit of work."""

import os
import socket
import threading
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from integration_app.kit import db, public_address
from integration_app.kit.errors import ProviderError
from integration_app.kit.public_address import Resolver

TIMEOUT = (3.05, 10.0)
"""Seconds to connect and to wait for an answer."""

LARGEST = 32 * 1024 * 1024
"""Bytes, unpacked, that an answer of a merchant's host may have: sixteen times what we take of a webhook's body."""

_PASSING = {408, 423, 425, 429}
_HOSTS = 32
"""Merchants' hosts to which one thread keeps connections."""

_local = threading.local()


@dataclass(frozen=True)
class _Call:
    """Where a call goes, and what it says."""

    session: requests.Session
    url: str
    headers: dict[str, str]


class HeldTransaction(RuntimeError):
    """An outside call was made while a transaction was open; read, close, call, open again, write."""


def request(
    method: str,
    url: str,
    *,
    json: Any = None,
    data: Any = None,
    params: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
    timeout: tuple[float, float] = TIMEOUT,
    public_only: bool = False,
    resolver: Resolver = socket.getaddrinfo,
) -> requests.Response:
    """Make one call and return its answer below 400.

    ``public_only`` is for addresses that merchants enter: they are looked up by ``resolver``, refused where they lead
    into a private network, and the call goes to the address that was looked at. An answer may have ``LARGEST`` bytes.

    Redirects are not followed. :raises ProviderError: permanent for answers that will not change,
    passing for time-outs, refused connections, 429 and 5xx. :raises HeldTransaction: inside a unit.
    """
    if db.in_unit():
        raise HeldTransaction(f"{method} {url.split('?', maxsplit=1)[0]} inside a unit of work")
    call = _Call(_session(), url, dict(headers or {}))
    if public_only:
        call = _pinned(url, call.headers, resolver)
    try:
        answer = call.session.request(
            method,
            call.url,
            json=json,
            data=data,
            params=params,
            headers=call.headers,
            timeout=timeout,
            allow_redirects=False,
            stream=public_only,
        )
        if public_only:
            _read(answer, _host(url))
    except requests.RequestException as error:
        # The cause's own text holds the whole address, and addresses may hold keys.
        raise ProviderError(f"{_host(url)} did not answer ({type(error).__name__}).", permanent=False) from None
    if answer.status_code >= 400:
        permanent = answer.status_code < 500 and answer.status_code not in _PASSING
        message = f"{_host(url)} answered {answer.status_code}."
        raise ProviderError(
            message,
            permanent=permanent,
            status=answer.status_code,
            body=answer.text,
            retry_after=_seconds(answer.headers.get("Retry-After")),
        )
    return answer


def _read(answer: requests.Response, host: str) -> None:
    """Read a body as :mod:`requests` does, but not without end: a small packed answer may unpack to gigabytes."""
    parts, size = [], 0
    for part in answer.iter_content(64 * 1024):
        size += len(part)
        if size > LARGEST:
            answer.close()
            raise ProviderError(f"{host} answered more than can be read.", permanent=False)
        parts.append(part)
    answer._content = b"".join(parts)


def _seconds(told: str | None) -> float | None:
    """Read Retry-After where it is a number; as a date it is rare, and the caller's own patience does."""
    try:
        seconds = float(told or "")
    except ValueError:
        return None
    return seconds if 0 <= seconds < 86400 else None


def _session() -> requests.Session:
    if not hasattr(_local, "session"):
        _local.session = requests.Session()
    session: requests.Session = _local.session
    return session


class _ForHost(HTTPAdapter):
    """Connects to an address, and speaks to a host: the certificate has to be the host's."""

    def __init__(self, host: str) -> None:
        self._host = host
        super().__init__(pool_connections=2, pool_maxsize=2)

    def init_poolmanager(self, *given: Any, **options: Any) -> None:
        super().init_poolmanager(*given, **options, server_hostname=self._host, assert_hostname=self._host)


def _pinned(url: str, headers: dict[str, str], resolver: Resolver) -> _Call:
    """Turn a call to a name into one to the address that the name was found to have."""
    parts = urlsplit(url)
    try:
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        host, port = "", None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise ProviderError("This is no web address that can be called.", permanent=True)
    address = public_address.resolve(host, port or (443 if parts.scheme == "https" else 80), resolver=resolver)
    at = f"[{address}]" if ":" in address else address
    where = parts._replace(netloc=f"{at}:{port}" if port else at).geturl()
    named = f"{host}:{port}" if port else host
    return _Call(_session_for(host), where, {**headers, "Host": named})


def _session_for(host: str) -> requests.Session:
    """Return this thread's session for one host: no cookies, and nothing of the environment but whom to trust."""
    if not hasattr(_local, "for_host"):
        _local.for_host = {}
    known: dict[str, requests.Session] = _local.for_host
    if host not in known:
        while len(known) >= _HOSTS:
            known.pop(next(iter(known))).close()
        session = requests.Session()
        session.trust_env = False  # a proxy would look the name up anew
        session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.mount("https://", _ForHost(host))
        known[host] = session
    return known[host]


def _host(url: str) -> str:
    return url.split("/")[2] if "//" in url else url
