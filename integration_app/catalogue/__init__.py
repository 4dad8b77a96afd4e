"""Products as the store tells them: recorded in any order, found by what people call them."""

from integration_app.catalogue.history import record_listed
from integration_app.catalogue.operations import bury, record_deleted, record_product, record_restored, want_reread
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
    versions,
)

__all__ = [
    "Name",
    "ProductView",
    "VariantView",
    "alternatives",
    "bury",
    "by_handle",
    "by_ids",
    "by_public_id",
    "names_and_skus",
    "pictures",
    "product",
    "record_deleted",
    "record_listed",
    "record_product",
    "record_restored",
    "search",
    "versions",
    "want_reread",
]
