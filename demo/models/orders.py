"""What was bought. Amounts are in euro cents; `…_shown` is what the shopper saw, in the order's currency."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from demo.models.columns import Base, BigId, Json, Moment
from demo.models.people import Customer

if TYPE_CHECKING:
    from demo.models.parcels import Fulfilment
    from demo.models.returns import Refund, Return


class Order(Base):
    """One order. A guest's order has no customer."""

    __tablename__ = "order"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    token: Mapped[str] = mapped_column(unique=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    email: Mapped[str]
    phone: Mapped[str | None]
    locale: Mapped[str]
    currency: Mapped[str]
    address: Mapped[Json] = mapped_column(JSON)
    cart_token: Mapped[str | None]
    checkout_token: Mapped[str | None]
    note_attributes: Mapped[Json] = mapped_column(JSON, default=dict)
    discount_code: Mapped[str | None]
    discount: Mapped[int] = mapped_column(default=0)
    discount_shown: Mapped[int] = mapped_column(default=0)
    shipping: Mapped[int]
    shipping_shown: Mapped[int]
    paid_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancel_reason: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)

    customer: Mapped[Customer | None] = relationship()
    lines: Mapped[list["OrderLine"]] = relationship(order_by="OrderLine.id")
    fulfilments: Mapped[list["Fulfilment"]] = relationship(back_populates="order", order_by="Fulfilment.id")
    refunds: Mapped[list["Refund"]] = relationship(back_populates="order", order_by="Refund.id")
    returns: Mapped[list["Return"]] = relationship(back_populates="order", order_by="Return.id")
    notes: Mapped[list["OrderNote"]] = relationship(order_by="OrderNote.id")

    @property
    def name(self) -> str:
        """Return the number as people write it."""
        return f"#{self.number}"

    @property
    def subtotal(self) -> int:
        """Return the sum of the lines before discount, in euro cents."""
        return sum(line.price * line.quantity for line in self.lines)

    @property
    def subtotal_shown(self) -> int:
        """Return the sum of the lines before discount, in the order's currency."""
        return sum(line.price_shown * line.quantity for line in self.lines)

    @property
    def total(self) -> int:
        """Return what is to be paid, in euro cents."""
        return self.subtotal - self.discount + self.shipping

    @property
    def total_shown(self) -> int:
        """Return what is to be paid, in the order's currency."""
        return self.subtotal_shown - self.discount_shown + self.shipping_shown

    @property
    def refunded(self) -> int:
        """Return what was paid back so far, in euro cents."""
        return sum(refund.amount for refund in self.refunds)

    @property
    def refunded_shown(self) -> int:
        """Return what was paid back so far, in the order's currency."""
        return sum(refund.amount_shown for refund in self.refunds)


class OrderLine(Base):
    """One line of an order, as it was sold."""

    __tablename__ = "order_line"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    product_id: Mapped[int]
    variant_id: Mapped[int]
    title: Mapped[str]
    variant_title: Mapped[str]
    sku: Mapped[str]
    picture: Mapped[str]
    quantity: Mapped[int]
    price: Mapped[int]
    price_shown: Mapped[int]


class OrderNote(Base):
    """Something that the shop's people, or its app, wrote to an order."""

    __tablename__ = "order_note"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(Moment)
