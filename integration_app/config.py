"""The settings of an installation, from the environment. Each is described in docs/configuration.md."""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


class BadSetting(RuntimeError):
    """A setting cannot be used: what, why, what to do."""


@dataclass(frozen=True)
class Config:
    """One installation. Made once at start-up by :func:`from_environment`."""

    public_url: str = "http://localhost:8000"
    """Address of Parley as browsers and stores reach it, without a slash at the end."""
    socket_origin: str = ""
    """Address of the sockets where they are served apart; empty: public_url."""
    data_dir: Path = Path("data")
    database_url: str = ""
    redis_url: str = ""
    master_keys: tuple[bytes, ...] = field(default=(), repr=False)
    """The first seals; further ones may still open during a rotation."""
    demo: bool = False
    demo_url: str = "http://127.0.0.1:8000"
    demo_api_token: str = field(default="", repr=False)
    shopify_client_id: str = ""
    shopify_client_secrets: tuple[str, ...] = field(default=(), repr=False)
    """The first is current; a second stays valid during a rotation."""
    shopify_admin_url: str = "https://{shop}"
    """Where Shopify's Admin answers; {shop} stands for the myshopify domain."""
    shopify_app_bridge_url: str = "https://cdn.shopify.com/shopifycloud/app-bridge.js"
    """The script that every page in Shopify's frame loads first; Shopify wants it from there."""
    demo_mail_port: int = 8025
    smtp_url: str = field(default="", repr=False)
    """smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty: mail is written to the log."""
    mail_from: str = "Parley <parley@localhost>"
    mail_reply_to: str = ""
    """Address that comes back to us; the token goes after a plus: reply@shop.example."""
    mail_inbound_token: str = field(default="", repr=False)
    imap_url: str = field(default="", repr=False)
    private_addresses: tuple[str, ...] = ()
    """Hosts that merchants may enter although they lead into a private network; "*" for all."""
    trusted_proxies: int = 0
    """How many proxies in front of us set X-Forwarded-For."""
    metrics_token: str = field(default="", repr=False)
    log_level: str = "INFO"
    pool_size: int = 10

    @property
    def is_embedded(self) -> bool:
        """Say whether everything runs in one process: no Redis."""
        return not self.redis_url

    @property
    def secure(self) -> bool:
        """Say whether browsers reach us over TLS, so that cookies may be marked so."""
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        """Return the host (and port) of the public address."""
        return host_of(self.public_url)


def host_of(url: str) -> str:
    """Return the host (and port) of an address, as a browser names it."""
    return urlsplit(url).netloc


def from_environment(environment: Mapping[str, str] | None = None) -> Config:
    """Read the settings. :raises BadSetting: for one that cannot be used."""
    env = os.environ if environment is None else environment
    demo = _flag(env, "PARLEY_DEMO")
    data_dir = Path(env.get("PARLEY_DATA_DIR", "data")).resolve()
    port = env.get("PORT", "8000")
    return Config(
        public_url=env.get("PARLEY_URL", f"http://localhost:{port}").rstrip("/"),
        socket_origin=env.get("SOCKET_ORIGIN", "").rstrip("/"),
        data_dir=data_dir,
        database_url=_database_url(env.get("DATABASE_URL", ""), data_dir),
        redis_url=env.get("REDIS_URL", ""),
        master_keys=_master_keys(env, data_dir),
        demo=demo,
        demo_url=env.get("PARLEY_DEMO_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        demo_api_token=env.get("DEMO_API_TOKEN", "demo-store-token" if demo else ""),
        shopify_client_id=env.get("SHOPIFY_CLIENT_ID", ""),
        shopify_client_secrets=_words(env.get("SHOPIFY_CLIENT_SECRET", "demo-app-secret" if demo else "")),
        shopify_admin_url=env.get("SHOPIFY_ADMIN_URL") or Config.shopify_admin_url,
        shopify_app_bridge_url=env.get("SHOPIFY_APP_BRIDGE_URL") or Config.shopify_app_bridge_url,
        demo_mail_port=_number(env, "PARLEY_DEMO_MAIL_PORT", 8025),
        smtp_url=env.get("SMTP_URL", f"smtp://127.0.0.1:{env.get('PARLEY_DEMO_MAIL_PORT', '8025')}" if demo else ""),
        mail_from=env.get("MAIL_FROM", "Parley <parley@localhost>"),
        mail_reply_to=env.get("MAIL_REPLY_TO", "reply@localhost" if demo else ""),
        mail_inbound_token=env.get("MAIL_INBOUND_TOKEN", "demo-mail-token" if demo else ""),
        imap_url=env.get("IMAP_URL", ""),
        private_addresses=_private_addresses(env, demo=demo),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0),
        metrics_token=env.get("METRICS_TOKEN", ""),
        log_level=env.get("LOG_LEVEL", "WARNING" if demo else "INFO").upper(),
        pool_size=_number(env, "DATABASE_POOL", 10),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.replace(",", " ").split() if word)


def _flag(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").lower() in {"1", "true", "yes", "on"}


def _private_addresses(env: Mapping[str, str], *, demo: bool) -> tuple[str, ...]:
    """Read who may lead into a private network: none, all, or hosts by name. The demo plays on this machine."""
    given = env.get("ALLOW_PRIVATE_ADDRESSES", "")
    if given.lower() in {"1", "true", "yes", "on"}:
        return ("*",)
    if given.lower() in {"0", "false", "no", "off"}:
        return ()
    return _words(given) or (("localhost", "127.0.0.1") if demo else ())


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "")
    if text and not text.isdigit():
        raise BadSetting(f"{name} is “{text}”, which is no whole number. Set it to one, or leave it out.")
    return int(text) if text else default


def _database_url(url: str, data_dir: Path) -> str:
    if not url:
        return f"sqlite:///{data_dir / 'parley.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _master_keys(env: Mapping[str, str], data_dir: Path) -> tuple[bytes, ...]:
    given = _words(env.get("PARLEY_MASTER_KEY", ""))
    if given:
        return tuple(_key(text) for text in given)
    path = data_dir / "master.key"
    if not path.exists():
        _write_new_key(path)
    return tuple(_key(line) for line in path.read_text().split())


def _write_new_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = base64.b64encode(secrets.token_bytes(32)).decode()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise BadSetting("PARLEY_MASTER_KEY is not base64. Use the output of: openssl rand -base64 32") from error
    if len(key) != 32:
        raise BadSetting(f"PARLEY_MASTER_KEY has {len(key)} bytes, not 32. Use the output of: openssl rand -base64 32")
    return key
