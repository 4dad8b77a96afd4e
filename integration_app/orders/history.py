"""Orders as the store itself lists them: its history when it is installed, and later what its webhooks missed.

What the mirror holds is left alone, what it has never heard of is written in bulk, and only what differs goes the
way of a single order. The store was asked, so its word counts as in the answer to a re-read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from integration_app.kit import db
from integration_app.orders import bulk
from integration_app.orders.bulk import Known
from integration_app.orders.operations import take_listed
from integration_app.platforms.protocol import OrderSnapshot
from integration_app.stores.models import Store

AT_ONCE = 100
"""How many orders one unit of work takes over at most."""


def record_listed(store: Store, told: Sequence[OrderSnapshot], *, news_since: datetime) -> list[str]:
    """Take over up to a hundred orders that the store lists; return the ids of those that the mirror had wrong.

    Only what happened after ``news_since`` is announced: changes of known orders, and new orders placed since.
    """
    named = {order.external_id: order for order in told if not order.deleted}
    db.lock_each("order", store.id, named)
    known = bulk.known(store.id, named)
    single = [id for id in known if not known[id].says(named[id])]
    unknown = {id: order for id, order in named.items() if id not in known}
    alone = bulk.special(store.id, unknown) | {id for id in unknown if is_news(named[id], known, news_since)}
    fresh = [order for id, order in unknown.items() if id not in alone]
    written = [order.external_id for order in fresh] if bulk.write(store, fresh) else []
    single += [id for id in unknown if id not in written]
    wrong = [id for id in single if take_listed(store, named[id], quiet=not is_news(named[id], known, news_since))]
    return written + wrong


def is_news(told: OrderSnapshot, known: Mapping[str, Known], since: datetime) -> bool:
    """Say whether somebody may want to hear of what happened to an order: of an old one we know not what is new."""
    if told.updated_at is None or told.updated_at < since:
        return False
    return told.external_id in known or (told.created_at is not None and told.created_at >= since)
