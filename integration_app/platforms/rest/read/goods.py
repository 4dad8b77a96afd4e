"""Products as a site tells them."""

from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import ProductSnapshot, VariantSnapshot
from integration_app.platforms.rest import shapes
from integration_app.platforms.rest.read.shape import amount, as_shape


def product(payload: Payload) -> ProductSnapshot:
    """Read a product with its id. :raises Unreadable: for another shape."""
    told = as_shape(shapes.ProductWithId, payload)
    return ProductSnapshot(
        external_id=told.id,
        title=told.title,
        description=fields.plain(told.description),
        url=told.url,
        picture=told.picture,
        vendor=told.vendor,
        kind=told.kind,
        tags=told.tags,
        variants=tuple(_variant(one) for one in told.variants),
        published=told.published,
        updated_at=told.updated_at,
        material=told.material,
        attributes=dict(told.attributes),
    )


def _variant(told: shapes.Variant) -> VariantSnapshot:
    return VariantSnapshot(
        external_id=told.id,
        title=told.title,
        price=Decimal(told.price),
        sku=told.sku,
        stock=told.stock,
        available=told.available,
        options=dict(told.options),
        compare_at_price=amount(told.compare_at_price),
    )
