"""Documents of opportunities, and where files lie."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("extension", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("file_key", sa.Text, nullable=False),
        sa.Column("added_by", sa.Uuid),
        sa.Column("added_by_name", sa.Text),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("size > 0", name="ck_document_size"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("organization_id", "id", name="uq_document_organization_id_id"),
    )
    op.create_index(
        "ix_document_record", "document", ["organization_id", "record_id", "created_at", "id"]
    )
    op.create_table(
        "stored_file",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("due_at", _MOMENT),
        sa.PrimaryKeyConstraint("organization_id", "key", name="pk_stored_file"),
    )
    op.create_index(
        "ix_stored_file_due_at",
        "stored_file",
        ["due_at"],
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
