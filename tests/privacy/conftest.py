"""What the tests of privacy share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from integration_app import stores
from integration_app.kit import db, storage
from tests.support.cast import Cast
from tests.support.somebody import Somebody, everything
from webhooks import senders


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    storage.use(tmp_path / "files")


@pytest.fixture(autouse=True)
def _fresh_look_ups() -> Iterator[None]:
    senders.forget()
    yield
    senders.forget()


@pytest.fixture
def cleo(cast: Cast) -> Somebody:
    """Everything about Cleo in Ada's store."""
    with db.unit():
        return everything(stores.by_id(cast.store.id), cast.ben)
