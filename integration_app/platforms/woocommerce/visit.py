"""Looking at a store before it is connected: is there one, where does it really stand, do the keys open it."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.protocol import ShopSnapshot
from integration_app.platforms.woocommerce.adapter import WooShop
from integration_app.platforms.woocommerce.client import Client
from integration_app.platforms.woocommerce.failures import Moved, NoApi

TIMEOUT = (3.05, 12.0)
"""Seconds; somebody waits before a form."""

_HOPS = 3
_INNER = re.compile(r"/(wp-admin|wp-login\.php|wp-json|shop|cart|checkout|my-account)(/.*)?$")
"""What is copied along with an address from a browser."""


@dataclass(frozen=True)
class Found:
    """A WooCommerce store."""

    address: str
    """Where it really stands: after redirects, without a slash at the end."""
    name: str


class NoAddress(ProviderError):
    """This is no address of a store."""

    code = "no_address"

    def __init__(self) -> None:
        super().__init__("This is no web address. Enter one like https://shop.example.", permanent=True)


class NoWooCommerce(ProviderError):
    """WordPress answers, and WooCommerce does not."""

    code = "no_woocommerce"

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} runs WordPress, but WooCommerce is not switched on there.", permanent=True)


def look(typed: str) -> Found:
    """Find the store that a merchant means. Redirects are followed here, where no key is sent, each judged anew.

    :raises ProviderError: with what, why and what to do.
    """
    address = tidy(typed)
    try:
        return _look(address)
    except ProviderError:
        if "://" in typed or not address.startswith("https://"):
            raise
    return _look(address.replace("https://", "http://", 1))


def tidy(typed: str) -> str:
    """Turn what was typed or copied into an address. :raises NoAddress: if it is none."""
    text = typed.strip()
    text = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise NoAddress from None
    named = "." in host or host == "localhost" or ":" in host
    if parts.scheme not in {"http", "https"} or not named or parts.username is not None or len(text) > 200:
        raise NoAddress
    inside = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{inside}{port}{_INNER.sub('', parts.path)}".rstrip("/")


def prove(address: str, key: str, secret: str) -> ShopSnapshot:
    """Prove that keys read and write, without changing anything, and return what the shop says of itself.

    :raises KeysRefused: :raises ReadOnly:
    """
    client = Client(address, key, secret, timeout=TIMEOUT, tries=1)
    client.get("orders", per_page=1, _fields="id")
    client.post("coupons/batch", {})  # nothing to make: only the right to is looked at
    return WooShop(client, secret=secret).shop()


def authorize_url(address: str, *, state: str, callback: str, back: str) -> str:
    """Return the page of the store on which its owner lets us in."""
    told = {"app_name": "Parley", "scope": "read_write", "user_id": state, "return_url": back, "callback_url": callback}
    return f"{address}/wc-auth/v1/authorize?{urlencode(told)}"


def keys_page(address: str) -> str:
    """Return the page of the store's admin on which keys are made by hand."""
    return f"{address}/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys&create-key=1"


def _look(address: str) -> Found:
    for _ in range(_HOPS):
        client = Client(address, "", "", timeout=TIMEOUT, tries=1)
        try:
            index = client.public("")
        except Moved as moved:
            if moved.target is None:
                raise
            address = moved.target
            continue
        spaces = index.get("namespaces") if isinstance(index, dict) else None
        if not isinstance(spaces, list):
            raise NoApi(client.host)
        if "wc/v3" not in spaces:
            raise NoWooCommerce(client.host)
        return Found(address, fields.plain(index.get("name"), 120)[:120] or client.host)
    raise NoApi(urlsplit(address).netloc)
