"""Reminders; messages that are somebody's own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("minutes_before", sa.Integer(), nullable=False),
        sa.Column("fires_at", _MOMENT, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("channels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("fired_at", _MOMENT, nullable=True),
        sa.Column("late_seconds", sa.Integer(), nullable=True),
        sa.Column("email_message_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'fired', 'dismissed')", name="ck_reminder_state"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("organization_id", "id", name="uq_reminder_organization_id_id"),
    )
    op.create_index(
        "ix_reminder_due", "reminder", ["fires_at"], postgresql_where=sa.text("state = 'waiting'")
    )
    op.create_index(
        "ix_reminder_user", "reminder", ["organization_id", "user_id", "fires_at", "id"]
    )
    op.add_column(
        "message", sa.Column("is_personal", sa.Boolean(), server_default="false", nullable=False)
    )
