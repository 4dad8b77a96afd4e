"""Products in WooCommerce's words. A variation comes as a product of its own with a ``parent_id``."""

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import ProductSnapshot, VariantSnapshot

WITH_VARIATIONS = frozenset({"variable", "variable-subscription"})
_PARENTS = WITH_VARIATIONS | {"grouped"}
"""Types that are not sold themselves; their parts come on their own."""


def product(payload: Payload) -> ProductSnapshot:
    """Read a product, as in product.updated and the REST API. :raises Unreadable: for another shape."""
    external_id, parent_id = fields.needed_id(payload), fields.exact_id(payload, "parent_id", "")
    title = fields.needed(payload, "name")
    pictures = fields.parts(payload, "images")
    attributes = _attributes(payload)
    return ProductSnapshot(
        external_id=external_id,
        title=title,
        description=_description(payload),
        handle=fields.text(payload, "slug"),
        url=fields.text(payload, "permalink", limit=2000),
        picture=fields.text(pictures[0], "src", limit=2000) if pictures else None,
        kind=_first_name(payload, "categories"),
        vendor=_first_name(payload, "brands"),
        tags=fields.strings([one.get("name") for one in fields.parts(payload, "tags")], 120),
        variants=None
        if fields.text(payload, "type") in _PARENTS
        else (_variant(payload, external_id, bool(parent_id)),),
        published=payload.get("status") == "publish" and payload.get("catalog_visibility") != "hidden",
        updated_at=fields.moment(payload, "date_modified_gmt"),
        material=next((value[:255] for name, value in attributes.items() if name.casefold() == "material"), None),
        attributes=attributes,
        parent_id=parent_id if payload.get("type") == "variation" else None,
    )


def variation(payload: Payload) -> VariantSnapshot:
    """Read one variation as its product's list tells it. :raises Unreadable: for another shape."""
    return _variant(payload, fields.needed_id(payload), True)


def _variant(payload: Payload, external_id: str, is_variation: bool) -> VariantSnapshot:
    options = fields.named(fields.parts(payload, "attributes"), "name", "option")
    regular, price = fields.amount(payload, "regular_price"), fields.amount(payload, "price")
    return VariantSnapshot(
        external_id=external_id,
        title=" / ".join(options.values())[:255] if is_variation else "",
        price=price,
        sku=fields.text(payload, "sku", limit=120),
        stock=fields.whole(payload, "stock_quantity") if payload.get("manage_stock") else None,
        available=fields.text(payload, "stock_status") in {"instock", "onbackorder"},
        options=options,
        compare_at_price=regular if regular and price and regular > price else None,
    )


def _description(payload: Payload) -> str:
    return fields.plain(payload.get("description")) or fields.plain(payload.get("short_description"))


def _attributes(payload: Payload) -> dict[str, str]:
    found = {}
    for one in fields.parts(payload, "attributes"):
        name = fields.text(one, "name", limit=120)
        values = ", ".join(fields.strings(one.get("options"), 120)) or fields.text(one, "option")
        if name and values:
            found[name] = values[:500]
    return found


def _first_name(payload: Payload, key: str) -> str | None:
    named = fields.parts(payload, key)
    return fields.text(named[0], "name") if named else None
