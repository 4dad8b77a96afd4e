"""A worker's process for one look: ``python -m tests.sync.worker DATABASE STORE RUN``. It is there to be killed."""

import sys
from dataclasses import replace

from integration_app import platforms, root
from integration_app.kit import crypto, db
from integration_app.sync import reactions
from tests.conftest import MASTER_KEY
from tests.support.listing_store import Listing


def main(database: str, store: str, run: str) -> None:
    """Work on a look of a store that lists at this address."""
    crypto.use_master_keys(MASTER_KEY)
    db.use(db.Database(database, durable=False))
    root.register()
    platforms.offer("shopify", lambda asked: Listing(replace(asked, address=store)))  # type: ignore[arg-type,return-value]
    reactions.work(int(run))


if __name__ == "__main__":
    main(*sys.argv[1:])
