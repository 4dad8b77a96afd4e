"""Limits that survive a restart: each try is a row."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, crypto, db


class LimitHit(db.Base):
    """One counted try. The key is a keyed hash, so no address stands here in clear."""

    __tablename__ = "limit_hits"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), index=True)
    at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)


def network(address: str) -> str:
    """Return what one line gets of the internet: an IPv4 address, of an IPv6 address its first 64 bits (RFC 6177)."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64))
    return str(known)


def hit(name: str, who: str) -> None:
    """Count one try of a kind ("proof.visitor") by somebody, inside the open unit."""
    db.connection().execute(insert(LimitHit).values(key=_key(name, who), at=clock.now()))


def count(name: str, who: str, *, window: timedelta) -> int:
    """Count the tries within the window."""
    since = clock.now() - window
    found = select(func.count()).select_from(LimitHit).where(LimitHit.key == _key(name, who), LimitHit.at > since)
    return int(db.connection().execute(found).scalar_one())


def reached(name: str, who: str, *, limit: int, window: timedelta) -> bool:
    """Say whether somebody has used up a limit."""
    return count(name, who, window=window) >= limit


def forget(name: str, who: str) -> None:
    """Start somebody's count anew."""
    db.connection().execute(delete(LimitHit).where(LimitHit.key == _key(name, who)))


def prune() -> int:
    """Delete tries older than every window (two days), inside the open unit."""
    return db.connection().execute(delete(LimitHit).where(LimitHit.at < clock.now() - timedelta(days=2))).rowcount


def _key(name: str, who: str) -> str:
    return crypto.lookup_hash("limit", f"{name}|{who}")
