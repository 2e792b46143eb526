"""Exports of lists, and saved views of them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_JSON = sa.dialects.postgresql.JSONB


def upgrade() -> None:
    op.create_table(
        "export_run",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("filters", _JSON, nullable=False),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("columns", _JSON),
        sa.Column("options", _JSON, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_size", sa.BigInteger),
        sa.Column("acting", _JSON, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("is_estimate", sa.Boolean, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("failure", _JSON),
        sa.Column("due_at", _MOMENT),
        sa.Column("ended_at", _MOMENT),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_export_run"),
        sa.UniqueConstraint("organization_id", "id", name="uq_export_run_organization_id_id"),
        sa.CheckConstraint("state IN ('running', 'done', 'failed')", name="ck_export_run_state"),
        sa.CheckConstraint(
            "format IN ('csv', 'xlsx', 'vcard', 'zip')", name="ck_export_run_format"
        ),
    )
    op.create_index(
        "ix_export_run_owner", "export_run", ["organization_id", "owner_id", "created_at", "id"]
    )
    op.create_index(
        "ix_export_run_created_at", "export_run", ["organization_id", "created_at", "id"]
    )
    op.create_index(
        "ix_export_run_due_at",
        "export_run",
        ["due_at"],
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_index("ix_export_run_expires_at", "export_run", ["expires_at"])
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), server_default="", nullable=False),
        sa.Column("owner_id", sa.Uuid, nullable=False),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("is_default", sa.Boolean, nullable=False),
        sa.Column("filters", _JSON, nullable=False),
        sa.Column("sort", sa.Text),
        sa.Column("columns", _JSON),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("organization_id", "id", name="uq_saved_view_organization_id_id"),
    )
    op.create_index(
        "ix_saved_view_sort_key", "saved_view", ["organization_id", "entity", "sort_key", "id"]
    )
    op.create_index(
        "uq_saved_view_default",
        "saved_view",
        ["organization_id", "entity"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.create_index(
        "uq_saved_view_name",
        "saved_view",
        ["organization_id", "entity", "owner_id", sa.text("lower(name)")],
        unique=True,
    )
