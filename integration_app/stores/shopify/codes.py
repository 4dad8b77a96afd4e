"""One-time codes by which a shop joins a workspace that is there already.

An owner makes one in the console and types it himself in the shop's admin: whoever enters it is him. A shop's name is
never typed, so nobody can take a shop that is not his.
"""

import secrets
from datetime import timedelta

from sqlalchemy import select, update

from integration_app.kit import clock, crypto, db, limits
from integration_app.kit.errors import Refusal
from integration_app.stores import queries
from integration_app.stores.models import Agent, OneTimeLink
from integration_app.stores.refusals import TooManyTries

PURPOSE = "join"
LASTS = timedelta(minutes=10)
TRIES, WINDOW = 10, timedelta(hours=1)

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Nothing that looks like something else; eight of them are 39 bits, and a shop may try ten times an hour."""

_LENGTH = 8
_PLACE = "one_time_links.sealed_key"


class WrongCode(Refusal):
    """This code is not valid, or its ten minutes are over. Make a new one in Settings › Stores."""

    code, status = "wrong_join_code", 404


def make(owner: Agent) -> tuple[OneTimeLink, str]:
    """Make a code, in place of earlier ones of the same owner. Return its row and the code, with a dash to read."""
    code, now, public_id = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)), clock.now(), db.new_public_id()
    mine = update(OneTimeLink).where(OneTimeLink.agent_id == owner.id, OneTimeLink.purpose == PURPOSE)
    db.connection().execute(mine.where(OneTimeLink.used_at.is_(None)).values(expires_at=now))
    row = OneTimeLink(
        public_id=public_id,
        workspace_id=owner.workspace_id,
        purpose=PURPOSE,
        key_hash=_hash(code),
        sealed_key=crypto.seal(owner.workspace_id, _PLACE, public_id, code),
        agent_id=owner.id,
        created_at=now,
        expires_at=now + LASTS,
    )
    db.session().add(row)
    db.session().flush()
    return row, f"{code[:4]}-{code[4:]}"


def find(code: str, *, shop: str) -> OneTimeLink | WrongCode | TooManyTries:
    """Return an open code's row, or why not: a refusal that is returned leaves the counted try in place."""
    if limits.reached("join.shop", shop, limit=TRIES, window=WINDOW):
        return TooManyTries()
    named = select(OneTimeLink).where(OneTimeLink.key_hash == _hash(code), OneTimeLink.purpose == PURPOSE)
    row = db.session().scalar(named.where(OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > clock.now()))
    if row is None or not _made_by_an_owner(row):
        limits.hit("join.shop", shop)
        return WrongCode()
    return row


def _made_by_an_owner(row: OneTimeLink) -> bool:
    """Say whether the code's maker is an owner still."""
    maker = queries.agent_by_id(row.agent_id or 0)
    return maker.removed_at is None and queries.highest_role(maker) == "owner"


def spend(row: OneTimeLink) -> None:
    """Use a code up. :raises WrongCode: if another shop was quicker."""
    unused = update(OneTimeLink).where(OneTimeLink.id == row.id, OneTimeLink.used_at.is_(None))
    if db.connection().execute(unused.values(used_at=clock.now())).rowcount != 1:
        raise WrongCode


def _hash(code: str) -> str:
    """Hash what was typed, however it was written. Not as the keys of links are: a code opens no link."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return crypto.lookup_hash("join_code", typed)
