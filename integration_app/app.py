"""The web application."""

import secrets

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import webhooks
from integration_app import sockets, web
from integration_app.config import Config


def create_app(config: Config, *, mode: str = "threading") -> Flask:
    """Return the application; the database is connected already. ``mode``: "threading" or "gevent"."""
    app = Flask("integration_app", static_folder=None)
    app.secret_key = secrets.token_bytes(32)  # Flask's own session serves one socket's lifetime only
    web.register(app, config)
    webhooks.register(app, config)
    sockets.register(app, config, mode=mode)
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
