"""What a tracking service offers, whichever it is: it asks carriers for what the shop system does not know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from integration_app.platforms.protocol import TrackingEventSnapshot


@dataclass(frozen=True)
class Keys:
    """What opens a service: the key that we call with, and the secret that signs its webhooks where it is another."""

    key: str = field(repr=False)
    webhook_secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class TrackedParcel:
    """A parcel to be looked after. The carrier's name helps people only: the services find it by the number."""

    number: str
    carrier: str | None = None


@dataclass(frozen=True)
class Registered:
    """What became of a wish to look after parcels."""

    taken: frozenset[str]
    """Numbers that are looked after now, also those that were before."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """{number: why}; the number is wrong, or no carrier knows it."""


@dataclass(frozen=True)
class Sighting:
    """Everything that carriers said of one number. The events name no order yet: only we know whose number it is."""

    number: str
    events: tuple[TrackingEventSnapshot, ...]


class TrackingService(Protocol):
    """One service. All but :meth:`read` and :meth:`is_signed` call the outside: never inside a unit of work.

    They raise :class:`~integration_app.kit.errors.ProviderError`; permanent where the key is wrong or used up.
    """

    @property
    def at_once(self) -> int:
        """Say how many parcels one call takes."""

    def check(self) -> None:
        """Prove the key by a call that costs nothing."""

    def register(self, parcels: Sequence[TrackedParcel]) -> Registered:
        """Have parcels looked after from now on; asked twice, it happens once."""

    def poll(self, numbers: Sequence[str]) -> tuple[Sighting, ...]:
        """Ask what is known of parcels that are looked after."""

    def is_signed(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Say whether a webhook comes from this service."""

    def read(self, body: str) -> tuple[Sighting, ...]:
        """Read a webhook. :raises platforms.fields.Unreadable: if it is none of its own."""
