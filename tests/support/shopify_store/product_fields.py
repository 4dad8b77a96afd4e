"""Products and variants."""

from typing import Any

from tests.support.shopify_store.resolving import field, page


@field("Product", "descriptionHtml")
def _description(source: Any, _: Any) -> Any:
    return source.get("body_html") or ""


@field("Product", "tags")
def _tags(source: Any, _: Any) -> Any:
    told = source.get("tags") or ""
    return [one.strip() for one in told.split(",") if one.strip()] if isinstance(told, str) else told


@field("Product", "featuredMedia")
def _media(source: Any, _: Any) -> Any:
    picture = source.get("image") or next(iter(source.get("images") or []), None)
    if not picture:
        return None
    return {"__typename": "MediaImage", "preview": {"image": {"url": picture["src"]}}}


@field("Product", "variants")
def _variants(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    names = [one["name"] for one in source.get("options") or []]
    return page([variant | {"_names": names} for variant in source.get("variants") or []], first, after)


@field("ProductVariant", "selectedOptions")
def _selected(source: Any, _: Any) -> Any:
    chosen = [source.get(f"option{place}") for place in (1, 2, 3)]
    return [{"name": name, "value": value} for name, value in zip(source["_names"], chosen, strict=False) if value]


@field("ProductVariant", "inventoryItem")
def _inventory(source: Any, _: Any) -> Any:
    return {"id": source["id"], "tracked": source.get("inventory_management", "shopify") is not None}
