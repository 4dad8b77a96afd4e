"""The stage of all tests: both databases, a small cast, and jobs that run when told to."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy import create_engine, text

from integration_app import root, tables
from integration_app.app import create_app
from integration_app.config import Config
from integration_app.kit import crypto, db, ephemeral, events, inbox, public_address, queue, storage
from integration_app.stores import installation
from tests.support import servers, tenancy
from tests.support.cast import Cast, make_cast

settings.register_profile("parley", deadline=None)
settings.load_profile("parley")
"""No example is timed: how long one takes says more about the machine than about the code."""

MASTER_KEY = bytes(range(32))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with every table, to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    tables.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[str]:
    """A database of our own on a real server, with every table."""
    url = servers.postgresql_url()
    name = f"parley_test_{os.getpid()}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    own = admin.url.set(database=name).render_as_string(hide_password=False)
    engine = create_engine(own)
    tables.metadata.create_all(engine)
    engine.dispose()
    yield own
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[db.Database]:
    """A fresh, empty database of each kind, in use by the kit; jobs wait until ``run_jobs`` is called."""
    url = _empty_sqlite(request, tmp_path) if request.param == "sqlite" else _empty_postgresql(request)
    fresh = db.Database(url, durable=False)
    tenancy.watch(fresh.engine)
    crypto.use_master_keys(MASTER_KEY)
    db.use(fresh)
    root.register()
    installation.use("", ())
    queue.use(None)
    ephemeral.use(ephemeral.InMemory())
    public_address.use(("127.0.0.1", "localhost"))
    storage.use(tmp_path / "files")
    with db.unit():
        crypto.create_data_key(crypto.SYSTEM)
    yield fresh
    fresh.engine.dispose()


def _empty_sqlite(request: pytest.FixtureRequest, folder: Path) -> str:
    path = folder / "parley.sqlite3"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


def _empty_postgresql(request: pytest.FixtureRequest) -> str:
    """Delete only where something stands: much faster than truncating forty tables for each test."""
    url: str = request.getfixturevalue("postgresql_database")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(_EMPTY))
    engine.dispose()
    return url


_EMPTY = """
DO $$ DECLARE name text; filled boolean; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
    IF filled THEN EXECUTE format('DELETE FROM %I', name); END IF;
  END LOOP;
END $$
"""


@pytest.fixture
def config(database: db.Database, tmp_path: Path) -> Config:
    """Settings that point at the fresh database."""
    made = Config(
        public_url="http://localhost",
        data_dir=tmp_path,
        database_url=database.url.render_as_string(hide_password=False),
        master_keys=(MASTER_KEY,),
        shopify_client_secrets=("hush", "older hush"),
        mail_inbound_token="mail-token",
        mail_reply_to="reply@parley.example",
    )
    installation.use(made.shopify_client_id, made.shopify_client_secrets)
    return made


@pytest.fixture
def cast(database: db.Database) -> Cast:
    """Ada and Ben with the store Lumen; Dan with a store of his own in another workspace."""
    return make_cast()


@pytest.fixture
def run_jobs(database: db.Database) -> Callable[[], int]:
    """Run everything that waits, and what follows from it, until nothing is left; return how many jobs ran.

    Jobs that are due in the future (held back, or put back after a failure) stay where they are.
    """
    return drain


def drain() -> int:
    """Work on all waiting rows now."""
    done = 0
    while True:
        with db.unit(read_only=True):
            pending = _waiting(events.PendingReaction)
            deliveries = _waiting(inbox.Delivery)
        worked = sum(events.react(id) for id in pending) + sum(inbox.process(id) for id in deliveries)
        if not worked:
            return done
        done += worked


def _waiting(model: type[events.PendingReaction] | type[inbox.Delivery]) -> list[int]:
    rows = db.session().query(model).filter(model.next_at.is_not(None), model.attempts == 0).order_by(model.id)
    return [row.id for row in rows]


@pytest.fixture
def app(config: Config) -> Flask:
    """The application on the fresh database; sockets answer in threads."""
    return create_app(config)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts, at the application's address."""
    return app.test_client()
