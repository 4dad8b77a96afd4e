"""The page inside the chat's frame."""

from flask import Flask, Response, request
from markupsafe import escape

from integration_app import stores
from integration_app.kit import languages
from integration_app.stores import Store
from integration_app.web import setup
from integration_app.web.widget import files
from integration_app.web.widget.entry import anyone
from integration_app.web.widget.settings import best_locale

_PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}" data-store="{store}" data-socket="{socket}"{secret}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{name}</title>
<link rel="stylesheet" href="/widget/{css}">
<link rel="modulepreload" href="/widget/{js}">
</head>
<body><div id="chat"></div><script type="module" src="/widget/{js}"></script></body>
</html>
"""


def register(app: Flask) -> None:
    """Add the route."""
    app.add_url_rule("/widget/<store>/frame", "widget_frame", frame)


@anyone
def frame(store: str) -> Response:
    """Answer the chat's page; only the store's own domains may show it in a frame."""
    return chat_page(stores.on_page(store), ancestors=True)


def chat_page(store: Store, *, ancestors: bool, secret: str | None = None) -> Response:
    """Return the chat as a page: in the store's frame, or alone, where a link in a mail leads."""
    chosen = stores.chosen(store)
    locale = best_locale(request.args.get("locale", ""), chosen, store)
    built = files.manifest()["chat"]
    page = _PAGE.format(
        lang=escape(locale),
        dir="rtl" if languages.from_the_right(locale) else "ltr",
        store=escape(store.public_id),
        socket=escape(setup.config().socket_origin or setup.config().public_url),
        secret=f' data-secret="{escape(secret)}"' if secret else "",
        name=escape(chosen.widget.name or store.name),
        css=built["css"],
        js=built["js"],
    )
    answer = Response(page, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = policy(store, ancestors=ancestors)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store" if secret else "private, max-age=60"
    return answer


def policy(store: Store, *, ancestors: bool) -> str:
    """Return the frame's content security policy: everything from here, pictures from the store."""
    config = setup.config()
    sockets = (config.socket_origin or config.public_url).replace("http", "ws", 1)
    domains = " ".join(store.domains)
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob: https: {domains}",
            f"connect-src 'self' {config.socket_origin} {sockets}",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {domains if ancestors and domains else chr(39) + 'none' + chr(39)}",
        ]
    )
