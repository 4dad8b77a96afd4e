"""Codes that the store has made before anybody asked for one."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db


class ReadyCode(db.Base):
    """One single-use code of a campaign: planned, made by the store, taken by one coupon, at last taken back."""

    __tablename__ = "ready_codes"
    __table_args__ = (UniqueConstraint("store_id", "code"), UniqueConstraint("coupon_id"))

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    code: Mapped[str] = mapped_column(String(64))
    external_id: Mapped[str | None] = mapped_column(String(64))
    apply_url: Mapped[str | None] = mapped_column(Text)
    planned_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    """When the store was asked for it last."""
    made_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    coupon_id: Mapped[int | None] = mapped_column(ForeignKey("coupons.id"))
    """Who took it; set once, by compare-and-set."""
    bound_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime, index=True)
    """Nobody shall use it any more."""
    ended_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """The store knows that."""
