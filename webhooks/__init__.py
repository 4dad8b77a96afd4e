"""Everything that arrives by webhook: verified, kept, answered; worked on after."""

from flask import Flask

from integration_app.config import Config
from webhooks import mail


def register(app: Flask, config: Config) -> None:
    """Add the routes."""
    app.register_blueprint(mail.blueprint(config))
