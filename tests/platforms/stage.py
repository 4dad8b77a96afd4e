"""What the contract needs of a store of any platform: people who work in it, and what it says when they do."""

from dataclasses import dataclass
from typing import Protocol

from flask.testing import FlaskClient

from integration_app.platforms.protocol import Platform
from integration_app.stores.models import Store, Workspace


@dataclass(frozen=True)
class Sent:
    """One request that the store made to us."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def to(self, client: FlaskClient) -> int:
        """Have it arrive; return how it was answered."""
        kind = self.headers.get("Content-Type", "application/json")
        made = client.open(self.path, method=self.method, data=self.body, headers=self.headers, content_type=kind)
        return made.status_code


class Stage(Protocol):
    """A store, its people, and ways to reach it. Ids are the platform's, as text."""

    def adapter(self) -> Platform:
        """Reach it as a connected store."""

    def stranger(self) -> Platform:
        """Reach it with credentials that are not its own."""

    def nobody(self) -> Platform:
        """Reach for it where nothing answers."""

    def join(self, workspace: Workspace) -> Store:
        """Add it to a workspace, inside an open unit, so that it may send and be asked."""

    def place(self) -> str:
        """Have somebody buy something and pay; return the order. Nothing is packed yet."""

    def ship(self, order: str) -> None:
        """Send all of an order in one parcel."""

    def deliver(self, order: str) -> None:
        """Have the parcel arrive, where the platform knows of arriving."""

    def cancel(self, order: str) -> None:
        """Call an order off."""

    def product(self) -> str:
        """Return something that is sold."""

    def count_anew(self, product: str) -> None:
        """Change a product's stock to seven."""

    def notes(self, order: str) -> int:
        """Count the notes that were written to an order by us."""

    def mails(self, order: str) -> int:
        """Count the mails that the store sent about an order because we asked."""

    def news(self) -> list[Sent]:
        """Return what it sent since this was asked last, oldest first."""
