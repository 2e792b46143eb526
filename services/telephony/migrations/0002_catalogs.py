"""Call outcomes as a catalog: read in its order."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_call_disposition_position", "call_disposition", ["organization_id", "position", "id"]
    )
