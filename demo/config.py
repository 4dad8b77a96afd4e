"""What the demo shop must be told."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class DemoConfig:
    """Settings of one demo shop.

    `app_secret` signs webhooks and app-proxy calls, as Shopify's client secret does.
    `store_id` is Parley's public id of this store, for the widget's snippet; no snippet without it.
    `inbound_url` is where a reply written in the mailbox is sent, with `inbound_token` as bearer token.
    """

    data_dir: Path
    base_url: str = "http://127.0.0.1:8000"
    parley_url: str = "http://localhost:8000"
    store_id: str = ""
    app_secret: str = "demo-app-secret"  # noqa: S105 development only
    api_token: str = "demo-api-token"  # noqa: S105 development only
    smtp_port: int = 1025
    inbound_url: str = ""
    inbound_token: str = ""
    shop_domain: str = "lumen-goods.myshopify.com"
    announce_seed: bool = True

    @property
    def webhook_url(self) -> str:
        """Return the one address that all webhooks go to."""
        return f"{self.parley_url}/webhooks/shopify"

    @property
    def database_path(self) -> Path:
        """Return the path of the shop's own SQLite file."""
        return self.data_dir / "demo.sqlite3"
