"""Text functions, money in JSON, who was given which record, the directory of people."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_UNACCENT = """
CREATE FUNCTION f_unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT {schema}.unaccent('{schema}.unaccent'::regdictionary, $1) $$
"""
# The amount keeps its decimals and has at least those of its currency (chassis.money).
_MONEY = """
CREATE FUNCTION money_json(amount numeric, currency text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN amount IS NULL OR currency IS NULL THEN NULL ELSE json_build_object(
    'amount', round(amount, greatest(min_scale(amount), CASE
      WHEN currency IN ('CLP', 'PYG', 'JPY', 'UYI') THEN 0
      WHEN currency IN ('KWD', 'BHD', 'TND') THEN 3
      WHEN currency = 'CLF' THEN 4
      ELSE 2 END))::text,
    'currency', currency) END
$$
"""


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    schema = (
        op.get_bind()
        .execute(
            sa.text(
                "SELECT quote_ident(nspname) FROM pg_extension"
                " JOIN pg_namespace ON pg_namespace.oid = extnamespace"
                " WHERE extname = 'unaccent'"
            )
        )
        .scalar_one()
    )
    op.execute(_UNACCENT.format(schema=schema))
    op.execute(_MONEY)
    op.create_table(
        "record_access",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("principal_id", sa.Uuid, nullable=False),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(
            "organization_id",
            "principal_id",
            "record_type",
            "record_id",
            "reason",
            name="pk_record_access",
        ),
        sa.CheckConstraint(
            "reason IN ('owner', 'manager', 'shared')", name="ck_record_access_reason"
        ),
        sa.CheckConstraint("level IN ('read', 'write')", name="ck_record_access_level"),
    )
    op.create_index(
        "ix_record_access_record",
        "record_access",
        ["organization_id", "record_type", "record_id", "principal_id"],
    )
    _directory()


def _directory() -> None:
    op.create_table(
        "directory_user",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("role_id", sa.Uuid),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "user_id", name="pk_directory_user"),
    )
    op.create_index("ix_directory_user_role", "directory_user", ["organization_id", "role_id"])
    op.create_table(
        "directory_role",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("role_id", sa.Uuid, nullable=False),
        sa.Column("parent_id", sa.Uuid),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "role_id", name="pk_directory_role"),
    )
    op.create_index("ix_directory_role_parent", "directory_role", ["organization_id", "parent_id"])
    op.create_table(
        "directory_group",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("group_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "group_id", name="pk_directory_group"),
    )
    op.create_table(
        "directory_member",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("group_id", sa.Uuid, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint(
            "organization_id", "group_id", "user_id", name="pk_directory_member"
        ),
    )
