"""The one way out over HTTP: always a timeout, one kind of failure, never inside a unit of work."""

import threading
from typing import Any

import requests

from integration_app.kit import db
from integration_app.kit.errors import ProviderError

TIMEOUT = (3.05, 10.0)
"""Seconds to connect and to wait for an answer."""

_PASSING = {408, 423, 425, 429}
_local = threading.local()


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
) -> requests.Response:
    """Make one call and return its answer below 400.

    Redirects are not followed. :raises ProviderError: permanent for answers that will not change,
    passing for time-outs, refused connections, 429 and 5xx. :raises HeldTransaction: inside a unit.
    """
    if db.in_unit():
        raise HeldTransaction(f"{method} {url.split('?', maxsplit=1)[0]} inside a unit of work")
    try:
        answer = _session().request(
            method, url, json=json, data=data, params=params, headers=headers, timeout=timeout, allow_redirects=False
        )
    except requests.RequestException as error:
        raise ProviderError(f"{_host(url)} did not answer ({type(error).__name__}).", permanent=False) from error
    if answer.status_code >= 400:
        permanent = answer.status_code < 500 and answer.status_code not in _PASSING
        message = f"{_host(url)} answered {answer.status_code}."
        raise ProviderError(message, permanent=permanent, status=answer.status_code, body=answer.text)
    return answer


def _session() -> requests.Session:
    if not hasattr(_local, "session"):
        _local.session = requests.Session()
    session: requests.Session = _local.session
    return session


def _host(url: str) -> str:
    return url.split("/")[2] if "//" in url else url
