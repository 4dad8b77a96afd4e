"""The shop systems: one folder each, one protocol for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from integration_app.kit.errors import ProviderError
from integration_app.platforms.protocol import Platform


@dataclass(frozen=True)
class Connection:
    """What an adapter needs to reach one store; secrets are open here, so it is made late and kept nowhere."""

    platform: str
    address: str
    """Base URL of the store, or its myshopify domain."""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    currency: str = "EUR"
    scopes: tuple[str, ...] = ()
    """What the store lets us do, as the platform last said; empty where it has not."""
    renew: Callable[[str], str] | None = field(default=None, repr=False)
    """Given the access token that was refused or ran out, return one that is valid; None where tokens last."""


class Unreachable(ProviderError):
    """The store cannot be asked, now or ever: what its webhooks tell is the best that is known."""


class SignInNeeded(Unreachable):
    """The store takes our tokens no more, until one of its people opens the app there."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} has to be connected again: open Parley in its admin once.", permanent=True)


class NoAdapter(Unreachable):
    """Nothing here speaks to this platform, so the store cannot be asked."""

    def __init__(self, platform: str) -> None:
        super().__init__(f"No adapter speaks to {platform} yet.", permanent=True)


_makers: dict[str, Callable[[Connection], Platform]] = {}


def offer(platform: str, make: Callable[[Connection], Platform]) -> None:
    """Register the adapter of a platform; done once by the root."""
    _makers[platform] = make


def connect(connection: Connection) -> Platform:
    """Return the adapter that reaches a store. :raises NoAdapter: if there is none for its platform."""
    make = _makers.get(connection.platform)
    if make is None:
        raise NoAdapter(connection.platform)
    return make(connection)


def spoken() -> tuple[str, ...]:
    """List the platforms that something here speaks to."""
    return tuple(_makers)


def speaks_to(platform: str) -> bool:
    """Say whether a store of this platform can be asked for anything."""
    return platform in _makers
