"""Whether a client may buy on credit (C-34), and who discarded a contact (X-1)."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "contact", sa.Column("account_status", sa.Text, server_default="active", nullable=False)
    )
    op.add_column("contact", sa.Column("discarded_by", sa.Uuid))
    op.create_check_constraint(
        "ck_contact_account_status",
        "contact",
        "account_status IN ('active', 'inactive', 'restricted', 'suspended')",
    )
