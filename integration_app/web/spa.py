"""The console's front end: built files, and its start page for every other address below /console/."""

from pathlib import Path

from flask import Flask, Response, abort, redirect, send_from_directory
from werkzeug.wrappers import Response as BaseResponse

from integration_app.web import embedded

ACCESS = dict.fromkeys(["app_door", "console_door", "console", "console_file", "shopify_bounce"], "public")
"""Files hold no data; every datum comes through the API."""

DIST = Path(__file__).parents[2] / "console" / "dist"
YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Serve /console/."""
    app.add_url_rule("/", "app_door", app_door)
    app.add_url_rule("/console", "console_door", door)
    app.add_url_rule(embedded.BOUNCE, "shopify_bounce", embedded.bounce)
    app.add_url_rule("/console/", "console", console)
    app.add_url_rule("/console/<path:path>", "console_file", console)


def app_door() -> BaseResponse:
    """Answer the console where Shopify's admin opens the app; lead everybody else to it."""
    return console() if embedded.wanted() else door()


def door() -> BaseResponse:
    """Lead to the console's start page."""
    return redirect("/console/")


def console(path: str = "") -> BaseResponse:
    """Answer a built file, or the start page, where the front end's own addresses begin."""
    if path and _is_built(path):
        named_by_content = path.startswith("assets/")
        answer = send_from_directory(DIST, path, max_age=YEAR if named_by_content else 300)
        answer.cache_control.immutable = named_by_content
        return answer
    if path.startswith("assets/"):
        abort(404)
    if not (DIST / "index.html").is_file():
        return Response("The console is not built yet. Run: make build\n", status=503, mimetype="text/plain")
    if embedded.wanted():
        return embedded.page((DIST / "index.html").read_text("utf-8"))
    return send_from_directory(DIST, "index.html", max_age=0)


def _is_built(path: str) -> bool:
    try:
        return (DIST / path).is_file()
    except OSError:
        return False  # a name longer than any file's
