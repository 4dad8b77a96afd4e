"""Signing in, and the customer's own orders."""

import hmac

from flask import Blueprint, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from demo import visit
from demo.countries import LANGUAGES
from demo.models import Customer, Order
from demo.seed.customers import PASSWORD

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the customer's orders."""
    customer = visit.customer()
    if customer is None:
        return redirect("/account/login")
    own = select(Order).where(Order.customer_id == customer.id).order_by(Order.number.desc())
    return render_template("account.html", page="account", orders=list(visit.rows().scalars(own)))


@blueprint.get("/login")
def login() -> str:
    """Show the sign-in form, with everybody's password."""
    people = list(visit.rows().scalars(select(Customer).order_by(Customer.id)))
    return render_template("login.html", page="login", people=people, password=PASSWORD)


@blueprint.post("/login")
def sign_in() -> ResponseReturnValue:
    """Sign a customer in, and show the shop as at home."""
    email = request.form.get("email", "").strip().lower()
    customer = visit.rows().scalar(select(Customer).where(Customer.email == email))
    password = request.form.get("password", "")
    if customer is None or not hmac.compare_digest(customer.password.encode(), password.encode()):
        flash(visit.say("account.wrong"))
        return redirect("/account/login")
    session["customer"] = str(customer.id)
    session["country"] = customer.country
    if customer.locale in LANGUAGES:
        session["language"] = customer.locale
    return redirect("/account")


@blueprint.post("/logout")
def sign_out() -> ResponseReturnValue:
    """Sign the customer out."""
    session.pop("customer", None)
    return redirect("/")
