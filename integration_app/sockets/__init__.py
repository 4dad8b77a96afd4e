"""Live chat: shoppers on one namespace, agents on another, and the pushes that follow events."""

from flask import Flask

from integration_app.config import Config
from integration_app.sockets import agent, server, shopper, watch

__all__ = ["register", "watch"]


def register(app: Flask, config: Config, *, mode: str) -> None:
    """Serve the sockets beside the application's pages."""
    server.serve(app, config, mode=mode)
    shopper.register()
    agent.register()
