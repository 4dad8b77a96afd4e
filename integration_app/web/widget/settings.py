"""What anyone may know of a store's widget. Reading it writes nothing."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from flask import Flask, request

from integration_app import stores, triggers
from integration_app.kit import clock, languages
from integration_app.stores import Settings, Store, hours, opening_times
from integration_app.web.widget import files
from integration_app.web.widget.entry import shop_page


def register(app: Flask) -> None:
    """Add the route."""
    app.add_url_rule("/widget/<store>/settings", "widget_settings", settings, methods=["GET", "OPTIONS"])


@shop_page
def settings(store: str) -> dict[str, Any]:
    """Answer name, colours, texts, triggers and hours, in the language that fits best."""
    found = stores.on_page(store)
    chosen = stores.chosen(found)
    locale = best_locale(request.args.get("locale", ""), chosen, found)
    public = public_settings(found, chosen, locale, zone=request.args.get("zone", ""))
    version = hashlib.sha256(json.dumps(public, sort_keys=True, default=str).encode()).hexdigest()[:12]
    return {**public, "version": version}


def public_settings(store: Store, chosen: Settings, locale: str, *, zone: str) -> dict[str, Any]:
    """Gather what the widget shows before anybody has said a word."""
    palette = stores.palette(chosen.widget.colour)
    opening, now = opening_times.of(store), clock.now()
    return {
        "store": store.public_id,
        "name": chosen.widget.name or store.name,
        "colours": {"light": asdict(palette.light), "dark": asdict(palette.dark)},
        "side": chosen.widget.side,
        "locales": list(chosen.languages),
        "locale": locale,
        "dir": "rtl" if languages.from_the_right(locale) else "ltr",
        "texts": {**files.texts(locale), **chosen.widget.texts.get(locale, {})},
        "mark": chosen.widget.mark,
        "triggers": triggers.public_rules(store, locale),
        "night": {"from": chosen.night.start, "to": chosen.night.end},
        "online": hours.open_now(opening, now),
        "hours_text": opening_times.line(opening, locale=locale, zone=zone or store.timezone, at=now),
    }


def best_locale(wanted: str, chosen: Settings, store: Store) -> str:
    """Choose among the store's languages: what the page asks for, the browser's, the store's own."""
    for candidate in [wanted, *request.accept_languages.values()]:
        language = candidate.replace("_", "-").split("-")[0].lower()
        if language in chosen.languages:
            return language
    own = store.locale.split("-")[0]
    return own if own in chosen.languages else chosen.languages[0]
