"""Everything that arrives by webhook: verified, kept, answered; worked on after."""

from flask import Flask

from integration_app.config import Config
from integration_app.kit import inbox
from webhooks import check, mail, plugin, rest, routes, shopify, tracking, woocommerce, woocommerce_keys


def register(app: Flask, config: Config) -> None:
    """Add the routes."""
    app.register_blueprint(check.blueprint())
    app.register_blueprint(mail.blueprint(config))
    app.register_blueprint(routes.blueprint())
    app.register_blueprint(plugin.blueprint())
    app.register_blueprint(rest.blueprint())
    app.register_blueprint(tracking.blueprint())
    app.register_blueprint(woocommerce_keys.blueprint())


def register_handlers() -> None:
    """Say who works on what the stores sent."""
    inbox.register(inbox.CHECK, check.work)
    inbox.register(routes.SHOPIFY, shopify.work)
    inbox.register(routes.WOOCOMMERCE, woocommerce.work)
    inbox.register(plugin.SOURCE, plugin.work)
    inbox.register(rest.SOURCE, rest.work)
    inbox.register(tracking.SOURCE, tracking.work)
