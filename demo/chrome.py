"""What stands around every page: navigation, language, the widget's snippet, the panel."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Flask, abort, request, session
from markupsafe import Markup
from sqlalchemy import select

from demo import floor, money, states, visit, wording
from demo.countries import COUNTRIES, LANGUAGES, RIGHT_TO_LEFT, tracking_page
from demo.models import Order, Product, Variant
from demo.pages import CATEGORIES
from demo.runtime import this_shop

PANEL_ORDERS = 6


def attach(app: Flask) -> None:
    """Give every template what the frame of a page needs, and refuse forms from other sites."""
    app.context_processor(_surroundings)
    app.before_request(_own_forms_only)
    app.jinja_env.globals.update(
        say=visit.say,
        price=visit.price,
        paid=_paid,
        bdi=Markup("<bdi>{}</bdi>").format,
        day=_day,
        title_of=_title,
        finish_of=_finish,
        stage=states.stage,
        possible=floor.possible,
        tracking_page=tracking_page,
    )


def _surroundings() -> dict[str, Any]:
    config = this_shop().config
    language = visit.language()
    cart = visit.cart()
    return {
        "categories": CATEGORIES,
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "languages": LANGUAGES,
        "country": visit.country(),
        "countries": COUNTRIES.values(),
        "currency": visit.currency(),
        "customer": visit.customer(),
        "cart_count": cart.count if cart else 0,
        "cookies_fine": "cookies" in session,
        "parley": config.parley_url,
        "store_id": config.store_id,
        "here": request.full_path.rstrip("?"),
        "panel_orders": _recent_orders,
    }


def _recent_orders() -> list[Order]:
    newest = select(Order).order_by(Order.updated_at.desc()).limit(PANEL_ORDERS)
    return list(visit.rows().scalars(newest))


def _title(product: Product) -> str:
    return wording.say_or(visit.language(), f"product.{product.handle}", product.title)


def _finish(variant: Variant) -> str:
    return wording.say_or(visit.language(), f"finish.{variant.colour}", variant.finish.lower())


def _paid(minor: int, order: Order) -> str:
    return money.text(minor, order.currency, visit.language())


def _day(at: datetime) -> str:
    local = at.astimezone(ZoneInfo(visit.country().zone))
    return format_date(local, "d MMMM", locale=visit.language())


def _own_forms_only() -> None:
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin and origin != request.host_url.rstrip("/"):
        abort(403)
