"""Whatever looks personal is in privacy's inventory, and the page about privacy speaks of it."""

import re

from sqlalchemy import LargeBinary

from integration_app import tables
from integration_app.privacy.inventory import INVENTORY

LOOKS_PERSONAL = re.compile(r"^(email|phone|.*_name|name|address|user_agent|recipient|shipping|referrer|page)$")
OF_A_THING = {
    "workspaces.name",
    "stores.name",
    "stores.address",
    "stores.email",
    "campaigns.name",
    "triggers.name",
    "shipping_zones.name",
    "store_returns.name",
    "clock_ticks.name",
    "tags.name",
    "credentials.sealed",
    "registrations.sealed",
    "data_keys.wrapped",
}
COLUMNS = {f"{table.name}.{column.name}": column for table in tables.metadata.sorted_tables for column in table.columns}


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
    sealed = [place for place, kept in INVENTORY.items() if kept.kept == "sealed"]
    assert [place for place in sealed if not isinstance(COLUMNS[place].type, LargeBinary)] == []
