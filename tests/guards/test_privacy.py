"""Whatever looks personal is in privacy's inventory, is exported and erased, and the page about privacy speaks of it.

Each claim is proved on rows in tests/privacy/test_every_column.py; here it is proved that no column escapes that.
"""

import re

from sqlalchemy import LargeBinary

from integration_app import tables
from integration_app.privacy import shops
from integration_app.privacy.inventory import HASHED, INVENTORY, SEALED, Whose
from integration_app.privacy.parts import PARTS, Part

LOOKS_PERSONAL = re.compile(
    r"^(email|phone|.*_name|name|address|user_agent|recipient|shipping|referrer|page|attributes|tracking|city|message"
    r"|wish|error|subject|.*cart_token|checkout_token|status_url|recovery_url|visit)$"
)
OF_A_THING = {
    "workspaces.name",
    "stores.name",
    "stores.address",
    "stores.email",
    "pending_connections.address",
    "pending_connections.name",
    "pending_connections.sealed",
    "campaigns.name",
    "triggers.name",
    "shipping_zones.name",
    "store_returns.name",
    "clock_ticks.name",
    "credentials.sealed",
    "registrations.sealed",
    "data_keys.wrapped",
    "products.attributes",
    "tags.name",
    "pending_reactions.error",
    "sync_runs.error",
    "privacy_requests.error",
}
COLUMNS = {f"{table.name}.{column.name}": column for table in tables.metadata.sorted_tables for column in table.columns}
PART_OF: dict[str, Part] = {part.table: part for part in PARTS}

WITHOUT_A_PART = {
    "limit_hits.key": "counted tries go after two days; those named after a person's orders and chats go with him",
    "erased_marks.name_hash": "is what keeps an erased person from coming back",
    "privacy_requests.subject": "is emptied by the request itself",
}


def _of_shoppers() -> dict[str, Part | None]:
    places = [place for place, kept in INVENTORY.items() if kept.whose is Whose.SHOPPER]
    return {place: PART_OF.get(place.partition(".")[0]) for place in places if place not in WITHOUT_A_PART}


def test_every_personal_column_is_listed() -> None:
    personal = {
        place
        for place, column in COLUMNS.items()
        if LOOKS_PERSONAL.match(column.name) or isinstance(column.type, LargeBinary)
    }
    assert personal - OF_A_THING - set(INVENTORY) == set()


def test_the_inventory_names_columns_that_exist() -> None:
    assert set(INVENTORY) - set(COLUMNS) == set()


def test_what_is_called_sealed_holds_bytes() -> None:
    sealed = [place for place, kept in INVENTORY.items() if kept.kept == SEALED]
    assert [place for place in sealed if not isinstance(COLUMNS[place].type, LargeBinary)] == []


def test_every_column_of_a_shopper_has_an_exporter() -> None:
    """Keyed hashes are told to nobody: they say nothing that the record beside them does not."""
    shown = {place for place, part in _of_shoppers().items() if part and place.partition(".")[2] in part.exported}
    assert {place for place in _of_shoppers() if INVENTORY[place].kept != HASHED} - shown == set()


def test_every_column_of_a_shopper_has_an_eraser() -> None:
    gone = {place for place, part in _of_shoppers().items() if part and place.partition(".")[2] in part.erased}
    assert set(_of_shoppers()) - gone == set()


def test_a_part_that_stays_holds_nothing_personal() -> None:
    kept = {part.table for part in PARTS if part.keeps}
    assert {place for place in INVENTORY if place.partition(".")[0] in kept} == set()


def test_whatever_hangs_on_a_stores_rows_goes_with_the_store() -> None:
    """A table that says whose its rows are is emptied by itself; any other has to go with the row it hangs on."""
    owned = {table.name for table in shops.tables()} | {"stores"}
    left_behind = [
        f"{table.name}.{key.parent.name}"
        for table in tables.metadata.sorted_tables
        for key in table.foreign_keys
        if table.name not in owned and key.column.table.name in owned and key.ondelete != "CASCADE"
    ]
    assert left_behind == []
