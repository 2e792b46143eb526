"""Reminders of activities, which follow them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("reminder", sa.Column("activity_id", sa.Uuid()))
    op.add_column("reminder", sa.Column("asked_for", _MOMENT))
    op.create_index(
        "uq_reminder_activity",
        "reminder",
        ["organization_id", "activity_id", "user_id"],
        unique=True,
        postgresql_where=sa.text("activity_id IS NOT NULL"),
    )
    op.create_table(
        "known_activity",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id", name="pk_known_activity"),
        sa.UniqueConstraint(
            "organization_id", "activity_id", name="uq_known_activity_organization_id_activity_id"
        ),
    )
