"""Products and the shop itself, as products/update and shop/update tell them."""

from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.shopify.admin.words import shapes


def product(node: Payload) -> Payload:
    """Return a product as products/update tells it."""
    options = fields.parts(node, "options")
    names = [one.get("name") for one in options]
    return {
        "admin_graphql_api_id": node.get("id"),
        "title": node.get("title"),
        "handle": node.get("handle"),
        "body_html": node.get("descriptionHtml"),
        "product_type": node.get("productType"),
        "vendor": node.get("vendor"),
        "tags": node.get("tags"),
        "status": shapes.lower(node, "status"),
        "published_at": node.get("publishedAt"),
        "updated_at": node.get("updatedAt"),
        "options": [{"name": one.get("name"), "values": one.get("values")} for one in options],
        "image": {"src": _picture(node)},
        "variants": [_variant(one, names) for one in shapes.nodes(node, "variants")],
    }


def shop(answer: Payload) -> Payload:
    """Return the shop as shop/update tells it."""
    node = fields.part(answer, "shop")
    main = [one for one in fields.parts(answer, "shopLocales") if one.get("primary")]
    return {
        "name": node.get("name"),
        "myshopify_domain": node.get("myshopifyDomain"),
        "domain": fields.part(node, "primaryDomain").get("host"),
        "currency": node.get("currencyCode"),
        "primary_locale": main[0].get("locale") if main else None,
        "iana_timezone": node.get("ianaTimezone"),
        "customer_email": node.get("contactEmail"),
        "country_code": fields.part(node, "shopAddress").get("countryCodeV2"),
        "enabled_presentment_currencies": node.get("enabledPresentmentCurrencies"),
    }


def _variant(node: Payload, names: list[Any]) -> Payload:
    chosen = {one.get("name"): one.get("value") for one in fields.parts(node, "selectedOptions")}
    tracked = fields.part(node, "inventoryItem").get("tracked") is not False
    choices = {f"option{place}": chosen.get(name) for place, name in enumerate(names[:3], 1)}
    return choices | {
        "id": node.get("legacyResourceId"),
        "title": node.get("title"),
        "price": node.get("price"),
        "compare_at_price": node.get("compareAtPrice"),
        "sku": node.get("sku"),
        "inventory_policy": shapes.lower(node, "inventoryPolicy"),
        "inventory_quantity": node.get("inventoryQuantity"),
        "inventory_management": "shopify" if tracked else None,
    }


def _picture(node: Payload) -> Any:
    shown = fields.part(fields.part(node, "featuredMedia"), "preview")
    return fields.part(shown, "image").get("url")
