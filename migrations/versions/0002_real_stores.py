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
        "privacy_requests",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("agent_id", db.BigId, nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=True),
        sa.Column("progress", db.Json, nullable=False),
        sa.Column("counts", db.Json, nullable=False),
        sa.Column("requested_at", db.UtcDateTime(), nullable=False),
        sa.Column("deadline_at", db.UtcDateTime(), nullable=False),
        sa.Column("held_until", db.UtcDateTime(), nullable=True),
        sa.Column("held_because", sa.String(length=200), nullable=True),
        sa.Column("ready_at", db.UtcDateTime(), nullable=True),
        sa.Column("expires_at", db.UtcDateTime(), nullable=True),
        sa.Column("handed_over_at", db.UtcDateTime(), nullable=True),
        sa.Column("done_at", db.UtcDateTime(), nullable=True),
        sa.Column("queue", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", db.UtcDateTime(), nullable=True),
        sa.Column("next_at", db.UtcDateTime(), nullable=True),
        sa.Column("failed_at", db.UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_requests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_privacy_requests_public_id")),
    )
    with op.batch_alter_table("privacy_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_privacy_requests_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_privacy_requests_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_privacy_requests_store_id"), ["store_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_privacy_requests_workspace_id"), ["workspace_id"], unique=False)

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
        "erased_marks",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("name_hash", sa.String(length=40), nullable=False),
        sa.Column("erased_at", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_erased_marks_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased_marks")),
        sa.UniqueConstraint("store_id", "name_hash", name=op.f("uq_erased_marks_store_id_name_hash")),
    )
    with op.batch_alter_table("erased_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erased_marks_store_id"), ["store_id"], unique=False)

    op.create_table(
        "pending_connections",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", db.BigId, nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("state_hash", sa.String(length=40), nullable=False),
        sa.Column("agent_id", db.BigId, nullable=False),
        sa.Column("created_at", db.UtcDateTime(), nullable=False),
        sa.Column("expires_at", db.UtcDateTime(), nullable=False),
        sa.Column("granted_at", db.UtcDateTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_store", sa.String(length=32), nullable=True),
        sa.Column("problem", sa.String(length=32), nullable=True),
        sa.Column("told", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=op.f("fk_pending_connections_agent_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_pending_connections_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_connections")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pending_connections_public_id")),
        sa.UniqueConstraint("state_hash", name=op.f("uq_pending_connections_state_hash")),
    )
    with op.batch_alter_table("pending_connections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_connections_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_connections_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "repairs",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("found_by", sa.String(length=16), nullable=False),
        sa.Column("repaired_at", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_repairs_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repairs")),
    )
    with op.batch_alter_table("repairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repairs_repaired_at"), ["repaired_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_repairs_store_id"), ["store_id"], unique=False)

    op.create_table(
        "shopify_users",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("shop_domain", sa.String(length=255), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("agent_id", db.BigId, nullable=False),
        sa.Column("created_at", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=op.f("fk_shopify_users_agent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shopify_users")),
        sa.UniqueConstraint("shop_domain", "user_id", name=op.f("uq_shopify_users_shop_domain_user_id")),
    )
    with op.batch_alter_table("shopify_users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shopify_users_agent_id"), ["agent_id"], unique=False)

    op.create_table(
        "store_policies",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("platform_updated_at", db.UtcDateTime(), nullable=True),
        sa.Column("read_at", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_store_policies_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_policies")),
        sa.UniqueConstraint("public_id", name=op.f("uq_store_policies_public_id")),
        sa.UniqueConstraint("store_id", "kind", "title", name=op.f("uq_store_policies_store_id_kind_title")),
    )
    with op.batch_alter_table("store_policies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_store_policies_store_id"), ["store_id"], unique=False)

    op.create_table(
        "store_terms",
        sa.Column("store_id", db.BigId, autoincrement=False, nullable=False),
        sa.Column("payment_methods", db.Json, nullable=True),
        sa.Column("currencies", db.Json, nullable=True),
        sa.Column("read_at", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_store_terms_store_id")),
        sa.PrimaryKeyConstraint("store_id", name=op.f("pk_store_terms")),
    )
    op.create_table(
        "sync_runs",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=True),
        sa.Column("since", db.UtcDateTime(), nullable=True),
        sa.Column("watermark", db.UtcDateTime(), nullable=True),
        sa.Column("asked", sa.String(length=64), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("repaired", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("started_at", db.UtcDateTime(), nullable=True),
        sa.Column("finished_at", db.UtcDateTime(), nullable=True),
        sa.Column("good_from", db.UtcDateTime(), nullable=True),
        sa.Column("holder", sa.String(length=32), nullable=True),
        sa.Column("problem", sa.String(length=32), nullable=True),
        sa.Column("problem_at", db.UtcDateTime(), nullable=True),
        sa.Column("queue", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", db.UtcDateTime(), nullable=True),
        sa.Column("next_at", db.UtcDateTime(), nullable=True),
        sa.Column("failed_at", db.UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_sync_runs_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_runs")),
        sa.UniqueConstraint("store_id", "kind", name=op.f("uq_sync_runs_store_id_kind")),
    )
    with op.batch_alter_table("sync_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_runs_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sync_runs_store_id"), ["store_id"], unique=False)

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
        "webhook_watches",
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("next_at", db.UtcDateTime(), nullable=False),
        sa.Column("checked_at", db.UtcDateTime(), nullable=True),
        sa.Column("pinged_at", db.UtcDateTime(), nullable=True),
        sa.Column("mended_at", db.UtcDateTime(), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("mended", sa.Integer(), nullable=False),
        sa.Column("anew", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_webhook_watches_store_id")),
        sa.PrimaryKeyConstraint("store_id", name=op.f("pk_webhook_watches")),
    )
    with op.batch_alter_table("webhook_watches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_watches_next_at"), ["next_at"], unique=False)

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

    op.create_table(
        "order_actions",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("order_id", db.BigId, nullable=False),
        sa.Column("conversation_id", db.BigId, nullable=True),
        sa.Column("return_id", db.BigId, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("request_key", sa.String(length=80), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("wish", sa.LargeBinary(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("store_said", sa.Text(), nullable=True),
        sa.Column("external_id", sa.String(length=64), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("refunds_before", db.Json, nullable=False),
        sa.Column("asked_at", db.UtcDateTime(), nullable=False),
        sa.Column("decided_by", db.BigId, nullable=True),
        sa.Column("looked_at", db.UtcDateTime(), nullable=True),
        sa.Column("finished_at", db.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["agents.id"], name=op.f("fk_order_actions_decided_by")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_order_actions_order_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_order_actions_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_actions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_order_actions_public_id")),
        sa.UniqueConstraint("store_id", "request_key", name=op.f("uq_order_actions_store_id_request_key")),
    )
    with op.batch_alter_table("order_actions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_actions_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_actions_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_actions_return_id"), ["return_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_actions_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_actions_store_id"), ["store_id"], unique=False)

    op.create_table(
        "tracked_numbers",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("order_id", db.BigId, nullable=False),
        sa.Column("order_external_id", sa.String(length=64), nullable=False),
        sa.Column("fulfilment_external_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("carrier", sa.String(length=120), nullable=True),
        sa.Column("wanted_at", db.UtcDateTime(), nullable=False),
        sa.Column("registered_at", db.UtcDateTime(), nullable=True),
        sa.Column("heard_at", db.UtcDateTime(), nullable=True),
        sa.Column("refused", sa.String(length=200), nullable=True),
        sa.Column("done_at", db.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_tracked_numbers_order_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_tracked_numbers_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracked_numbers")),
        sa.UniqueConstraint(
            "store_id",
            "number",
            "fulfilment_external_id",
            name=op.f("uq_tracked_numbers_store_id_number_fulfilment_external_id"),
        ),
    )
    with op.batch_alter_table("tracked_numbers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tracked_numbers_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tracked_numbers_store_id"), ["store_id"], unique=False)

    op.create_table(
        "ready_codes",
        sa.Column("id", db.BigId, nullable=False),
        sa.Column("store_id", db.BigId, nullable=False),
        sa.Column("campaign_id", db.BigId, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=True),
        sa.Column("apply_url", sa.Text(), nullable=True),
        sa.Column("planned_at", db.UtcDateTime(), nullable=False),
        sa.Column("made_at", db.UtcDateTime(), nullable=True),
        sa.Column("coupon_id", db.BigId, nullable=True),
        sa.Column("bound_at", db.UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", db.UtcDateTime(), nullable=True),
        sa.Column("ended_at", db.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_ready_codes_campaign_id")),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupons.id"], name=op.f("fk_ready_codes_coupon_id")),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_ready_codes_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_codes")),
        sa.UniqueConstraint("coupon_id", name=op.f("uq_ready_codes_coupon_id")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_ready_codes_store_id_code")),
    )
    with op.batch_alter_table("ready_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ready_codes_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ready_codes_store_id"), ["store_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ready_codes_withdrawn_at"), ["withdrawn_at"], unique=False)

    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("codes_external_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("codes_blocked_until", db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("codes_problem", sa.Text(), nullable=True))

    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", db.UtcDateTime(), nullable=True))

    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", db.UtcDateTime(), nullable=True))

    with op.batch_alter_table("returns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decision", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("store_said", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("received_at", db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("refunded_at", db.UtcDateTime(), nullable=True))

    with op.batch_alter_table("shipping_zones", schema=None) as batch_op:
        batch_op.add_column(sa.Column("external_id", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("rates", db.Json, nullable=True))
        batch_op.add_column(sa.Column("lanes", db.Json, nullable=True))
        batch_op.add_column(sa.Column("gone_at", db.UtcDateTime(), nullable=True))

    with op.batch_alter_table("stores", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sign_in_needed_at", db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("renewing_until", db.UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("stores", schema=None) as batch_op:
        batch_op.drop_column("renewing_until")
        batch_op.drop_column("sign_in_needed_at")

    with op.batch_alter_table("shipping_zones", schema=None) as batch_op:
        batch_op.drop_column("gone_at")
        batch_op.drop_column("lanes")
        batch_op.drop_column("rates")
        batch_op.drop_column("external_id")

    with op.batch_alter_table("returns", schema=None) as batch_op:
        batch_op.drop_column("refunded_at")
        batch_op.drop_column("received_at")
        batch_op.drop_column("store_said")
        batch_op.drop_column("decision")

    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_column("erased_at")

    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_column("erased_at")

    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.drop_column("codes_problem")
        batch_op.drop_column("codes_blocked_until")
        batch_op.drop_column("codes_external_id")

    with op.batch_alter_table("ready_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ready_codes_withdrawn_at"))
        batch_op.drop_index(batch_op.f("ix_ready_codes_store_id"))
        batch_op.drop_index(batch_op.f("ix_ready_codes_campaign_id"))

    op.drop_table("ready_codes")
    with op.batch_alter_table("tracked_numbers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tracked_numbers_store_id"))
        batch_op.drop_index(batch_op.f("ix_tracked_numbers_order_id"))

    op.drop_table("tracked_numbers")
    with op.batch_alter_table("order_actions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_actions_store_id"))
        batch_op.drop_index(batch_op.f("ix_order_actions_state"))
        batch_op.drop_index(batch_op.f("ix_order_actions_return_id"))
        batch_op.drop_index(batch_op.f("ix_order_actions_order_id"))
        batch_op.drop_index(batch_op.f("ix_order_actions_conversation_id"))

    op.drop_table("order_actions")
    with op.batch_alter_table("conversation_tags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversation_tags_tag_id"))
        batch_op.drop_index(batch_op.f("ix_conversation_tags_store_id"))

    op.drop_table("conversation_tags")
    with op.batch_alter_table("webhook_watches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_watches_next_at"))

    op.drop_table("webhook_watches")
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tags_store_id"))

    op.drop_table("tags")
    with op.batch_alter_table("sync_runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_runs_store_id"))
        batch_op.drop_index(batch_op.f("ix_sync_runs_next_at"))

    op.drop_table("sync_runs")
    op.drop_table("store_terms")
    with op.batch_alter_table("store_policies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_store_policies_store_id"))

    op.drop_table("store_policies")
    with op.batch_alter_table("shopify_users", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shopify_users_agent_id"))

    op.drop_table("shopify_users")
    with op.batch_alter_table("repairs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_repairs_store_id"))
        batch_op.drop_index(batch_op.f("ix_repairs_repaired_at"))

    op.drop_table("repairs")
    with op.batch_alter_table("pending_connections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pending_connections_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_pending_connections_expires_at"))

    op.drop_table("pending_connections")
    with op.batch_alter_table("erased_marks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_erased_marks_store_id"))

    op.drop_table("erased_marks")
    op.drop_table("registrations")
    with op.batch_alter_table("privacy_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_privacy_requests_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_privacy_requests_store_id"))
        batch_op.drop_index(batch_op.f("ix_privacy_requests_next_at"))
        batch_op.drop_index(batch_op.f("ix_privacy_requests_expires_at"))

    op.drop_table("privacy_requests")
