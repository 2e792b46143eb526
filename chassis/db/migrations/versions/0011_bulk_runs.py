"""Bulk runs: one act on many records."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_JSON = sa.dialects.postgresql.JSONB


def upgrade() -> None:
    op.create_table(
        "bulk_run",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("params", _JSON, nullable=False),
        sa.Column("filters", _JSON),
        sa.Column("acting", _JSON, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("is_estimate", sa.Boolean, nullable=False),
        sa.Column("position", sa.Uuid),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("refused", _JSON, nullable=False),
        sa.Column("failure", _JSON),
        sa.Column("due_at", _MOMENT),
        sa.Column("ended_at", _MOMENT),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_run"),
        sa.UniqueConstraint("organization_id", "id", name="uq_bulk_run_organization_id_id"),
        sa.CheckConstraint(
            "state IN ('running', 'done', 'cancelled', 'failed')", name="ck_bulk_run_state"
        ),
    )
    op.create_index(
        "ix_bulk_run_owner", "bulk_run", ["organization_id", "owner_id", "created_at", "id"]
    )
    op.create_index("ix_bulk_run_created_at", "bulk_run", ["organization_id", "created_at", "id"])
    op.create_index(
        "ix_bulk_run_due_at", "bulk_run", ["due_at"], postgresql_where=sa.text("state = 'running'")
    )
    op.create_index("ix_bulk_run_expires_at", "bulk_run", ["expires_at"])
    op.create_table(
        "bulk_record",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("bulk_run_id", sa.Uuid, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text),
        sa.PrimaryKeyConstraint(
            "organization_id", "bulk_run_id", "record_id", name="pk_bulk_record"
        ),
    )
    op.create_index(
        "ix_bulk_record_refused",
        "bulk_record",
        ["organization_id", "bulk_run_id", "record_id"],
        postgresql_where=sa.text("code IS NOT NULL"),
    )
