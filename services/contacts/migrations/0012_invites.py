"""Whether a meeting invites its people by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "activity",
        sa.Column("invites", sa.Boolean, server_default=sa.text("false"), nullable=False),
    )
