"""What was sent, and where it is."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from demo.models.columns import Base, BigId, Moment
from demo.models.orders import Order, OrderLine


class Fulfilment(Base):
    """One parcel."""

    __tablename__ = "fulfilment"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    status: Mapped[str] = mapped_column(default="success")
    shipment_status: Mapped[str | None]
    carrier: Mapped[str]
    tracking_number: Mapped[str]
    expected_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    order: Mapped[Order] = relationship(back_populates="fulfilments")
    lines: Mapped[list["FulfilmentLine"]] = relationship(order_by="FulfilmentLine.id")
    events: Mapped[list["TrackingEvent"]] = relationship(
        back_populates="fulfilment", order_by="TrackingEvent.happened_at, TrackingEvent.id"
    )


class FulfilmentLine(Base):
    """So many of one order line, in one parcel."""

    __tablename__ = "fulfilment_line"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    fulfilment_id: Mapped[int] = mapped_column(ForeignKey("fulfilment.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"))
    quantity: Mapped[int]
    line: Mapped[OrderLine] = relationship()


class TrackingEvent(Base):
    """Something that happened to a parcel, where, and in which zone the clock there runs."""

    __tablename__ = "tracking_event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    fulfilment_id: Mapped[int] = mapped_column(ForeignKey("fulfilment.id"))
    status: Mapped[str]
    message: Mapped[str]
    city: Mapped[str]
    country: Mapped[str]
    zone: Mapped[str]
    happened_at: Mapped[datetime] = mapped_column(Moment)
    expected_at: Mapped[datetime | None] = mapped_column(Moment)
    fulfilment: Mapped[Fulfilment] = relationship(back_populates="events")
