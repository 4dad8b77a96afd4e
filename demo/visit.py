"""The visit at hand: its unit of work, and the visitor's country, language, cart and account."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask, Response, current_app, g, request, session
from sqlalchemy.orm import Session

from demo import money, wording
from demo.announce import Announcer
from demo.countries import COUNTRIES, HOME, LANGUAGES, Country
from demo.models import Cart, Customer
from demo.runtime import this_shop

View = TypeVar("View", bound=Callable[..., object])


def writes(view: View) -> View:
    """Mark a view that answers GET and still changes rows."""
    view.writes = True  # type: ignore[attr-defined]
    return view


def rows() -> Session:
    """Return the request's session; what it changes is kept when the answer is no error."""
    if "rows" not in g:
        g.rows = this_shop().database.open(write=_writing())
    opened: Session = g.rows
    return opened


def announcer() -> Announcer:
    """Return who tells Parley about this request's changes."""
    return Announcer(rows(), this_shop().config, datetime.now(UTC))


def country() -> Country:
    """Return the country that the visitor shops from."""
    return COUNTRIES.get(session.get("country", HOME.code), HOME)


def currency() -> str:
    """Return the currency that the visitor sees."""
    return country().currency


def language() -> str:
    """Return the language that the visitor reads: as chosen here, else as the browser asks for."""
    chosen = session.get("language")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES)) or "en"


def say(key: str, **words: object) -> str:
    """Return a text in the visitor's language."""
    return wording.say(language(), key, **words)


def price(cents: int) -> str:
    """Write euro cents in the visitor's currency and manner."""
    return money.text(money.shown(cents, currency()), currency(), language())


def customer() -> Customer | None:
    """Return who is signed in."""
    known = session.get("customer")
    return rows().get(Customer, int(known)) if known else None


def cart() -> Cart | None:
    """Return the visitor's cart, once something was put in."""
    token = session.get("cart")
    return rows().get(Cart, token) if token else None


def new_cart() -> Cart:
    """Give the visitor a cart, with any code that came before it."""
    now = datetime.now(UTC)
    code = session.pop("discount", None)
    made = Cart(token=uuid4().hex, discount_code=code, attributes={}, created_at=now, updated_at=now)
    rows().add(made)
    session["cart"] = made.token
    return made


def own_path(wanted: str | None, otherwise: str = "/") -> str:
    """Return a path of this shop to go to, never another site's."""
    parts = urlsplit(wanted or "")
    fits = wanted and wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if wanted and fits and not parts.netloc else otherwise


def attach(app: Flask) -> None:
    """Let an app's requests commit when they end well, and then ring the postman."""
    app.after_request(_keep)
    app.teardown_request(_let_go)


def _writing() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method not in ("GET", "HEAD") or getattr(view, "writes", False)


def _keep(answer: Response) -> Response:
    if "rows" in g and _writing() and answer.status_code < 400:
        g.rows.commit()
        this_shop().outbox.ring()
    return answer


def _let_go(_error: BaseException | None) -> None:
    opened = g.pop("rows", None)
    if opened is not None:
        opened.close()
