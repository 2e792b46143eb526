"""Imports: the run, what it made and what it refused."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_JSON = sa.dialects.postgresql.JSONB
_COUNTS = ("read", "created", "updated", "skipped", "rejected", "removed", "restored", "kept")


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_size", sa.BigInteger, nullable=False),
        sa.Column("given", _JSON, nullable=False),
        sa.Column("found", _JSON, nullable=False),
        sa.Column("header_row", sa.Integer, nullable=False),
        sa.Column("columns", _JSON, nullable=False),
        sa.Column("value_maps", _JSON, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("duplicates", _JSON, nullable=False),
        sa.Column("defaults", _JSON, nullable=False),
        sa.Column("acting", _JSON),
        sa.Column("position", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in _COUNTS),
        sa.Column("failure", _JSON),
        sa.Column("due_at", _MOMENT),
        sa.Column("started_at", _MOMENT),
        sa.Column("ended_at", _MOMENT),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
        sa.UniqueConstraint("organization_id", "id", name="uq_import_run_organization_id_id"),
        sa.CheckConstraint(
            "state IN ('reading', 'draft', 'running', 'done', 'failed', 'undoing', 'undone')",
            name="ck_import_run_state",
        ),
    )
    op.create_index(
        "ix_import_run_created_at", "import_run", ["organization_id", "created_at", "id"]
    )
    op.create_index(
        "ix_import_run_due_at",
        "import_run",
        ["due_at"],
        postgresql_where=sa.text("state IN ('reading', 'running', 'undoing')"),
    )
    op.create_table(
        "import_bad_row",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("import_id", sa.Uuid, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("cells", _JSON, nullable=False),
        sa.Column("errors", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "import_id", "row", name="pk_import_bad_row"),
    )
    op.create_table(
        "import_made",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("import_id", sa.Uuid, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", _JSON),
        sa.PrimaryKeyConstraint("organization_id", "import_id", "record_id", name="pk_import_made"),
    )
