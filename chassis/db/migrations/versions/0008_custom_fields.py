"""Fields that an organization gives its records: definitions, their order, indexed values."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_TYPES = (
    "('text', 'area', 'number', 'money', 'date', 'list', 'multiple_list', 'checkbox', 'heading')"
)


def upgrade() -> None:
    op.create_table(
        "custom_field",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("options", postgresql.JSONB, nullable=False),
        sa.Column("currency", sa.Text),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("is_required", sa.Boolean, nullable=False),
        sa.Column("is_unique", sa.Boolean, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("is_removed", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_custom_field"),
        sa.UniqueConstraint("organization_id", "id", name="uq_custom_field_organization_id_id"),
        sa.UniqueConstraint(
            "organization_id", "entity", "key", name="uq_custom_field_organization_id_entity_key"
        ),
        sa.CheckConstraint(f"type IN {_TYPES}", name="ck_custom_field_type"),
    )
    op.create_index(
        "ix_custom_field_position", "custom_field", ["organization_id", "entity", "position", "id"]
    )
    op.create_table(
        "record_layout",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("fields", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "entity", name="pk_record_layout"),
    )
    op.create_table(
        "custom_value",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("field_id", sa.Uuid, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("text", sa.Text(collation="C")),
        sa.Column("number", sa.Numeric),
        sa.Column("words", sa.Text),
        sa.Column("unique_key", sa.Text),
        sa.PrimaryKeyConstraint("organization_id", "field_id", "record_id", name="pk_custom_value"),
    )
    for column in ("text", "number"):
        op.create_index(
            f"ix_custom_value_{column}",
            "custom_value",
            ["organization_id", "field_id", column, "record_id"],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )
    op.create_index(
        "uq_custom_value_unique_key",
        "custom_value",
        ["organization_id", "field_id", "unique_key"],
        unique=True,
        postgresql_where=sa.text("unique_key IS NOT NULL"),
    )
    # On an expression: the same folding as that of the filters (`chassis.records.search.folded`).
    op.execute(
        "CREATE INDEX ix_custom_value_words_trgm ON custom_value"
        " USING gin (lower(f_unaccent(words)) gin_trgm_ops) WHERE words IS NOT NULL"
    )
