"""Who calls: OAuth 1.0a as WooCommerce checks it over http, Basic over https."""

import base64
import hmac
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlsplit

_WINDOW = 15 * 60
_NEEDED = ("oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method")


class Refused(Exception):
    """WooCommerce's answer to a call that it does not let in."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass
class Key:
    """A key pair of the REST API."""

    key: str = "ck_" + "1" * 40
    secret: str = "cs_" + "2" * 40
    permissions: str = "read_write"
    nonces: dict[str, float] = field(default_factory=dict)


def who(method: str, url: str, authorization: str, keys: dict[str, Key], *, tls: bool) -> Key:
    """Return the key that a call is made with. :raises Refused: as a real store does."""
    given = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    pairs = list(given.items())
    if "oauth_consumer_key" in given:
        return _by_signature(method, url, pairs, given, keys)
    if tls and authorization.startswith("Basic "):
        name, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
        return _known(keys, name, secret)
    raise Refused("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")


def _known(keys: dict[str, Key], name: str, secret: str | None = None) -> Key:
    key = keys.get(name)
    if key is None:
        raise Refused("woocommerce_rest_authentication_error", "Consumer key is invalid.")
    if secret is not None and not hmac.compare_digest(key.secret, secret):
        raise Refused("woocommerce_rest_authentication_error", "Consumer secret is invalid.")
    return key


def _by_signature(
    method: str, url: str, pairs: list[tuple[str, str]], given: dict[str, str], keys: dict[str, Key]
) -> Key:
    missing = [name for name in _NEEDED if name not in given]
    if missing:
        raise Refused("woocommerce_rest_authentication_error", f"Missing OAuth parameter {missing[0]}")
    key = _known(keys, given["oauth_consumer_key"])
    if given["oauth_signature_method"] not in {"HMAC-SHA1", "HMAC-SHA256"}:
        raise Refused("woocommerce_rest_authentication_error", "Invalid signature - signature method is invalid.")
    algorithm = "sha256" if given["oauth_signature_method"] == "HMAC-SHA256" else "sha1"
    expected = signature(method, url.partition("?")[0], pairs, key.secret, algorithm)
    if not hmac.compare_digest(expected, given["oauth_signature"]):
        raise Refused("woocommerce_rest_authentication_error", "Invalid signature - provided signature does not match.")
    _spend_nonce(key, given)
    return key


def signature(method: str, url: str, pairs: list[tuple[str, str]], secret: str, algorithm: str = "sha256") -> str:
    """Sign a call as WooCommerce's PHP does: parameters sorted, each encoded twice, every reserved sign with it."""
    ordered = sorted((name, value) for name, value in pairs if name != "oauth_signature")
    text = "%26".join(f"{_normal(name)}%3D{_normal(value)}" for name, value in ordered)
    base = f"{method.upper()}&{quote(url, safe='')}&{text}"
    return base64.b64encode(hmac.digest(f"{secret}&".encode(), base.encode(), algorithm)).decode()


def _normal(text: str) -> str:
    return quote(unquote(text), safe="~").replace("%", "%25")


def _spend_nonce(key: Key, given: dict[str, str]) -> None:
    now = time.time()
    if abs(now - int(given["oauth_timestamp"])) > _WINDOW:
        raise Refused("woocommerce_rest_authentication_error", "Invalid timestamp.")
    if given["oauth_nonce"] in key.nonces:
        raise Refused("woocommerce_rest_authentication_error", "Invalid nonce - nonce has already been used.")
    key.nonces[given["oauth_nonce"]] = now
    if len(key.nonces) > 5000:
        key.nonces = {nonce: at for nonce, at in key.nonces.items() if now - at < _WINDOW}
