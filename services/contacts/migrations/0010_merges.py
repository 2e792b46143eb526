"""Contacts that were merged into another, and pairs that are known to be different."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("contact", sa.Column("merged_into_id", sa.Uuid))
    op.create_foreign_key(
        "fk_contact_organization_id_merged_into_id",
        "contact",
        "contact",
        ["organization_id", "merged_into_id"],
        ["organization_id", "id"],
    )
    op.create_check_constraint(
        "ck_contact_merged",
        "contact",
        "merged_into_id IS NULL OR (state = 'discarded' AND merged_into_id <> id)",
    )
    op.create_index(
        "ix_contact_main_contact_id",
        "contact",
        ["organization_id", "main_contact_id"],
        postgresql_where=sa.text("main_contact_id IS NOT NULL"),
    )
    op.create_index(
        "ix_contact_uncompared_tax_id",
        "contact",
        ["organization_id", "id"],
        postgresql_where=sa.text(
            "tax_id IS NOT NULL AND tax_key IS NULL AND state = 'active'"
        ),
    )
    op.create_index(
        "ix_identified_call_open",
        "identified_call",
        ["organization_id", "contact_id"],
        postgresql_where=sa.text("ended IS NULL"),
    )
    op.create_table(
        "contact_merge",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("survivor_id", sa.Uuid, nullable=False),
        sa.Column("absorbed_id", sa.Uuid, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor_id", sa.Uuid),
        sa.Column("kept", postgresql.JSONB, nullable=False),
        sa.Column("moved", postgresql.JSONB, nullable=False),
        sa.Column("undone_at", _MOMENT),
        sa.Column("undone_by", sa.Uuid),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("survivor_id <> absorbed_id", name="ck_contact_merge_two_contacts"),
        sa.ForeignKeyConstraint(
            ["organization_id", "survivor_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_contact_merge_organization_id_survivor_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "absorbed_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_contact_merge_organization_id_absorbed_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_merge"),
        sa.UniqueConstraint("organization_id", "id", name="uq_contact_merge_organization_id_id"),
    )
    op.create_index(
        "ix_contact_merge_survivor", "contact_merge", ["organization_id", "survivor_id"]
    )
    op.create_index(
        "uq_contact_merge_absorbed",
        "contact_merge",
        ["organization_id", "absorbed_id"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "distinct_pair",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("low_id", sa.Uuid, nullable=False),
        sa.Column("high_id", sa.Uuid, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor_id", sa.Uuid),
        sa.CheckConstraint("low_id < high_id", name="ck_distinct_pair_order"),
        sa.ForeignKeyConstraint(
            ["organization_id", "low_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_distinct_pair_organization_id_low_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "high_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_distinct_pair_organization_id_high_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organization_id", "low_id", "high_id", name="pk_distinct_pair"),
    )
