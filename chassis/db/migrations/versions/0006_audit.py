"""Who wrote what, and the seals over it; neither can be changed or deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_KEPT = ("audit_entry", "audit_block")

_REFUSING = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '% only ever grows', TG_TABLE_NAME; END $$
"""
# Whoever got rights on new tables by default, the runtime role above all, keeps reading and adding.
_REVOKING = """
DO $$
DECLARE held record;
BEGIN
  FOR held IN
    SELECT DISTINCT grantee FROM information_schema.role_table_grants
    WHERE table_schema = current_schema() AND table_name = '{table}' AND grantee <> current_user
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %s',
      CASE held.grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(held.grantee) END);
  END LOOP;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("actor_id", sa.Uuid),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("changes", sa.dialects.postgresql.JSONB, nullable=False),
        sa.Column("omitted", sa.Integer, server_default=sa.text("0"), nullable=False),
        sa.Column("outcome", sa.SmallInteger, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("trace_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_audit_entry"),
    )
    for column in ("organization_id", "record_id", "actor_id"):
        op.create_index(f"ix_audit_entry_{column}_at", "audit_entry", [column, "at"])
    op.create_table(
        "audit_unsealed",
        sa.Column("position", sa.BigInteger, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_audit_unsealed"),
    )
    op.create_table(
        "audit_block",
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("sealed_at", _MOMENT, nullable=False),
        sa.Column("positions", sa.dialects.postgresql.ARRAY(sa.BigInteger), nullable=False),
        sa.Column("digests", sa.LargeBinary, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_block"),
    )
    op.execute(_REFUSING)
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        op.execute(_REVOKING.format(table=table))
