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
    op.create_table(
        "tags",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("created_at", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_tags_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("public_id", name=op.f("uq_tags_public_id")),
        sa.UniqueConstraint("store_id", "folded", name=op.f("uq_tags_store_id_folded")),
    )
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tags_store_id"), ["store_id"], unique=False)

    op.create_table(
        "conversation_tags",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("conversation_id", db.BigId, nullable=False),
        sa.Column("tag_id", db.BigId, nullable=False),
        sa.Column("created_at", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_conversation_tags_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_conversation_tags_store_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_conversation_tags_tag_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_tags")),
        sa.UniqueConstraint("conversation_id", "tag_id", name=op.f("uq_conversation_tags_conversation_id_tag_id")),
    )
    with op.batch_alter_table("conversation_tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversation_tags_store_id"), ["store_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversation_tags_tag_id"), ["tag_id"], unique=False)



def downgrade() -> None:
    with op.batch_alter_table("conversation_tags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversation_tags_tag_id"))
        batch_op.drop_index(batch_op.f("ix_conversation_tags_store_id"))

    op.drop_table("conversation_tags")
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tags_store_id"))

    op.drop_table("tags")
    op.drop_table("registrations")
