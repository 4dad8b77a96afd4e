"""Tracking services: optional, one a store, for shops whose platform brings no carrier's events."""

from collections.abc import Callable

from integration_app.kit.errors import ProviderError
from integration_app.tracking.protocol import Keys, Registered, Sighting, TrackedParcel, TrackingService

Connect = Callable[[Keys], TrackingService]

_services: dict[str, Connect] = {}


class NoService(ProviderError):
    """Nothing speaks to this tracking service."""

    def __init__(self, service: str) -> None:
        super().__init__(f"There is no tracking service called {service}.", permanent=True)


def offer(service: str, connect: Connect) -> None:
    """Say who speaks to a service; done once by the root."""
    _services[service] = connect


def connect(service: str, keys: Keys) -> TrackingService:
    """Return what speaks to a service. :raises NoService:"""
    if service not in _services:
        raise NoService(service)
    return _services[service](keys)


__all__ = [
    "Connect",
    "Keys",
    "NoService",
    "Registered",
    "Sighting",
    "TrackedParcel",
    "TrackingService",
    "connect",
    "offer",
]
