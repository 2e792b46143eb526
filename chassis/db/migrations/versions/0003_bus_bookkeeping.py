"""Deaths of a fact, clean stops, redelivery; a handled fact keeps only its id, source and time."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    for column in ("type", "subject", "organization_id", "aggregate_version"):
        op.alter_column("inbox", column, nullable=True)
    op.add_column(
        "inbox", sa.Column("deaths", sa.Integer, server_default=sa.text("0"), nullable=False)
    )
    op.create_table(
        "reader_run",
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("instance", sa.Uuid, nullable=False),
        sa.Column("clean", sa.Boolean, nullable=False),
        sa.Column("started_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("reader", name="pk_reader_run"),
    )
    op.create_table(
        "redelivery",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("position", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("asked_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("done_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_redelivery"),
    )
    op.create_table(
        "redelivery_ask",
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_redelivery_ask"),
    )
