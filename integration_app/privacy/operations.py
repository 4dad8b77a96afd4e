"""Personal data whose time is over goes."""

from sqlalchemy import delete, select

from integration_app.conversations.models import Origin
from integration_app.kit import clock, db
from integration_app.shoppers.models import OneTimeCode

BATCH = 100


def expire() -> int:
    """Delete up to a hundred addresses of conversations and spent codes whose end has come; return how many."""
    return sum(_delete_ended(model) for model in (Origin, OneTimeCode))


def _delete_ended(model: type[Origin] | type[OneTimeCode]) -> int:
    ended = select(model.id).where(model.expires_at < clock.now()).limit(BATCH)
    ids = list(db.session().scalars(ended))
    db.session().execute(delete(model).where(model.id.in_(ids)))
    return len(ids)
