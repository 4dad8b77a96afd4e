"""Every operation is valid in the version that we ask for and in the next one; each is used, and none is missing."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate

from integration_app.platforms.shopify import client, documents
from tests.support import fetch_shopify
from tests.support.shopify_store.cost import MOST, requested
from tests.support.shopify_store.schema import prepared, schema

VERSIONS = sorted(fetch_shopify.SCHEMA_SUMS)
OPERATIONS = sorted(path.stem for path in documents.FOLDER.glob("*.graphql"))
PARTS = sorted(path.stem for path in (documents.FOLDER / "parts").glob("*.graphql"))
CODE = [path.read_text("utf-8") for path in Path(client.__file__).parent.rglob("*.py")]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_valid(name: str, version: str) -> None:
    assert [error.message for error in prepared(version, documents.document(name)).errors] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_misspelt_field_is_found(version: str) -> None:
    misspelt = documents.document("order").replace("displayFinancialStatus", "displayFinancalStatus")
    told = [error.message for error in validate(schema(version), parse(misspelt))]
    assert len(told) == 1
    assert "Cannot query field 'displayFinancalStatus' on type 'Order'" in told[0]


def test_every_operation_is_used_and_none_is_missing() -> None:
    literals = {name for text in CODE for name in re.findall(r'"([a-z_]+)"', text)}
    assert (
        set(OPERATIONS) - literals - {"orders_count", "products_count", "product_versions", "order_versions"} == set()
    )
    asked = {name for text in CODE for name in re.findall(r'\b(?:ask|pages|_ids)\((?:\w+, )?"([a-z_]+)"', text)}
    assert asked - set(OPERATIONS) == set()


def test_every_part_is_used() -> None:
    used = {name for text in map(documents.document, OPERATIONS) for name in re.findall(r"\.\.\.([A-Z]\w+)", text)}
    assert used == set(PARTS)


def test_an_operation_is_called_as_its_file() -> None:
    for name in OPERATIONS:
        assert re.search(rf"^(query|mutation) {name}\b", documents.document(name), flags=re.MULTILINE)


@pytest.mark.parametrize("version", VERSIONS)
def test_no_operation_breaks_the_limit_of_one_query(version: str) -> None:
    """With the largest sizes that the code asks for."""
    from integration_app.platforms.shopify.admin import orders, products

    sizes = {
        "orders": {"first": orders.PAGE, **orders.LISTED},
        "order": orders.ALONE,
        "parcel": orders.PARCEL,
        "refund": orders.REFUND,
        "products": {"first": products.PAGE, "variants": products.LISTED},
        "product": {"variants": products.ALONE},
        "order_versions": {"first": orders.VERSIONS_PAGE},
        "product_versions": {"first": orders.VERSIONS_PAGE},
    }
    for name in OPERATIONS:
        document = prepared(version, documents.document(name)).document
        assert document is not None
        assert requested(schema(version), document, sizes.get(name, orders.RETURN)) <= MOST, name
