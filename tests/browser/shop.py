"""The other side of the counter: the shop's own people, its mail box, and its settings in Parley."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import requests

from tests.support.program import Program
from tests.support.waiting import until

OWNER = {"email": "ada@lumen.example", "password": "lumen-demo"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MAIL = re.compile(r'href="/mailbox/(\d+)"><b>(.*?)</b><p class="meta">To (.*?)</p>')
_LINK = re.compile(r'<a href="(http[^"]+)">')


@dataclass(frozen=True)
class Mail:
    """A mail that somebody got."""

    id: int
    subject: str
    text: str
    links: list[str]


class Shop:
    """Plays the shop, reads everybody's mail, and changes settings as its owner."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._web = requests.Session()
        self._csrf = ""

    def play(self, number: int, act: str) -> None:
        """Do something to an order in the panel, and wait until its webhooks have arrived."""
        panel = self._page("/panel")
        found = re.search(rf'/panel/orders/(\d+)"><b>#{number}<', panel)
        assert found is not None, f"No order {number}"
        self._web.post(f"{self._program.shop}/panel/orders/{found[1]}/{act}", timeout=20).raise_for_status()
        self.settle()

    def settle(self) -> None:
        """Wait until Parley has worked on everything that the shop told it."""
        outbox = f"{self._program.shop}/panel/outbox.json"
        until(lambda: self._web.get(outbox, timeout=20).json()["waiting"] == 0, seconds=60)
        until(lambda: self._rows("SELECT count(*) FROM deliveries WHERE next_at IS NOT NULL") == [(0,)], seconds=60)

    def mails(self, to: str) -> list[Mail]:
        """Return what somebody got by mail, newest first."""
        listed = _MAIL.findall(self._page("/mailbox"))
        return [self._mail(int(id), unescape(subject)) for id, subject, reader in listed if unescape(reader) == to]

    def mail(self, to: str, words: str) -> Mail:
        """Wait for a mail to somebody that says this."""
        found: list[Mail] = []

        def came() -> bool:
            found[:] = [mail for mail in self.mails(to) if words in mail.subject + mail.text]
            return bool(found)

        until(came, seconds=30)
        return found[0]

    def answer(self, mail: Mail, text: str) -> None:
        """Reply to a mail as the one who got it."""
        self._web.post(
            f"{self._program.shop}/mailbox/{mail.id}/reply", data={"text": text}, timeout=20
        ).raise_for_status()

    def let_held_mail_go(self) -> None:
        """Let the two minutes be over that an answer waits to be read in the chat."""
        past = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M:%S.000000")
        held = "purpose = 'unread_reply' AND sent_at IS NULL"
        until(lambda: self._rows(f"SELECT id FROM delivery_attempts WHERE {held}"))
        self._rows(f"UPDATE delivery_attempts SET next_at = '{past}', held_until = '{past}' WHERE {held}")

    def let_answers_be_due(self, minutes: dict[str, int]) -> None:
        """Move, by the shopper's name, when the answer to a conversation is due."""
        for row in self._ask("GET", "/inbox?view=all")["rows"]:
            if row["shopper"] in minutes and row["due_at"]:
                due = datetime.now(UTC) + timedelta(minutes=minutes[row["shopper"]], seconds=-20)
                at = due.strftime("%Y-%m-%d %H:%M:%S.%f")
                self._rows(f"UPDATE conversations SET due_at = '{at}' WHERE public_id = '{row['id']}'")

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Send the shop's people home: they are back tomorrow for an hour."""
        before = self.settings("hours")
        opens = (datetime.now(UTC).hour + 3) % 23
        span = {"from": f"{opens:02}:00", "to": f"{opens + 1:02}:00"}
        self.change("hours", {"zone": "UTC", "week": {day: [span] for day in WEEKDAYS}, "holidays": []})
        yield
        self.change("hours", {name: before[name] for name in ("zone", "week", "holidays")})

    def settings(self, path: str) -> Any:
        """Read settings of the demo's store as its owner."""
        return self._api("GET", path)

    def change(self, path: str, body: dict[str, Any]) -> Any:
        """Change settings of the demo's store as its owner."""
        return self._api("PUT", path, body)

    def _rows(self, statement: str) -> list[Any]:
        """Ask Parley's own database: time and work in progress are seen nowhere else."""
        with closing(sqlite3.connect(self._program.folder / "parley.sqlite3", timeout=10)) as database, database:
            return database.execute(statement).fetchall()

    def _api(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._ask(method, f"/stores/lumen-goods/{path}", body)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        api = f"{self._program.parley}/api/v1"
        if not self._csrf:
            self._csrf = self._web.post(f"{api}/session", json=OWNER, timeout=20).json()["csrf"]
        answer = self._web.request(method, api + path, json=body, headers={"X-Parley-Csrf": self._csrf}, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def _page(self, path: str) -> str:
        answer = self._web.get(self._program.shop + path, timeout=20)
        answer.raise_for_status()
        return answer.text

    def _mail(self, id: int, subject: str) -> Mail:
        page = self._page(f"/mailbox/{id}")
        found = re.search(r'<article class="letter"[^>]*>(.*?)</article>', page, re.DOTALL)
        body = found[1] if found else ""
        return Mail(id, subject, unescape(re.sub(r"<[^>]+>", "", body)), [unescape(url) for url in _LINK.findall(body)])
