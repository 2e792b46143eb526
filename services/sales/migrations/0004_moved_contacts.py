"""Opportunities follow contacts that were merged, and come back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("known_contact", sa.Column("merged_into_id", sa.Uuid))
    op.create_table(
        "moved_contact",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("opportunity_id", sa.Uuid, nullable=False),
        sa.Column("into_id", sa.Uuid, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("was_named", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "opportunity_id"],
            ["opportunity.organization_id", "opportunity.id"],
            name="fk_moved_contact_organization_id_opportunity_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "organization_id", "contact_id", "opportunity_id", name="pk_moved_contact"
        ),
    )
