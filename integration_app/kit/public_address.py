"""Addresses that merchants enter: where they lead is looked up once, and never into the operator's own network.

A name is resolved here, every address it has is judged, and the call goes to the very address that was judged: a name
server that answers something else a moment later (DNS rebinding) changes nothing.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from integration_app.kit.errors import ProviderError

Resolver = Callable[..., Sequence[tuple[Any, ...]]]
"""Answers as :func:`socket.getaddrinfo` does."""

EVERYWHERE = "*"

_CARRIED = IPv6Network("64:ff9b::/96")
"""IPv4 inside IPv6 by translation (RFC 6052): the last 32 bits are what is reached."""

_NEVER = (
    IPv4Network("100.64.0.0/10"),  # behind a provider's NAT (RFC 6598)
    IPv4Network("192.0.0.0/24"),  # for protocols (RFC 6890)
    IPv4Network("168.63.129.16/32"),  # what Azure's machines ask about themselves: public by number alone
    IPv6Network("64:ff9b:1::/48"),  # translation inside one network (RFC 8215), which says where the IPv4 stands
    IPv6Network("fec0::/10"),  # the private networks before fc00::/7 (RFC 3879)
)
"""Private, though Python's table does not say so."""


class NotPublic(ProviderError):
    """An address leads into a private network, and the operator has not allowed that."""

    def __init__(self, host: str) -> None:
        told = f"{host} leads into a private network. Whoever runs Parley can allow it with ALLOW_PRIVATE_ADDRESSES."
        super().__init__(told, permanent=True)


_allowed: frozenset[str] = frozenset()


def use(hosts: Sequence[str]) -> None:
    """Set which hosts may lead into private networks; ``EVERYWHERE`` for all. Done once by the root."""
    global _allowed  # noqa: PLW0603 set once by the root
    _allowed = frozenset(host.lower() for host in hosts)


def resolve(host: str, port: int, *, resolver: Resolver = socket.getaddrinfo) -> str:
    """Return the one address to connect to.

    :raises NotPublic: if any address of the name is private. :raises ProviderError: passing, if it has none.
    """
    try:
        found = resolver(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ProviderError(f"{host} is not known to any name server.", permanent=False) from error
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not addresses:
        raise ProviderError(f"{host} is not known to any name server.", permanent=False)
    if not _is_allowed(host) and not all(is_public(address) for address in addresses):
        raise NotPublic(host)
    return addresses[0]


def is_public(address: str) -> bool:
    """Say whether an IP address can be reached from anywhere: not private, not this machine, not a group."""
    known = ip_address(address)
    if isinstance(known, IPv6Address):
        inner = _carried(known)
        if inner is not None:
            return _is_global(inner)
    return _is_global(known)


def _carried(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _CARRIED or int(address) >> 32 == 0:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    never = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    listed = any(address in network for network in _NEVER if network.version == address.version)
    return address.is_global and not (never or listed or address.is_private or address.is_link_local)


def _is_allowed(host: str) -> bool:
    return EVERYWHERE in _allowed or host.lower() in _allowed
