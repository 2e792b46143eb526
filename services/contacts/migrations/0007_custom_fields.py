"""The values of the fields that an organization gives its contacts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "contact", sa.Column("custom", postgresql.JSONB, nullable=False, server_default="{}")
    )
    op.create_index(
        "ix_contact_custom",
        "contact",
        ["custom"],
        postgresql_using="gin",
        postgresql_ops={"custom": "jsonb_path_ops"},
    )
