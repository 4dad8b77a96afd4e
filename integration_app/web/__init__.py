"""HTTP entries: the console's JSON API and pages, and what the storefront asks for."""

from flask import Flask

from integration_app.config import Config
from integration_app.web import console, entry, errors, health, security, setup, spa, trace, widget


def register(app: Flask, config: Config) -> None:
    """Add every route, the answers to failures and the headers."""
    setup.keep(app, config)
    trace.register(app)
    errors.register(app)
    security.register(app, config)
    assert console.MODULES
    entry.serve(app)
    health.register(app, config)
    spa.register(app)
    widget.register(app)
