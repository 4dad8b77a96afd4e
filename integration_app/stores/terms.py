"""What shoppers ask about a shop as a whole: how it can be paid, in which currencies, and its policies."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, db
from integration_app.platforms.protocol import PolicySnapshot, TermsSnapshot
from integration_app.stores.models import Store


class Terms(db.Base):
    """What the platform says of a store; a list that it never told is empty here (None)."""

    __tablename__ = "store_terms"

    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), primary_key=True, autoincrement=False)
    payment_methods: Mapped[list[str] | None] = mapped_column(db.Json)
    """As shoppers know them: "Visa", "PayPal"."""
    currencies: Mapped[list[str] | None] = mapped_column(db.Json)
    read_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class Policy(db.Base):
    """A policy page in the shop's own words."""

    __tablename__ = "store_policies"
    __table_args__ = (UniqueConstraint("store_id", "kind", "title"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    """"returns", "shipping", "privacy", "terms", "contact" or "other"."""
    title: Mapped[str] = mapped_column(String(255))
    text: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    read_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


def record_terms(store: Store, told: TermsSnapshot) -> None:
    """Take over what the platform tells; what it does not tell stays as it was."""
    row = db.session().get(Terms, store.id)
    if row is None:
        row = Terms(store_id=store.id)
        db.session().add(row)
    if told.payment_methods is not None:
        row.payment_methods = list(told.payment_methods)
    if told.currencies is not None:
        row.currencies = list(told.currencies)
    row.read_at = clock.now()
    if told.policies is not None:
        _replace_policies(store, told.policies)
    db.session().flush()


def _replace_policies(store: Store, told: tuple[PolicySnapshot, ...]) -> None:
    """Make a store's policies exactly these; one whose words are the same keeps its name and time."""
    known = {(row.kind, row.title): row for row in policies(store.id)}
    for policy in {(one.kind, one.title): one for one in told if one.text}.values():
        row = known.pop((policy.kind, policy.title), None)
        if row is not None and (row.text, row.url) == (policy.text, policy.url):
            continue
        if row is None:
            row = Policy(store_id=store.id, kind=policy.kind, title=policy.title)
            db.session().add(row)
        row.text, row.url, row.platform_updated_at = policy.text, policy.url, policy.updated_at
        row.read_at = clock.now()
    if known:
        gone = delete(Policy).where(Policy.store_id == store.id, Policy.id.in_([row.id for row in known.values()]))
        db.session().execute(gone)


def terms(store_id: int) -> Terms | None:
    """Return what the platform said of a store; None before it was asked."""
    return db.session().get(Terms, store_id)


def policies(store_id: int) -> list[Policy]:
    """List a store's policies."""
    return list(db.session().scalars(select(Policy).where(Policy.store_id == store_id).order_by(Policy.id)))
