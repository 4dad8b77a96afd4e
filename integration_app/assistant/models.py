"""What the assistant knows beside the store's data."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db


class Article(db.Base):
    """A frequent question and its answer, in one store and one language."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("shared_id", "locale"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    shared_id: Mapped[str] = mapped_column(db.PublicId, index=True)
    """The same in all languages of one article: the name by which it is edited."""
    locale: Mapped[str] = mapped_column(String(12))
    topic: Mapped[str | None] = mapped_column(String(32))
    """Intent it belongs to, where there is one."""
    title: Mapped[str] = mapped_column(String(255))
    body: Mapped[str] = mapped_column(Text)
    questions: Mapped[list[str]] = mapped_column(db.Json, default=list)
    """Similar questions, as shoppers put them."""
    url: Mapped[str | None] = mapped_column(Text)
    published: Mapped[bool] = mapped_column(Boolean, default=True)
    updated_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
