"""Products and the shop itself in Shopify's shape."""

from demo.config import DemoConfig
from demo.countries import HOME, LANGUAGES
from demo.models import Product, Variant
from demo.money import RATES
from demo.payloads.figures import SHOP_CURRENCY, SHOP_ZONE, Payload, gid, moment, price
from demo.payloads.parcels import SHOP_ID


def product(row: Product, base_url: str) -> Payload:
    """Shape a product with its variants, as in products/update."""
    images = [_image(variant, place, base_url) for place, variant in enumerate(_pictured(row), 1)]
    return {
        "id": row.id,
        "admin_graphql_api_id": gid("Product", row.id),
        "title": row.title,
        "handle": row.handle,
        "body_html": f"<p>{row.lede}</p><p>Material: {row.material}</p>",
        "product_type": row.category.capitalize(),
        "vendor": "Lumen Goods",
        "status": "active",
        "published_scope": "web",
        "tags": ", ".join([row.category, *row.material.lower().rstrip(".").split(", ")]),
        "template_suffix": None,
        "created_at": moment(row.created_at),
        "published_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "variants": [_variant(variant, row) for variant in row.variants],
        "options": [_option(row, name, place) for place, name in enumerate(row.options, 1)],
        "images": images,
        "image": images[0],
        "media": [],
        "variant_gids": [
            {"admin_graphql_api_id": gid("ProductVariant", v.id), "updated_at": moment(row.updated_at)}
            for v in row.variants
        ],
        "has_variants_that_requires_components": False,
        "category": None,
    }


def shop(config: DemoConfig) -> Payload:
    """Shape the shop itself, as in shop/update."""
    return {
        "id": SHOP_ID,
        "name": "Lumen Goods",
        "email": "hello@lumen-goods.example",
        "customer_email": "hello@lumen-goods.example",
        "domain": config.base_url.split("://", 1)[1],
        "myshopify_domain": config.shop_domain,
        "url": config.base_url,
        "primary_locale": "en",
        "locales": list(LANGUAGES),
        "country": "FR",
        "country_code": "FR",
        "country_name": HOME.name("en"),
        "city": "Lyon",
        "currency": SHOP_CURRENCY,
        "enabled_presentment_currencies": list(RATES),
        "iana_timezone": SHOP_ZONE,
        "timezone": f"(GMT+01:00) {SHOP_ZONE}",
        "money_format": "€{{amount}}",
        "taxes_included": True,
        "weight_unit": "kg",
        "plan_name": "demo",
        "plan_display_name": "Demo",
        "has_storefront": True,
        "setup_required": False,
    }


def _variant(row: Variant, parent: Product) -> Payload:
    choices = _choices(row)
    return {
        "id": row.id,
        "admin_graphql_api_id": gid("ProductVariant", row.id),
        "product_id": row.product_id,
        "title": row.title,
        "option1": choices[0],
        "option2": choices[1],
        "option3": None,
        "sku": row.sku,
        "barcode": None,
        "price": price(row.price),
        "compare_at_price": None,
        "position": row.position,
        "taxable": True,
        "inventory_policy": "deny",
        "inventory_item_id": row.id + 5,
        "inventory_quantity": row.stock,
        "old_inventory_quantity": row.stock,
        "image_id": None,
        "created_at": moment(parent.created_at),
        "updated_at": moment(parent.updated_at),
    }


def _choices(row: Variant) -> tuple[str | None, str | None]:
    named = [part for part in (row.finish, row.size) if part] or ["Default Title"]
    return named[0], named[1] if len(named) > 1 else None


def _option(row: Product, name: str, place: int) -> Payload:
    values = dict.fromkeys(_choices(variant)[place - 1] for variant in row.variants)
    return {
        "id": row.id + place,
        "product_id": row.id,
        "name": name,
        "position": place,
        "values": list(values),
    }


def _pictured(row: Product) -> list[Variant]:
    return list({variant.colour: variant for variant in reversed(row.variants)}.values())[::-1]


def _image(row: Variant, place: int, base_url: str) -> Payload:
    return {
        "id": row.id + 3,
        "product_id": row.product_id,
        "position": place,
        "alt": f"{row.product.title}, {row.finish}" if row.finish else row.product.title,
        "width": 800,
        "height": 800,
        "src": f"{base_url}{row.picture}",
        "variant_ids": [v.id for v in row.product.variants if v.colour == row.colour],
    }
