"""For whoever watches: is it alive, can it work, how much waits."""

import hmac

from flask import Flask, Response, request
from sqlalchemy import text

from integration_app.config import Config
from integration_app.kit import db, ephemeral, log, schema
from integration_app.web import measures

ACCESS = {"healthz": "public", "readyz": "public", "metrics": "operator"}

_LOOPBACK = {"127.0.0.1", "::1"}


def register(app: Flask, config: Config) -> None:
    """Add the three routes."""
    counted = measures.register(app)
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)

    def metrics() -> Response:
        if not _may_look(config.metrics_token):
            return _plain("Send METRICS_TOKEN as bearer token.", 401)
        return Response(measures.page(counted), mimetype=measures.CONTENT_TYPE)

    app.add_url_rule("/metrics", "metrics", metrics)


def healthz() -> Response:
    """Say that the process answers. Touches nothing, so that a database that is away restarts nobody."""
    return _plain("alive", 200)


def readyz() -> Response:
    """Say whether requests can be served: the database answers in today's shape, and Redis where it is used."""
    for name, check in (("database", _database), ("schema", _schema), ("redis", _redis)):
        try:
            problem = check()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
            problem = f"does not answer ({type(error).__name__})"
        if problem:
            log.logger().warning("not_ready", part=name, problem=problem)
            return _plain(f"{name} {problem}", 503)
    return _plain("ready", 200)


def _database() -> str:
    with db.unit(read_only=True) as unit:
        unit.connection.execute(text("SELECT 1"))
    return ""


def _schema() -> str:
    """Compare the database's migration with the code's: a release step that was forgotten shows here."""
    with db.unit(read_only=True) as unit:
        stands = unit.connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return "" if stands == schema.newest() else f"is at {stands}; run: python -m integration_app.cli migrate"


def _redis() -> str:
    ephemeral.put("ready", "1", seconds=5)
    return ""


def _may_look(token: str) -> bool:
    """Let in who brings the token; without one, this machine only, and nobody that a proxy speaks for."""
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    return request.remote_addr in _LOOPBACK and "X-Forwarded-For" not in request.headers


def _plain(words: str, status: int) -> Response:
    return Response(f"{words}\n", status=status, mimetype="text/plain")
