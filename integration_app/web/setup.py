"""The installation's settings, where a view needs them."""

from flask import Flask, current_app

from integration_app.config import Config

_KEY = "parley"


def keep(app: Flask, config: Config) -> None:
    """Remember the settings with the app."""
    app.extensions[_KEY] = config


def config() -> Config:
    """Return the settings of the running app."""
    found: Config = current_app.extensions[_KEY]
    return found
