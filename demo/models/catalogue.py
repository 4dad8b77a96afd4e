"""What the shop sells."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from demo.models.columns import Base, BigId, Moment


class Product(Base):
    """One thing on offer, in one or more variants."""

    __tablename__ = "product"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    handle: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    lede: Mapped[str]
    category: Mapped[str]
    kind: Mapped[str]
    material: Mapped[str]
    scene: Mapped[str]
    option_names: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    variants: Mapped[list["Variant"]] = relationship(back_populates="product", order_by="Variant.position")

    @property
    def first(self) -> "Variant":
        """Return the variant to show when none was chosen: the first that can be bought."""
        return next((v for v in self.variants if v.stock > 0), self.variants[0])

    @property
    def options(self) -> list[str]:
        """Return the names of the options, such as Finish and Size."""
        return self.option_names.split(",") if self.option_names else []


class Variant(Base):
    """One finish and size of a product. The price is in euro cents."""

    __tablename__ = "variant"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    position: Mapped[int]
    sku: Mapped[str] = mapped_column(unique=True)
    colour: Mapped[str]
    finish: Mapped[str]
    size: Mapped[str]
    price: Mapped[int]
    stock: Mapped[int]
    product: Mapped[Product] = relationship(back_populates="variants")

    @property
    def title(self) -> str:
        """Return finish and size as Shopify joins them."""
        return " / ".join(part for part in (self.finish, self.size) if part) or "Default Title"

    @property
    def picture(self) -> str:
        """Return the path of the variant's picture."""
        return f"/pictures/{self.product.handle}/{self.colour}.svg"
