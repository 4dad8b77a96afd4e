"""Products as the store tells them: recorded in any order, found by what people call them."""

from integration_app.catalogue.operations import record_deleted, record_product, record_restored, want_reread
from integration_app.catalogue.queries import (
    Name,
    ProductView,
    VariantView,
    alternatives,
    by_handle,
    by_ids,
    by_public_id,
    names_and_skus,
    pictures,
    product,
    search,
)

__all__ = [
    "Name",
    "ProductView",
    "VariantView",
    "alternatives",
    "by_handle",
    "by_ids",
    "by_public_id",
    "names_and_skus",
    "pictures",
    "product",
    "record_deleted",
    "record_product",
    "record_restored",
    "search",
    "want_reread",
]
