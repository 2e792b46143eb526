"""A client's currency (C-05) and days of credit (B-37); `troncal restate contacts` fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("known_contact", sa.Column("currency", sa.Text))
    op.add_column("known_contact", sa.Column("credit_days", sa.Integer))
