"""What the storefront asks for: the loader, the settings, the chat's frame, and the talk without a socket."""

from flask import Flask

from integration_app.web.widget import files, firings, frame, proxy, reopen, settings, talk


def register(app: Flask) -> None:
    """Add the widget's routes."""
    for part in (files, settings, frame, talk, firings, reopen, proxy):
        part.register(app)
