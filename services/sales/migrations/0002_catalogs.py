"""Motives and reasons as catalogs: a name is unique among those in use, no longer among all."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("purchase_motive", "loss_reason"):
        op.drop_index(f"uq_{table}_name", table)
        op.create_index(
            f"uq_{table}_name",
            table,
            ["organization_id", sa.text("lower(name)")],
            unique=True,
            postgresql_where=sa.text("is_active"),
        )
