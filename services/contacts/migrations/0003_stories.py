"""Opportunities, cases and invoices on timelines; calls say that the responsible read them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_record",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("readers", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(
            "organization_id", "record_type", "record_id", name="pk_told_record"
        ),
    )
    op.create_index(
        "ix_timeline_entry_record",
        "timeline_entry",
        ["organization_id", "record_id"],
        postgresql_where=sa.text("kind IN ('opportunity', 'case', 'invoice')"),
    )
    op.execute(
        "UPDATE timeline_entry SET readers = readers ||"
        " '00000000-0000-0000-0000-000000000000'::uuid WHERE kind = 'call'"
    )
