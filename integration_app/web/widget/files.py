"""The built files of the widget: the loader under its fixed name, the rest named by content."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, send_from_directory
from werkzeug.wrappers import Response as BaseResponse

from integration_app.kit.errors import NotFound
from integration_app.web.widget.entry import anyone

DIST = Path(__file__).parents[3] / "storefront_widget" / "dist"
YEAR = 365 * 24 * 3600
LOADER_SECONDS = 600
"""How long a browser may keep the loader before it asks again."""


def register(app: Flask) -> None:
    """Serve the loader and the files it names."""
    app.add_url_rule("/widget.js", "widget_loader", loader)
    app.add_url_rule("/widget/assets/<path:name>", "widget_file", asset)


@anyone
def loader() -> BaseResponse:
    """Answer the loader."""
    _built()
    answer = send_from_directory(DIST, "widget.js", max_age=LOADER_SECONDS)
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@anyone
def asset(name: str) -> BaseResponse:
    """Answer a file that is named by its content, for ever."""
    answer = send_from_directory(DIST / "assets", name, max_age=YEAR)
    answer.cache_control.immutable = True
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def manifest() -> dict[str, Any]:
    """Return which built files belong together."""
    _built()
    path = DIST / "manifest.json"
    return _read(path, path.stat().st_mtime_ns)


def texts(locale: str) -> dict[str, str]:
    """Return what the loader itself says in a language; it carries no catalogue. Nothing before the widget is built."""
    if not (DIST / "manifest.json").is_file():
        return {}
    return dict(manifest().get("texts", {}).get(locale.split("-", maxsplit=1)[0], {}))


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _built() -> None:
    if not (DIST / "manifest.json").is_file():
        raise NotBuilt


class NotBuilt(NotFound):
    """The widget is not built yet. Run: make build."""

    code, status = "not_built", 503
