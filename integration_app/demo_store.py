"""The demo: a workspace with a shop, people and articles, and the little shop itself on its own address."""

import atexit
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from demo.app import create_app
from demo.config import DemoConfig
from demo.runtime import shop_of
from integration_app import stores, triggers
from integration_app.assistant.starters import add_starter_articles
from integration_app.config import Config
from integration_app.kit import db
from integration_app.orders.models import ShippingZone
from integration_app.stores import Settings, Store
from integration_app.stores.settings import WEEKDAYS, Actions, Assistant, Hours, Night, ReturnRules, Span, Widget

MARK = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='-8 -8 40 40' fill='none'%3E"
    "%3Cpath d='M5 12a7 7 0 0 1 14 0z' fill='%23fff'/%3E"
    "%3Cpath d='M12 12v6M8.5 19h7' stroke='%23fff' stroke-width='1.8' stroke-linecap='round'/%3E%3C/svg%3E"
)
"""The shop's mark in its widget: a lamp, white on the shop's colour."""

STORE = "lumen-goods"
"""Public id of the demo's store; everywhere else these are random."""

SHOP_DOMAIN = "lumen-goods.myshopify.com"
OWNER, AGENT, PASSWORD = "ada@lumen.example", "ben@lumen.example", "lumen-demo"


def seed(config: Config) -> None:
    """Make the demo's workspace, once."""
    with db.unit():
        if db.session().scalar(select(Store).where(Store.public_id == STORE)) is None:
            _workspace(config)


def demo_shop(config: Config) -> Any:
    """Return the shop as a WSGI application, with its mail box and its outbox running."""
    app = create_app(demo_config(config))
    shop_of(app).start()
    atexit.register(shop_of(app).stop)
    return app


def demo_config(config: Config) -> DemoConfig:
    """Return what the shop must know of us."""
    return DemoConfig(
        data_dir=config.data_dir,
        base_url=config.demo_url,
        parley_url=config.public_url,
        store_id=STORE,
        app_secret=config.shopify_client_secrets[0],
        api_token=config.demo_api_token,
        smtp_port=config.demo_mail_port,
        inbound_url=f"{config.public_url}/webhooks/mail",
        inbound_token=config.mail_inbound_token,
        shop_domain=SHOP_DOMAIN,
    )


def _workspace(config: Config) -> None:
    workspace = stores.create_workspace("Lumen Goods")
    stores.add_agent(workspace, email=OWNER, name="Ada Lindqvist", password=PASSWORD, role="owner")
    stores.add_agent(workspace, email=AGENT, name="Ben Okafor", password=PASSWORD, role="agent")
    store = stores.add_store(
        workspace,
        platform="demo",
        name="Lumen Goods",
        address=config.demo_url,
        shop_domain=SHOP_DOMAIN,
        secrets={"access_token": config.demo_api_token},
        locale="en",
        currency="EUR",
        timezone="Europe/Berlin",
        country="DE",
        chosen=_settings(),
    )
    store.public_id = STORE
    db.session().flush()
    _shipping(store)
    triggers.add_starters(store, confirmed=True)
    add_starter_articles(store, live=True)


def _settings() -> Settings:
    always = {day: (Span("00:00", "24:00"),) for day in WEEKDAYS}
    rules = ReturnRules(window_days=30, condition="unused", who_pays="store_if_faulty", refund_days=5)
    return Settings(
        actions=Actions(("cancel", "refund", "address", "invoice", "note"), agents_refund_up_to=Decimal(50)),
        widget=Widget(name="Lumen Goods", colour="#15514E", mark=MARK),
        hours=Hours(zone="Europe/Berlin", week=always),
        assistant=Assistant(return_rules=rules),
        night=Night(start=0, end=0),
    )


def _shipping(store: Store) -> None:
    for name, countries, price, free_from, days, duty in _ZONES:
        zone = ShippingZone(
            store_id=store.id,
            name=name,
            countries=countries,
            price=Decimal(price),
            free_from=Decimal(free_from) if free_from else None,
            currency="EUR",
            days_min=days[0],
            days_max=days[1],
            duty_paid_by=duty,
        )
        db.session().add(zone)


_ZONES: tuple[tuple[str, list[str], str, str | None, tuple[int, int], str], ...] = (
    ("Germany", ["DE"], "3.90", "60", (1, 2), "shop"),
    ("Europe", ["FR", "ES", "IT", "NL", "AT", "BE", "PT", "PL", "SE", "DK", "IE"], "5.90", "90", (4, 6), "shop"),
    ("United Kingdom", ["GB"], "7.90", "120", (4, 7), "shop"),
    ("Rest of the world", ["*"], "14.90", "200", (7, 14), "shopper"),
)
"""Prices are as the demo shop's checkout takes them."""
