"""The base of all tables, and columns that all share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

# SQLite counts up by itself only in a column called INTEGER; it holds 64 bits all the same.
BigId = BigInteger().with_variant(Integer, "sqlite")

Json = dict[str, Any]


class Base(DeclarativeBase):
    """Base of the shop's tables. Numbers are never given twice, as on the real platform."""

    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 SQLAlchemy reads it so


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, bare in SQLite."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take the zone off, after moving to UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Put the zone back on."""
        return None if value is None else value.replace(tzinfo=UTC)
