"""Where an address that a merchant entered may lead."""

import socket
from typing import Any

import pytest

from integration_app.kit import public_address
from integration_app.kit.errors import ProviderError
from integration_app.kit.public_address import NotPublic, is_public, resolve


@pytest.fixture(autouse=True)
def nothing_allowed() -> None:
    public_address.use(())


def answering(*addresses: str) -> Any:
    return lambda host, port, **_: [(0, 0, 0, "", (address, port)) for address in addresses]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "2001:db8::1",
        "192.0.0.8",
        "168.63.129.16",
        "::ffff:168.63.129.16",
        "64:ff9b:1:7f00:0:100:808:808",
        "64:ff9b:1::808:808",
        "fec0::1",
    ],
)
def test_private_addresses_are_known_in_every_spelling(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(NotPublic, match="ALLOW_PRIVATE_ADDRESSES"):
        resolve("shop.example", 80, resolver=answering(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "64:ff9b::808:808"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)
    assert resolve("shop.example", 80, resolver=answering(address)) == address


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(NotPublic):
        resolve("shop.example", 80, resolver=answering("93.184.215.14", "10.0.0.1"))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(ProviderError):
        resolve(host, 80)


def test_the_operator_allows_hosts_by_name_or_all() -> None:
    public_address.use(("shop.lan",))
    assert resolve("Shop.LAN", 80, resolver=answering("192.168.1.20")) == "192.168.1.20"
    with pytest.raises(NotPublic):
        resolve("other.lan", 80, resolver=answering("192.168.1.20"))
    public_address.use((public_address.EVERYWHERE,))
    assert resolve("other.lan", 80, resolver=answering("192.168.1.20")) == "192.168.1.20"


def test_an_unknown_name_may_be_known_later() -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror

    with pytest.raises(ProviderError) as told:
        resolve("nowhere.example", 80, resolver=unknown)
    assert not told.value.permanent
