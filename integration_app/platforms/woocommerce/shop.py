"""The shop itself: read from WordPress's public index, WooCommerce's general settings and the front page's language."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import ShopSnapshot

_HTML_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang=[\"']([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2,8}))?[\"'-]", re.I)


def shop(index: Payload, settings: list[Payload], page: str, *, address: str) -> ShopSnapshot:
    """Read the shop. ``page`` is the front page's HTML, or empty."""
    chosen = values(settings)
    home = fields.text(index, "home", "url", limit=255) or address
    return ShopSnapshot(
        name=fields.plain(index.get("name"), 120)[:120] or urlsplit(address).netloc,
        domain=urlsplit(home).netloc or urlsplit(address).netloc,
        currency=fields.currency(chosen, "woocommerce_currency") or "EUR",
        locale=language(page),
        timezone=timezone(index),
        country=country(chosen),
        currencies=tuple(filter(None, [fields.currency(chosen, "woocommerce_currency")])),
    )


def values(settings: list[Payload]) -> dict[str, Any]:
    """Turn WooCommerce's list of settings into {id: value}."""
    return {str(one.get("id")): one.get("value") for one in settings}


def country(chosen: Mapping[str, Any]) -> str | None:
    """Read the shop's own country; WooCommerce writes "DE:DE-BE", with the region."""
    told = str(chosen.get("woocommerce_default_country") or "").partition(":")[0]
    return fields.country({"country": told}, "country")


def language(page: str) -> str:
    """Read which language a page says it is in; "en" where it says nothing."""
    found = _HTML_LANGUAGE.search(page[:20_000])
    if found is None:
        return "en"
    language, region = found.group(1).lower(), found.group(2)
    return f"{language}-{region.upper() if len(region) == 2 else region.title()}"[:12] if region else language


def timezone(index: Payload) -> str:
    """Read the shop's zone: a name, or a whole number of hours from UTC, for which the names count backwards."""
    named = fields.text(index, "timezone_string", limit=48)
    if named:
        return named
    hours = fields.whole(index, "gmt_offset")
    return f"Etc/GMT{-hours:+d}" if hours and -14 <= -hours <= 12 else "UTC"
