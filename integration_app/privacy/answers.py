"""What a shop system's own privacy tools are answered: WordPress's personal-data exporter and eraser, for an address.

The caller has proved to be the store itself. Call these outside of any unit.
"""

from dataclasses import dataclass

from integration_app import stores
from integration_app.kit import db
from integration_app.privacy import exporting, operations, people, queries, reactions
from integration_app.privacy.models import ERASE
from integration_app.privacy.people import Subject


@dataclass(frozen=True)
class Erased:
    """What became of a wish to be erased."""

    done: bool
    rows: int
    held_because: str | None = None
    """Why it waits: "dispute", or the owner's own words."""


def exported(store_id: int, email: str) -> exporting.Sections:
    """Return everything of this one store about an address, by kind of record."""
    with db.unit(read_only=True):
        return exporting.sections(people.find(stores.by_id(store_id), Subject(email=email)))


def erased(store_id: int, email: str) -> Erased:
    """Erase everything of this one store about an address now, as far as nothing holds it up."""
    with db.unit():
        id = operations.ask(stores.by_id(store_id), ERASE, Subject(email=email), source="plugin").id
    reactions.run(id)
    with db.unit(read_only=True):
        request = queries.by_id(id)
        return Erased(request.state == "done", sum(request.counts.values()), request.held_because)
