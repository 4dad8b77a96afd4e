"""The shop's windows: home, collections, products, search, delivery."""

from flask import Blueprint, abort, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select

from demo import visit, wording
from demo.countries import COUNTRIES, LANGUAGES
from demo.models import Product, Variant

CATEGORIES = ("lamps", "travel", "table", "textiles", "gifts")
FAVOURITES = (
    "halo-table-lamp", "weekend-bag", "moon-teapot", "wool-throw",
    "camp-lantern", "stoneware-mug", "cabin-pouch-set", "day-journal",
)  # fmt: skip
GOES_WITH = {"halo-table-lamp": ("halo-mini", "camp-lantern")}
LOW_STOCK = 5

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    """Show the shop's front."""
    found = {product.handle: product for product in visit.rows().scalars(select(Product))}
    favourites = [found[handle] for handle in FAVOURITES]
    return render_template("home.html", page="home", favourites=favourites, hero=favourites[0])


@blueprint.get("/collections/<name>")
def collection(name: str) -> str:
    """Show one category."""
    if name not in CATEGORIES:
        abort(404)
    products = list(visit.rows().scalars(select(Product).where(Product.category == name)))
    heading, lede = visit.say(name), visit.say(f"lede.{name}")
    return render_template("collection.html", page="collection", heading=heading, lede=lede, products=products)


@blueprint.get("/search")
def search() -> str:
    """Show what has the words of `q` in its title, material or category."""
    words = request.args.get("q", "").strip()
    like = f"%{words}%"
    fits = or_(Product.title.ilike(like), Product.material.ilike(like), Product.category.ilike(like))
    products = list(visit.rows().scalars(select(Product).where(fits))) if words else []
    heading = visit.say("search.results", what=words) if words else visit.say("search")
    lede = visit.say("search.none") if words and not products else ""
    return render_template("collection.html", page="search", heading=heading, lede=lede, products=products, words=words)


@blueprint.get("/products/<handle>")
def product(handle: str) -> str:
    """Show one product, with the variant that `variant` names."""
    found = visit.rows().scalar(select(Product).where(Product.handle == handle))
    if found is None:
        abort(404)
    variant = _chosen(found)
    return render_template(
        "product.html",
        page="product",
        product=found,
        variant=variant,
        lede=wording.say_or(visit.language(), f"lede.{handle}", found.lede),
        finishes=_siblings(found, variant),
        sizes=[v for v in found.variants if v.colour == variant.colour and v.size],
        view=_view(),
        also=_goes_with(found),
        low_stock=LOW_STOCK,
    )


@blueprint.get("/pages/delivery")
def delivery() -> str:
    """Show days and price for each country."""
    return render_template("delivery.html", page="page")


@blueprint.post("/preferences")
def preferences() -> ResponseReturnValue:
    """Keep the visitor's country and language."""
    if request.form.get("country") in COUNTRIES:
        session["country"] = request.form["country"]
    if request.form.get("language") in LANGUAGES:
        session["language"] = request.form["language"]
    return redirect(visit.own_path(request.form.get("next")))


@blueprint.post("/cookies")
def cookies() -> ResponseReturnValue:
    """Remember that the notice was read."""
    session["cookies"] = "fine"
    return redirect(visit.own_path(request.form.get("next")))


@blueprint.before_app_request
def _language_from_address() -> None:
    """Let `?lang=ar&country=SA` choose, so that a link can lead to a page in a language."""
    if request.args.get("lang") in LANGUAGES:
        session["language"] = request.args["lang"]
    if request.args.get("country") in COUNTRIES:
        session["country"] = request.args["country"]


def _chosen(found: Product) -> Variant:
    wanted = request.args.get("variant", "")
    return next((v for v in found.variants if str(v.id) == wanted), found.first)


def _siblings(found: Product, variant: Variant) -> list[Variant]:
    """Return one variant per finish, in the chosen size."""
    return [v for v in found.variants if v.size == variant.size and v.finish]


def _view() -> str:
    wanted = request.args.get("view", "room")
    return wanted if wanted in ("room", "alone", "parcel") else "room"


def _goes_with(found: Product) -> list[Variant]:
    handles = GOES_WITH.get(found.handle)
    if handles is None:
        others = select(Product).where(Product.category == found.category, Product.id != found.id)
        return [other.first for other in visit.rows().scalars(others.limit(2))]
    named = visit.rows().scalars(select(Product).where(Product.handle.in_(handles)))
    return sorted((other.first for other in named), key=lambda v: handles.index(v.product.handle))
