"""The checkout and the page that says thank you."""

from datetime import UTC, datetime
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from demo import discounts, payloads, visit
from demo.cart import sums
from demo.countries import COUNTRIES
from demo.models import Checkout, Order
from demo.purchase import Buyer, OutOfStock, place_order

NEEDED = ("email", "first_name", "last_name", "address1", "city", "zip")
ADDRESS = ("first_name", "last_name", "address1", "city", "zip")

blueprint = Blueprint("checkout", __name__)


@blueprint.get("/checkout")
@visit.writes
def show() -> ResponseReturnValue:
    """Show the checkout, and let the app know that there is one."""
    cart = visit.cart()
    if cart is None or not cart.lines:
        return redirect("/cart")
    checkout = _checkout()
    customer = visit.customer()
    given = {"email": customer.email, "phone": customer.phone, **customer.address} if customer else {}
    return _page(checkout, given)


@blueprint.post("/checkout")
def place() -> ResponseReturnValue:
    """Place the order."""
    cart = visit.cart()
    if cart is None or not cart.lines:
        return redirect("/cart")
    checkout = _checkout()
    missing = [name for name in NEEDED if not request.form.get(name, "").strip()]
    if missing:
        what = ", ".join(visit.say(name) for name in missing)
        flash(visit.say("checkout.missing", what=what))
        return _page(checkout, dict(request.form))
    checkout.email = request.form["email"].strip()
    return _placed(checkout)


@blueprint.get("/orders/<token>")
def order(token: str) -> str:
    """Show one order to whoever has its secret address, as Shopify's status page does."""
    found = visit.rows().scalar(select(Order).where(Order.token == token))
    if found is None:
        abort(404)
    fresh = session.pop("thanks", None) == token
    return render_template("order.html", page="order", order=found, fresh=fresh)


def _checkout() -> Checkout:
    """Return the open checkout of the visitor's cart, made and announced when it is new."""
    cart = visit.cart()
    assert cart is not None
    tell = visit.announcer()
    open_ones = select(Checkout).where(Checkout.cart_token == cart.token, Checkout.completed_at.is_(None))
    found = visit.rows().scalar(open_ones)
    if found is not None:
        return found
    made = Checkout(
        token=uuid4().hex,
        id=uuid4().int >> 66,  # 62 bits
        cart=cart,
        created_at=tell.now,
        updated_at=tell.now,
    )
    visit.rows().add(made)
    _tell("checkouts/create", made)
    return made


def _placed(checkout: Checkout) -> ResponseReturnValue:
    try:
        with visit.rows().begin_nested():
            order = place_order(checkout, _buyer(), visit.announcer())
    except discounts.Unusable as problem:
        checkout.cart.discount_code = None
        flash(visit.say(f"code.{problem.reason}", code=problem.code))
        return redirect("/cart")
    except OutOfStock as problem:
        variant = problem.line.variant
        flash(visit.say("stock.short", count=variant.stock, what=variant.product.title))
        return redirect("/cart")
    _tell("checkouts/update", checkout)
    session.pop("cart", None)
    session["thanks"] = order.token
    return redirect(f"/orders/{order.token}")


def _buyer() -> Buyer:
    form = {name: value.strip() for name, value in request.form.items()}
    country = COUNTRIES.get(form.get("country", ""), visit.country())
    address = {name: form[name] for name in ADDRESS} | {"country": country.code}
    return Buyer(
        email=form["email"],
        phone=form.get("phone") or None,
        address=address,
        country=country,
        locale=visit.language(),
        customer=visit.customer(),
        pays_now=form.get("pay") != "later",
    )


def _tell(topic: str, checkout: Checkout) -> None:
    checkout.updated_at = datetime.now(UTC)
    visit.rows().flush()
    shape = payloads.checkout(checkout, visit.currency(), visit.language(), visit.customer())
    visit.announcer().send(topic, shape)


def _page(checkout: Checkout, given: dict[str, str]) -> str:
    cart = checkout.cart
    return render_template("checkout.html", page="checkout", cart=cart, sums=sums(cart), given=given)
