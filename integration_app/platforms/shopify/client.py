"""Asking a shop's Admin GraphQL API: at its pace, patient with what passes, clear about what does not."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms import SignInNeeded, fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.shopify import pace, refusals, versions
from integration_app.platforms.shopify.address import admin_url
from integration_app.platforms.shopify.documents import document, may_repeat

TIMEOUT = (3.05, 15.0)
"""Seconds to connect and to wait: a full page of orders takes Shopify longer than other calls take."""

MOST_TRIES = 5
LONGEST_WAIT = 20.0
PATIENCE = 40.0
"""Seconds between two tries, and for all tries of one operation: what takes longer is left to the next job, whose
row is held for 90 (kit.queue)."""

_UNAUTHORIZED, _TOO_MANY, _LOCKED = 401, 429, 423


@dataclass
class Client:
    """One shop's API in one version. ``now``, ``sleep`` and ``chance`` are the machine's, or a test's own."""

    shop: str
    token: str = field(repr=False)
    version: str
    renew: Callable[[str], str] | None = field(default=None, repr=False)
    """Given a token that was refused, return one that is valid."""
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    timeout: tuple[float, float] = TIMEOUT
    spare: float = 0.0
    """Points to leave in the bucket for whoever waits for an answer: for work that nobody watches."""

    def ask(self, operation: str, **variables: Any) -> Payload:
        """Do one operation and return its ``data``.

        A write is asked again only where Shopify surely did nothing, or where it carries a key of its own.
        :raises AccessDenied: without the right to the data. :raises SignInNeeded: if the token is taken no more.
        :raises ProviderError: passing, where a write may have happened or the shop stays busy; else permanent.
        """
        shared, renewed, started = pace.of(self.shop, self.now), False, self.now()
        for tries in range(1, MOST_TRIES + 1):
            self._wait(shared.reserve(operation, self.spare))
            try:
                told = self._send(operation, variables)
            except ProviderError as error:
                if error.status == _UNAUTHORIZED:
                    self._renew(error, renewed)
                    renewed = True
                else:
                    self._wait(self._patience(operation, error, tries, started))
                continue
            shared.learn(operation, fields.part(fields.part(told, "extensions"), "cost"))
            errors = fields.parts(told, "errors")
            if refusals.THROTTLED in refusals.codes(errors):
                if not self._has_time(started):
                    break
                self._wait(self._jittered(min(LONGEST_WAIT, max(1.0, shared.wait_for(operation)))))
                continue
            if errors:
                raise refusals.of_errors(operation, errors)
            return fields.part(told, "data")
        raise ProviderError(f"{self.shop} stays too busy for us.", permanent=False, status=_TOO_MANY)

    def _send(self, operation: str, variables: dict[str, Any]) -> Payload:
        answer = http.request(
            "POST",
            f"{admin_url(self.shop)}/admin/api/{self.version}/graphql.json",
            json={"query": document(operation), "variables": variables},
            headers={"X-Shopify-Access-Token": self.token, "Accept": "application/json"},
            timeout=self.timeout,
        )
        versions.heard(self.shop, self.version, answer.headers.get("X-Shopify-API-Version"))
        try:
            return fields.parse(answer.text)
        except fields.Unreadable as error:
            raise ProviderError(f"{self.shop} gave no JSON.", permanent=False, status=502) from error

    def _has_time(self, started: float, wait: float = 0.0) -> bool:
        return wait <= LONGEST_WAIT and self.now() - started + wait <= PATIENCE

    def _patience(self, operation: str, error: ProviderError, tries: int, started: float) -> float:
        """Return the seconds until a failed request is sent again. :raises ProviderError: if it is not."""
        if error.permanent or error.status == _LOCKED or tries == MOST_TRIES:
            self._give_up(error)
        if error.status == _TOO_MANY:
            wait = error.retry_after or 1.0
        elif may_repeat(operation):
            wait = float(2 ** (tries - 1))
        else:
            raise error
        if not self._has_time(started, wait):
            raise error
        return self._jittered(wait)

    def _give_up(self, error: ProviderError) -> NoReturn:
        if error.status == _LOCKED:
            message = f"Shopify has locked {self.shop} for a while."
            raise ProviderError(message, permanent=False, status=_LOCKED, retry_after=error.retry_after) from error
        raise error

    def _renew(self, error: ProviderError, renewed: bool) -> None:
        if self.renew is None or renewed:
            raise SignInNeeded(self.shop) from error
        self.token = self.renew(self.token)
        if not self.token:
            raise SignInNeeded(self.shop) from error

    def _jittered(self, seconds: float) -> float:
        """Spread a wait up to half as long again, so that workers do not come back together."""
        return seconds * (1 + self.chance() / 2)

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self.sleep(seconds)
