"""How a WooCommerce store fails, in words a merchant can act on. No word repeats an address with its keys."""

import json
from urllib.parse import urlsplit

from integration_app.kit.errors import ProviderError
from integration_app.platforms import Unreachable

_READ_ONLY = "write permissions"
_REFUND = "woocommerce_rest_cannot_create_order_refund"
_NO_ROUTE = "rest_no_route"


class KeysRefused(Unreachable):
    """The store does not accept its keys: taken back, mistyped, or of somebody who may not manage the shop."""

    code = "keys_refused"

    def __init__(self, status: int | None = None) -> None:
        told = "The store does not accept these keys. Copy both again, or make new ones, and connect it with them."
        super().__init__(told, permanent=True, status=status)


class NoKeys(Unreachable):
    """A store was connected without keys, so it cannot be asked; its webhooks are all there is."""

    code = "no_keys"

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} was connected without keys. Connect it anew.", permanent=True)


class ReadOnly(KeysRefused):
    """The keys may read, but not write."""

    code = "keys_read_only"

    def __init__(self, status: int | None = None) -> None:
        super().__init__(status)
        self.args = ("These keys may only read. Make some with read and write permission, and connect the store anew.",)


class Barred(ProviderError):
    """Something before the store, a firewall or a security plugin, refuses the call."""

    code = "store_barred"

    def __init__(self, host: str, status: int | None) -> None:
        told = f"Something before {host} refuses Parley, such as a firewall or a security plugin. Let it in there."
        super().__init__(told, permanent=True, status=status)


class NoApi(ProviderError):
    """There is no WooCommerce REST API at this address."""

    code = "store_no_api"

    def __init__(self, host: str, status: int | None = None) -> None:
        told = (
            f"{host} offers no WooCommerce REST API. Is WooCommerce switched on, and are the permalinks "
            "(Settings > Permalinks) anything but “Plain”?"
        )
        super().__init__(told, permanent=True, status=status)


class Moved(ProviderError):
    """The store's address leads elsewhere; keys are never sent there."""

    code = "store_moved"

    def __init__(self, host: str, status: int, location: str) -> None:
        self.target = _address(location)
        where = f" to {self.target}" if self.target else ""
        super().__init__(f"{host} leads on{where}. Enter the address that the store ends at.", permanent=True)
        self.status = status


class NotJson(ProviderError):
    """The store answered a web page: often maintenance, sometimes a broken plugin. It may pass."""

    code = "store_not_json"

    def __init__(self, host: str, status: int) -> None:
        told = f"{host} answered a web page instead of data. It may be in maintenance; Parley tries again."
        super().__init__(told, permanent=False, status=status)


class Rejected(ProviderError):
    """The store understood and says no."""

    code = "store_rejected"


def understood(error: ProviderError, host: str) -> ProviderError:
    """Say what a failed call means."""
    code, message = _told(error.body)
    if not code:
        return _without_words(error, host)
    if code == _REFUND:
        return Rejected(f"The store gave no money back: {message}", permanent=True, status=error.status)
    if code == _NO_ROUTE:
        return NoApi(host, error.status)
    if error.status in {401, 403}:
        return ReadOnly(error.status) if _READ_ONLY in message else KeysRefused(error.status)
    if error.status and error.status < 500:
        return Rejected(f"The store says no: {message}", permanent=error.permanent, status=error.status)
    return error


def _without_words(error: ProviderError, host: str) -> ProviderError:
    """Read a failure that WooCommerce itself did not speak of: what stands before it answered."""
    if error.status in {401, 403}:
        return Barred(host, error.status)
    if error.status == 404:
        return NoApi(host, 404)
    return NotJson(host, 503) if error.status == 503 else error


def _address(location: str) -> str | None:
    """Return where a redirect of the API leads, without what follows the store's own address; None within one host."""
    try:
        target = urlsplit(location)
    except ValueError:
        return None
    if target.scheme not in {"http", "https"} or not target.hostname or target.username is not None:
        return None
    return f"{target.scheme}://{target.netloc}{target.path.partition('/wp-json')[0]}".rstrip("/")


def _told(body: str) -> tuple[str, str]:
    """Read WordPress's own error: its code and its words; empty for anything else."""
    try:
        found = json.loads(body)
    except ValueError:
        return "", ""
    if not isinstance(found, dict):
        return "", ""
    return str(found.get("code") or ""), str(found.get("message") or "")[:300]
