"""The demo shop as a Flask app."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from flask import Flask, Response, render_template

from demo import (
    account,
    cart,
    checkout,
    chrome,
    code_api,
    mailbox,
    order_api,
    pages,
    panel,
    pictures,
    proxy,
    store_api,
    visit,
)
from demo.config import DemoConfig
from demo.database import Database
from demo.mail_sink import MailSink
from demo.outbox import Outbox
from demo.runtime import Shop
from demo.seed import fill


def create_app(config: DemoConfig) -> Flask:
    """Make the shop's app, and seed its file when it is empty.

    Threads begin only with `shop_of(app).start()`, and end with its `stop()`.
    """
    database = Database(config.database_path)
    fill(database, config, datetime.now(UTC))
    app = Flask(__name__)
    app.extensions["demo"] = Shop(config, database, Outbox(database), MailSink(database, config.smtp_port))
    key = hmac.new(config.app_secret.encode(), b"demo shop session", sha256).digest()
    app.config.update(SECRET_KEY=key, SESSION_COOKIE_NAME="lumen", SESSION_COOKIE_SAMESITE="Lax")
    for module in (pages, cart, checkout, account, panel, mailbox, pictures, proxy, store_api, order_api, code_api):
        app.register_blueprint(module.blueprint)
    visit.attach(app)
    chrome.attach(app)
    app.after_request(_secure(config))
    app.register_error_handler(404, lambda _error: (render_template("missing.html"), 404))
    return app


def content_policy(config: DemoConfig) -> str:
    """Return the shop's strict content security policy: itself, and Parley where a widget must."""
    parley = config.parley_url
    socket = parley.replace("http", "ws", 1)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {parley}",
            f"frame-src {parley}",
            f"connect-src 'self' {parley} {socket}",
            f"img-src 'self' data: {parley}",
            "style-src 'self'",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def _secure(config: DemoConfig) -> Callable[[Response], Response]:
    policy = content_policy(config)

    def add(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = policy
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        return answer

    return add
