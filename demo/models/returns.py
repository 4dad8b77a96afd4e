"""What came back, or was paid back."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from demo.models.columns import Base, BigId, Moment
from demo.models.orders import Order, OrderLine


class Refund(Base):
    """Money paid back, for certain lines or for none."""

    __tablename__ = "refund"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    amount: Mapped[int]
    amount_shown: Mapped[int]
    note: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(Moment)
    order: Mapped[Order] = relationship(back_populates="refunds")
    lines: Mapped[list["RefundLine"]] = relationship(order_by="RefundLine.id")


class RefundLine(Base):
    """So many of one order line, paid back."""

    __tablename__ = "refund_line"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    refund_id: Mapped[int] = mapped_column(ForeignKey("refund.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"))
    quantity: Mapped[int]
    restocked: Mapped[bool | None]
    line: Mapped[OrderLine] = relationship()


class Return(Base):
    """A wish to send things back: requested, open (approved), declined or closed.

    `key` is chosen by the asker and makes asking twice harmless.
    """

    __tablename__ = "return"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    key: Mapped[str | None] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(default="requested")
    reason: Mapped[str]
    note: Mapped[str]
    decline_note: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    order: Mapped[Order] = relationship(back_populates="returns")
    lines: Mapped[list["ReturnLine"]] = relationship(order_by="ReturnLine.id")


class ReturnLine(Base):
    """So many of one order line, to be sent back."""

    __tablename__ = "return_line"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("return.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"))
    quantity: Mapped[int]
    line: Mapped[OrderLine] = relationship()
