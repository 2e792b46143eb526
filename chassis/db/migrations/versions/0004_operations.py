"""Who dropped a fact and why; facts stated again to one reader; what is to be restated."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("inbox", sa.Column("decided_by", sa.Uuid))
    op.add_column("inbox", sa.Column("decided_at", _MOMENT))
    op.add_column("inbox", sa.Column("decision", sa.Text))
    op.add_column("outbox", sa.Column("reader", sa.Text))
    op.create_table(
        "restatement",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("reader", sa.Text),
        sa.Column("aggregate", sa.Text),
        sa.Column("organization_id", sa.Uuid),
        sa.Column("after", sa.Uuid),
        sa.Column("stated", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("asked_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("done_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_restatement"),
    )
