"""Products and carts in Shopify's words."""

from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import CartSnapshot, LineSnapshot, ProductSnapshot, VariantSnapshot
from integration_app.platforms.shopify.orders import cart_token

_ONLY = "Default Title"


def product(payload: Payload) -> ProductSnapshot:
    """Read a product with its variants, as in products/update. :raises Unreadable: for another shape."""
    names = [fields.text(one, "name", limit=120) for one in fields.parts(payload, "options")]
    options = {str(one.get("name")).casefold(): one.get("values") for one in fields.parts(payload, "options")}
    return ProductSnapshot(
        external_id=fields.needed_id(payload),
        title=fields.needed(payload, "title"),
        description=fields.plain(payload.get("body_html")),
        handle=fields.text(payload, "handle"),
        picture=fields.text(fields.part(payload, "image"), "src", limit=2000) or _first_picture(payload),
        vendor=fields.text(payload, "vendor"),
        kind=fields.text(payload, "product_type"),
        tags=_tags(payload),
        variants=_variants(payload, names),
        published=payload.get("status") == "active" and fields.moment(payload, "published_at") is not None,
        updated_at=fields.moment(payload, "updated_at"),
        material=", ".join(fields.strings(options.get("material")))[:255] or None,
    )


def cart(payload: Payload) -> CartSnapshot:
    """Read a cart, as in carts/update: no customer, no e-mail. :raises Unreadable: for another shape."""
    lines = [_cart_line(line) for line in fields.parts(payload, "line_items")]
    return CartSnapshot(
        token=cart_token(payload, "token") or fields.needed(payload, "id", limit=120),
        items=sum(line.quantity for line in lines),
        updated_at=fields.moment(payload, "updated_at"),
        total=sum((line.price * line.quantity - line.discount for line in lines), Decimal(0)),
        currency=_cart_currency(payload),
        lines=tuple(lines),
        attributes=fields.named(fields.parts(payload, "note_attributes")),
    )


def checkout(payload: Payload) -> CartSnapshot:
    """Read a checkout, as in checkouts/update: the same cart, further on. :raises Unreadable: for another shape."""
    lines = [_cart_line(line) for line in fields.parts(payload, "line_items")]
    token = fields.needed(payload, "token", limit=120)
    return CartSnapshot(
        token=cart_token(payload) or token,
        items=sum(line.quantity for line in lines),
        updated_at=fields.moment(payload, "updated_at"),
        total=fields.amount(payload, "total_price"),
        currency=fields.currency(payload, "currency"),
        lines=tuple(lines),
        email=fields.email(payload, "email"),
        phone=fields.phone(payload, "phone"),
        checkout_token=token,
        recovery_url=fields.text(payload, "abandoned_checkout_url", limit=2000),
        completed_at=fields.moment(payload, "completed_at"),
        locale=fields.text(payload, "customer_locale", limit=12),
        attributes=fields.named(fields.parts(payload, "note_attributes")),
    )


def _variants(payload: Payload, names: list[str | None]) -> tuple[VariantSnapshot, ...] | None:
    if not fields.told(payload, "variants"):
        return None
    return tuple(_variant(one, names) for one in fields.parts(payload, "variants"))


def _variant(payload: Payload, names: list[str | None]) -> VariantSnapshot:
    untracked = "inventory_management" in payload and payload["inventory_management"] is None
    stock = None if untracked else fields.whole(payload, "inventory_quantity")
    choices = [fields.text(payload, f"option{place}") for place in (1, 2, 3)]
    title = fields.text(payload, "title") or ""
    return VariantSnapshot(
        external_id=fields.needed_id(payload),
        title="" if title == _ONLY else title,
        price=fields.amount(payload, "price"),
        sku=fields.text(payload, "sku", limit=120),
        stock=stock,
        available=stock is None or stock > 0 or payload.get("inventory_policy") == "continue",
        options={
            name: choice for name, choice in zip(names, choices, strict=False) if name and choice and choice != _ONLY
        },
        compare_at_price=fields.amount(payload, "compare_at_price"),
    )


def _cart_line(payload: Payload) -> LineSnapshot:
    return LineSnapshot(
        external_id=fields.exact_id(payload) or fields.needed(payload, "key", "variant_id", limit=64),
        title=fields.needed(payload, "presentment_title", "title"),
        quantity=fields.whole(payload, "quantity") or 0,
        price=fields.amount(payload, "discounted_price", "price") or Decimal(0),
        variant_title=fields.text(payload, "presentment_variant_title", "variant_title"),
        sku=fields.text(payload, "sku", limit=120),
        product_id=fields.exact_id(payload, "product_id", ""),
        variant_id=fields.exact_id(payload, "variant_id", ""),
    )


def _cart_currency(payload: Payload) -> str | None:
    for line in fields.parts(payload, "line_items"):
        found = fields.currency(fields.part(fields.part(line, "price_set"), "shop_money"), "currency_code")
        if found:
            return found
    return None


def _first_picture(payload: Payload) -> str | None:
    pictures = fields.parts(payload, "images")
    return fields.text(pictures[0], "src", limit=2000) if pictures else None


def _tags(payload: Payload) -> tuple[str, ...]:
    found = payload.get("tags")
    return fields.strings(found.split(",") if isinstance(found, str) else found, 120)
