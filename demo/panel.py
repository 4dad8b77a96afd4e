"""The panel: playing the shop's own people. Every button moves rows and sends real webhooks."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from demo import floor, outbox, states, visit
from demo.floor.journeys import Step
from demo.models import Delivery, Order, Product, Variant

EVENT_STATUSES = (
    "confirmed", "in_transit", "out_for_delivery", "attempted_delivery",
    "ready_for_pickup", "delayed", "delivered", "failure",
)  # fmt: skip

blueprint = Blueprint("panel", __name__, url_prefix="/panel")


@blueprint.get("")
def show() -> str:
    """Show all orders, newest change first, and what was told to Parley last."""
    newest = visit.rows().scalars(select(Order).order_by(Order.updated_at.desc())).all()
    stage = request.args.get("stage")
    orders = [order for order in newest if not stage or states.stage(order) == stage]
    counts: dict[str, int] = {}
    for order in newest:
        counts[states.stage(order)] = counts.get(states.stage(order), 0) + 1
    return render_template("panel.html", page="panel", orders=orders, counts=counts, chosen=stage, sent=_last_sent())


@blueprint.get("/orders/<int:order_id>")
def order(order_id: int) -> str:
    """Show one order with everything that can be done to it."""
    found = visit.rows().get(Order, order_id) or abort(404)
    return render_template("panel_order.html", page="panel", order=found, statuses=EVENT_STATUSES, zone=ZoneInfo)


@blueprint.post("/orders/<int:order_id>/events")
def add_event(order_id: int) -> ResponseReturnValue:
    """Write down a tracking event of one's own wording."""
    found = visit.rows().get(Order, order_id) or abort(404)
    if not found.fulfilments or request.form.get("status") not in EVENT_STATUSES:
        abort(404)
    parcel = found.fulfilments[-1]
    country = floor.parcels.country_of(found)
    step = Step(
        key="own",
        status=request.form["status"],
        message=request.form.get("message", "").strip() or "Scanned",
        city=request.form.get("city", "").strip() or found.address["city"],
        country=country.code,
        zone=country.zone,
        hours=0,
    )
    floor.parcels.note(parcel, step, visit.announcer())
    return _back(found)


@blueprint.post("/orders/<int:order_id>/<name>")
def act(order_id: int, name: str) -> ResponseReturnValue:
    """Do one act to an order."""
    found = visit.rows().get(Order, order_id) or abort(404)
    try:
        floor.act(name, found, visit.announcer())
    except KeyError:
        abort(404)
    flash(f"{found.name}: {floor.ACTS[name].label.lower()}, done and told to Parley.")
    return _back(found)


@blueprint.get("/products")
def products() -> str:
    """Show the shelf."""
    found = list(visit.rows().scalars(select(Product)))
    return render_template("panel_products.html", page="panel", products=found)


@blueprint.post("/products/<int:variant_id>/stock")
def stock(variant_id: int) -> ResponseReturnValue:
    """Count a variant anew."""
    variant = visit.rows().get(Variant, variant_id) or abort(404)
    variant.stock = max(0, request.form.get("stock", 0, int))
    visit.announcer().product(variant.product)
    return redirect("/panel/products")


@blueprint.get("/outbox.json")
def waiting() -> ResponseReturnValue:
    """Say how many deliveries have not arrived yet; tests and screenshots wait for none."""
    return jsonify(waiting=outbox.waiting_count(visit.rows()))


def _back(found: Order) -> ResponseReturnValue:
    return redirect(visit.own_path(request.form.get("next"), f"/panel/orders/{found.id}"))


def _last_sent() -> list[Delivery]:
    newest = select(Delivery).order_by(Delivery.id.desc()).limit(14)
    return list(visit.rows().scalars(newest))
