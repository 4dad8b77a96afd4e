"""Stores and their secrets."""

from datetime import timedelta

import pytest

from integration_app import stores
from integration_app.kit import crypto, db
from integration_app.kit.errors import NotFound
from integration_app.stores import AlreadyTaken, Store, Workspace, credentials
from tests.support.cast import Cast


def add(cast: Cast, domain: str = "new.myshopify.com") -> Store:
    workspace = db.session().get_one(Workspace, cast.workspace.id)
    return stores.add_store(
        workspace,
        platform="shopify",
        name="New",
        address="https://New.example/",
        shop_domain=domain,
        secrets={"access_token": "shpat_1"},
    )


def test_a_connection_opens_the_newest_secret(cast: Cast) -> None:
    with db.unit():
        store = add(cast)
        credentials.keep(store, "access_token", "shpat_2")
        connection = stores.connection(store.id)
    assert connection.address == "new.myshopify.com"
    assert connection.secrets == {"access_token": "shpat_2"}
    assert "shpat" not in repr(connection)
    assert store.domains == ["https://new.example"]


def test_two_secrets_are_valid_while_one_is_being_replaced(cast: Cast) -> None:
    with db.unit():
        store = add(cast)
        credentials.keep(store, "webhook_secret", "old")
        credentials.keep(store, "webhook_secret", "new", old_stays=timedelta(days=1))
        assert stores.secrets(store, "webhook_secret") == ["new", "old"]
        credentials.keep(store, "webhook_secret", "newest")
        assert stores.secrets(store, "webhook_secret") == ["newest"]


def test_a_secret_does_not_open_in_another_row(cast: Cast) -> None:
    with db.unit():
        store = add(cast)
        credentials.keep(store, "webhook_secret", "hush")
        rows = db.session().query(stores.Credential).filter_by(store_id=store.id).all()
        rows[0].sealed, rows[1].sealed = rows[1].sealed, rows[0].sealed
        with pytest.raises(crypto.Unreadable):
            stores.secrets(store, "webhook_secret")


def test_a_shop_is_connected_once_and_may_come_back(cast: Cast) -> None:
    with db.unit():
        store = add(cast)
        with pytest.raises(AlreadyTaken):
            add(cast)
        stores.uninstall(store)
        assert stores.connection(store.id).secrets == {}
        with pytest.raises(NotFound):
            stores.by_public_id(store.public_id)
        again = add(cast)
        assert again.id == store.id
        assert stores.by_public_id(store.public_id).uninstalled_at is None


def test_references_count_up_in_each_workspace(cast: Cast) -> None:
    with db.unit():
        first = stores.next_reference(cast.workspace.id)
        assert stores.next_reference(cast.workspace.id) == first + 1
        assert stores.next_reference(cast.other_workspace.id) == first


def test_people_reach_their_own_stores_only(cast: Cast) -> None:
    with db.unit(read_only=True):
        assert stores.store_of(cast.ben, cast.store.public_id).id == cast.store.id
        with pytest.raises(stores.NotAllowed):
            stores.store_of(cast.ben, cast.store.public_id, least="manager")
        with pytest.raises(NotFound):
            stores.store_of(cast.dan, cast.store.public_id)


def test_a_domain_in_another_script_stands_as_browsers_send_it(cast: Cast) -> None:
    with db.unit():
        store = stores.by_id(cast.store.id)
        stores.allow_domains(store, ["https://Bücher.example", "https://灯.example:8443"], actor="system")
        assert store.domains[1:] == ["https://xn--bcher-kva.example", "https://xn--znx.example:8443"]
