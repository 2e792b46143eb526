"""Stages, motives and reasons, opportunities with their history, copies of foreign records."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _catalogs()
    _opportunities()
    _projections()


def _catalogs() -> None:
    op.create_table(
        "stage",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("probability", sa.Integer, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("probability BETWEEN 0 AND 100", name="ck_stage_probability"),
        sa.PrimaryKeyConstraint("id", name="pk_stage"),
        sa.UniqueConstraint("organization_id", "id", name="uq_stage_organization_id_id"),
    )
    op.create_index("ix_stage_position", "stage", ["organization_id", "position", "id"])
    op.create_index(
        "uq_stage_name",
        "stage",
        ["organization_id", sa.text("lower(name)")],
        unique=True,
        postgresql_where=sa.text("NOT is_deleted"),
    )
    op.create_table(
        "purchase_motive",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_motive"),
        sa.UniqueConstraint("organization_id", "id", name="uq_purchase_motive_organization_id_id"),
    )
    op.create_index(
        "ix_purchase_motive_position", "purchase_motive", ["organization_id", "position", "id"]
    )
    op.create_index(
        "uq_purchase_motive_name",
        "purchase_motive",
        ["organization_id", sa.text("lower(name)")],
        unique=True,
    )
    op.create_table(
        "loss_reason",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_loss_reason"),
        sa.UniqueConstraint("organization_id", "id", name="uq_loss_reason_organization_id_id"),
    )
    op.create_index("ix_loss_reason_position", "loss_reason", ["organization_id", "position", "id"])
    op.create_index(
        "uq_loss_reason_name",
        "loss_reason",
        ["organization_id", sa.text("lower(name)")],
        unique=True,
    )


def _opportunities() -> None:
    op.create_table(
        "opportunity",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), server_default="", nullable=False),
        sa.Column("search_text", sa.Text, server_default=" ", nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("contact_ids", sa.ARRAY(sa.Uuid), nullable=False),
        sa.Column("stage_id", sa.Uuid, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("moved_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.Column("purchase_motive_id", sa.Uuid),
        sa.Column("loss_reason_id", sa.Uuid),
        sa.Column("continues_id", sa.Uuid),
        sa.Column("budget_amount", sa.Numeric),
        sa.Column("budget_kind", sa.Text, nullable=False),
        sa.Column("budget_periods", sa.Integer, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("amount", sa.Numeric, nullable=False),
        sa.Column("own_probability", sa.Integer),
        sa.Column("expected_close_on", sa.Date),
        sa.Column("close_key", sa.Date, nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("shared_user_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("shared_group_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("created_by", sa.Uuid),
        sa.Column("discarded_at", _MOMENT),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "(state = 'lost') = (loss_reason_id IS NOT NULL)",
            name="ck_opportunity_lost_with_a_reason",
        ),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name="ck_opportunity_closed_at"
        ),
        sa.CheckConstraint(
            "(state = 'won') = (purchase_motive_id IS NOT NULL)",
            name="ck_opportunity_won_with_a_motive",
        ),
        sa.CheckConstraint("state IN ('open', 'won', 'lost')", name="ck_opportunity_state"),
        sa.CheckConstraint(
            "visibility IN ('private', 'read', 'write')", name="ck_opportunity_visibility"
        ),
        sa.CheckConstraint(
            "own_probability BETWEEN 0 AND 100", name="ck_opportunity_own_probability"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "continues_id"],
            ["opportunity.organization_id", "opportunity.id"],
            name="fk_opportunity_organization_id_continues_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "loss_reason_id"],
            ["loss_reason.organization_id", "loss_reason.id"],
            name="fk_opportunity_organization_id_loss_reason_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "purchase_motive_id"],
            ["purchase_motive.organization_id", "purchase_motive.id"],
            name="fk_opportunity_organization_id_purchase_motive_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "stage_id"],
            ["stage.organization_id", "stage.id"],
            name="fk_opportunity_organization_id_stage_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity"),
        sa.UniqueConstraint("organization_id", "id", name="uq_opportunity_organization_id_id"),
    )
    op.create_index(
        "ix_opportunity_column",
        "opportunity",
        ["organization_id", "stage_id", "state", "moved_at", "id"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_opportunity_contact_ids", "opportunity", ["contact_ids"], postgresql_using="gin"
    )
    op.create_index(
        "ix_opportunity_discarded",
        "opportunity",
        ["organization_id", "updated_at", "id"],
        postgresql_where=sa.text("discarded_at IS NOT NULL"),
    )
    op.create_index(
        "ix_opportunity_live_amount",
        "opportunity",
        ["organization_id", "amount", "id"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_opportunity_live_close_key",
        "opportunity",
        ["organization_id", "close_key", "id"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_opportunity_live_created_at",
        "opportunity",
        ["organization_id", "created_at", "id"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_opportunity_live_moved_at",
        "opportunity",
        ["organization_id", "moved_at", "id"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_opportunity_live_sort_key",
        "opportunity",
        ["organization_id", "sort_key", "id"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_opportunity_live_updated_at",
        "opportunity",
        ["organization_id", "updated_at", "id"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index("ix_opportunity_owner", "opportunity", ["organization_id", "owner_id"])
    op.create_index(
        "ix_opportunity_search_text_trgm",
        "opportunity",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index(
        "ix_opportunity_won",
        "opportunity",
        ["organization_id", "moved_at", "id"],
        postgresql_where=sa.text("discarded_at IS NULL AND state = 'won'"),
    )
    op.create_table(
        "opportunity_line",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("opportunity_id", sa.Uuid, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Uuid, nullable=False),
        sa.Column("quantity", sa.Numeric, nullable=False),
        sa.Column("unit_price", sa.Numeric, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "opportunity_id"],
            ["opportunity.organization_id", "opportunity.id"],
            name="fk_opportunity_line_organization_id_opportunity_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_line"),
    )
    op.create_index(
        "ix_opportunity_line_opportunity", "opportunity_line", ["opportunity_id", "place"]
    )
    op.create_table(
        "opportunity_event",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("opportunity_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor_id", sa.Uuid),
        sa.Column("actor_name", sa.Text),
        sa.Column("from_stage_id", sa.Uuid),
        sa.Column("to_stage_id", sa.Uuid),
        sa.Column("from_stage", sa.Text),
        sa.Column("to_stage", sa.Text),
        sa.Column("detail", sa.Text),
        sa.Column("members", sa.ARRAY(sa.Text), server_default="{}", nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "opportunity_id"],
            ["opportunity.organization_id", "opportunity.id"],
            name="fk_opportunity_event_organization_id_opportunity_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_event"),
        sa.UniqueConstraint(
            "organization_id", "id", name="uq_opportunity_event_organization_id_id"
        ),
    )
    op.create_index(
        "ix_opportunity_event_of",
        "opportunity_event",
        ["organization_id", "opportunity_id", "at", "id"],
    )


def _projections() -> None:
    op.create_table(
        "known_organization",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("timezone", sa.Text, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_known_organization"),
    )
    op.create_table(
        "known_contact",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("manager_ids", sa.ARRAY(sa.Uuid), nullable=False),
        sa.Column("shared_user_ids", sa.ARRAY(sa.Uuid), nullable=False),
        sa.Column("shared_group_ids", sa.ARRAY(sa.Uuid), nullable=False),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("is_discarded", sa.Boolean, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", name="pk_known_contact"),
        sa.UniqueConstraint(
            "organization_id", "contact_id", name="uq_known_contact_organization_id_contact_id"
        ),
    )
    op.create_table(
        "known_product",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("product_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("unit_price", sa.Numeric, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("product_id", name="pk_known_product"),
        sa.UniqueConstraint(
            "organization_id", "product_id", name="uq_known_product_organization_id_product_id"
        ),
    )
    op.create_table(
        "known_rate",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("rate_id", sa.Uuid, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("rate", sa.Numeric, nullable=False),
        sa.Column("valid_on", sa.Date, nullable=False),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("rate_id", name="pk_known_rate"),
        sa.UniqueConstraint(
            "organization_id", "rate_id", name="uq_known_rate_organization_id_rate_id"
        ),
    )
    op.create_index(
        "ix_known_rate_currency", "known_rate", ["organization_id", "currency", "valid_on"]
    )
