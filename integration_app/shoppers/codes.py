"""One-time codes: six digits to an order's own e-mail, ten minutes, five tries, in one conversation."""

import secrets

from sqlalchemy import select, update

from integration_app.kit import clock, crypto, db, limits
from integration_app.shoppers import rules
from integration_app.shoppers.models import OneTimeCode
from integration_app.shoppers.operations import Tried, Visit, order_key, prove
from integration_app.shoppers.rules import Verdict


def request_code(visit: Visit, *, number: str, order_id: int | None) -> str | None:
    """Make six digits for the order with this number, to go only to its own e-mail; None if too many were asked for.

    Where there is no such order (and nobody may learn that), it counts the same and makes digits that open nothing.
    """
    order, visitor = order_key(visit, number), str(visit.conversation_id)
    used_up = (
        limits.reached("code.visitor", visitor, limit=rules.CODES_A_VISITOR, window=rules.HOUR),
        limits.reached("code.order", order, limit=rules.CODES_AN_ORDER, window=rules.DAY),
    )
    if any(used_up):
        return None
    limits.hit("code.visitor", visitor)
    limits.hit("code.order", order)
    _spend_codes(visit)
    code = f"{secrets.randbelow(1_000_000):06d}"
    if order_id is not None:
        _keep_code(visit, order_id, code)
    return code


def check_code(visit: Visit, code: str) -> Tried:
    """Try six digits against the code last sent in this conversation: ten minutes, five tries."""
    kept = _open_code(visit)
    if kept is None or kept.tries >= rules.CODE_TRIES:
        _hash(visit, 0, code)
        return Tried(Verdict.NO_MATCH)
    kept.tries += 1
    if not secrets.compare_digest(kept.code_hash, _hash(visit, kept.order_id, code)):
        return Tried(Verdict.NO_MATCH)
    kept.used_at = clock.now()
    prove(visit, "code", order_id=kept.order_id)
    return Tried(Verdict.MATCHED, kept.order_id)


def _spend_codes(visit: Visit) -> None:
    mine = (OneTimeCode.store_id == visit.store_id, OneTimeCode.conversation_id == visit.conversation_id)
    db.session().execute(update(OneTimeCode).where(*mine, OneTimeCode.used_at.is_(None)).values(used_at=clock.now()))


def _keep_code(visit: Visit, order_id: int, code: str) -> None:
    now = clock.now()
    kept = OneTimeCode(
        store_id=visit.store_id,
        conversation_id=visit.conversation_id,
        order_id=order_id,
        code_hash=_hash(visit, order_id, code),
        tries=0,
        created_at=now,
        expires_at=now + rules.CODE_LIFE,
    )
    db.session().add(kept)
    db.session().flush()


def _open_code(visit: Visit) -> OneTimeCode | None:
    mine = (OneTimeCode.store_id == visit.store_id, OneTimeCode.conversation_id == visit.conversation_id)
    fresh = (OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > clock.now())
    newest = select(OneTimeCode).where(*mine, *fresh).order_by(OneTimeCode.id.desc()).limit(1)
    return db.session().scalars(newest.with_for_update()).one_or_none()


def _hash(visit: Visit, order_id: int, code: str) -> str:
    return crypto.lookup_hash("code", f"{visit.conversation_id}|{order_id}|{code.strip()}")
