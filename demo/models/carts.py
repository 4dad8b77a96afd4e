"""What somebody means to buy."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from demo.models.catalogue import Variant
from demo.models.columns import Base, BigId, Json, Moment


class Cart(Base):
    """A cart, named by its token. `attributes` end as the order's note attributes."""

    __tablename__ = "cart"

    token: Mapped[str] = mapped_column(primary_key=True)
    discount_code: Mapped[str | None]
    attributes: Mapped[Json] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    lines: Mapped[list["CartLine"]] = relationship(order_by="CartLine.id", cascade="all, delete-orphan")

    @property
    def count(self) -> int:
        """Return how many things lie in the cart."""
        return sum(line.quantity for line in self.lines)


class CartLine(Base):
    """So many of one variant."""

    __tablename__ = "cart_line"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cart_token: Mapped[str] = mapped_column(ForeignKey("cart.token"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    quantity: Mapped[int]
    variant: Mapped[Variant] = relationship()


class Checkout(Base):
    """A cart on its way to being an order."""

    __tablename__ = "checkout"

    token: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigId, unique=True)
    cart_token: Mapped[str] = mapped_column(ForeignKey("cart.token"))
    email: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    completed_at: Mapped[datetime | None] = mapped_column(Moment)
    cart: Mapped[Cart] = relationship()
