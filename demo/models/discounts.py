"""Codes that take a part off one order."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from demo.models.columns import Base, BigId, Moment


class Campaign(Base):
    """What codes of one stock share, named by the app's own `key`."""

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    percent: Mapped[int]
    ends_at: Mapped[datetime | None] = mapped_column(Moment)


class Discount(Base):
    """A code for one use. `key` is chosen by the asker and makes asking twice harmless."""

    __tablename__ = "discount"

    code: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    percent: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    used_by: Mapped[int | None]
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"))
