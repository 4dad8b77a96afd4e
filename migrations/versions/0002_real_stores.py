"""Real stores."""

import sqlalchemy as sa
from alembic import op

from integration_app.kit import db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registrations",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("platform", sa.String(length=24), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", db.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
        sa.UniqueConstraint("platform", name=op.f("uq_registrations_platform")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registrations_public_id")),
    )


def downgrade() -> None:
    op.drop_table("registrations")
