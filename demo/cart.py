"""The cart: its page, its changes, and /cart.js as Shopify gives it."""

from datetime import UTC, datetime

from flask import Blueprint, flash, jsonify, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from demo import discounts, money, payloads, visit
from demo.models import Cart, CartLine, Discount, Variant

MOST = 20

blueprint = Blueprint("cart", __name__)


@blueprint.get("/cart")
def show() -> str:
    """Show the cart."""
    return render_template("cart.html", page="cart", cart=visit.cart(), sums=sums(visit.cart()))


@blueprint.get("/cart.js")
def as_json() -> ResponseReturnValue:
    """Give the cart to the page's scripts."""
    found = visit.cart()
    code = code_of(found)
    answer = jsonify(payloads.cart_js(found, visit.currency(), code.percent if code else 0))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/cart/update.js")
def update_attributes() -> ResponseReturnValue:
    """Keep attributes, which end as the order's note attributes, and a discount code."""
    given = request.get_json(silent=True) or {}
    found = visit.cart() or visit.new_cart()
    attributes = given.get("attributes") or {}
    found.attributes = found.attributes | {str(k): str(v) for k, v in attributes.items()}
    if given.get("discount"):
        found.discount_code = str(given["discount"])
    code = code_of(found)
    return jsonify(payloads.cart_js(found, visit.currency(), code.percent if code else 0))


@blueprint.post("/cart/add")
def add() -> ResponseReturnValue:
    """Put one more of a variant into the cart."""
    variant = visit.rows().get_one(Variant, int(request.form["variant"]))
    found = visit.cart()
    new = found is None or not found.lines
    found = found or visit.new_cart()
    line = next((line for line in found.lines if line.variant_id == variant.id), None)
    _set_quantity(found, variant, (line.quantity if line else 0) + 1)
    _tell(found, new=new)
    return redirect("/cart")


@blueprint.post("/cart/change")
def change() -> ResponseReturnValue:
    """Set how many of a variant lie in the cart; none takes it out."""
    found = visit.cart()
    if found is not None:
        variant = visit.rows().get_one(Variant, int(request.form["variant"]))
        _set_quantity(found, variant, request.form.get("quantity", 0, int))
        _tell(found, new=False)
    return redirect("/cart")


@blueprint.post("/cart/discount")
def discount() -> ResponseReturnValue:
    """Apply a code that was typed."""
    _apply(request.form.get("code", ""))
    return redirect("/cart")


@blueprint.get("/discount/<code>")
@visit.writes
def apply_link(code: str) -> ResponseReturnValue:
    """Apply a code from a link, and go where `redirect` says, as Shopify's discount links do."""
    _apply(code)
    return redirect(visit.own_path(request.args.get("redirect"), "/cart"))


def code_of(found: Cart | None) -> Discount | None:
    """Return the cart's code while it takes something off."""
    if found is None or not found.discount_code:
        return None
    try:
        return discounts.usable(visit.rows(), found.discount_code, datetime.now(UTC))
    except discounts.Unusable:
        return None


def sums(found: Cart | None) -> dict[str, str]:
    """Add a cart up in the visitor's currency, as texts: subtotal, discount, shipping and total."""
    currency, country, code = visit.currency(), visit.country(), code_of(found)
    lines = found.lines if found else []
    subtotal = sum(money.shown(line.variant.price, currency) * line.quantity for line in lines)
    off = money.percent_of(subtotal, code.percent) if code else 0
    worth = sum(line.variant.price * line.quantity for line in lines)
    shipping = money.shown(country.shipping_for(worth), currency)
    amounts = {"subtotal": subtotal, "shipping": shipping, "total": subtotal - off + shipping}
    texts = {name: money.text(value, currency, visit.language()) for name, value in amounts.items()}
    if code:
        texts["discount"] = money.text(-off, currency, visit.language())
        texts["code"] = visit.say("cart.discount", code=code.code, percent=code.percent)
    return texts


def _apply(code: str) -> None:
    try:
        usable = discounts.usable(visit.rows(), code, datetime.now(UTC))
    except discounts.Unusable as problem:
        flash(visit.say(f"code.{problem.reason}", code=problem.code))
        return
    found = visit.cart()
    if found is None:
        session["discount"] = usable.code
    else:
        found.discount_code = usable.code


def _set_quantity(found: Cart, variant: Variant, wanted: int) -> None:
    count = max(0, min(wanted, variant.stock, MOST))
    if wanted > variant.stock:
        flash(visit.say("stock.short", count=variant.stock, what=variant.product.title))
    line = next((line for line in found.lines if line.variant_id == variant.id), None)
    if line is None and count:
        found.lines.append(CartLine(variant=variant, variant_id=variant.id, quantity=count))
    elif line is not None and count:
        line.quantity = count
    elif line is not None:
        found.lines.remove(line)
    found.updated_at = datetime.now(UTC)


def _tell(found: Cart, *, new: bool) -> None:
    visit.rows().flush()
    visit.announcer().cart(found, visit.currency(), new=new)
