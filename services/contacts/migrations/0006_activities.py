"""Activities; what records of other services are called and who may see them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_LIVE = "discarded_at IS NULL"
_PUBLIC = "discarded_at IS NULL AND visibility <> 'private'"


def upgrade() -> None:
    _activities()
    _told_records()


def _activities() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("location", sa.Text),
        sa.Column("search_text", sa.Text, server_default=" ", nullable=False),
        sa.Column("due_at", _MOMENT),
        sa.Column("starts_at", _MOMENT),
        sa.Column("ends_at", _MOMENT),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("remind_minutes_before", sa.Integer),
        sa.Column("remind_at", _MOMENT),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("assignee_id", sa.Uuid),
        *_ids("participant_ids", "participant_user_ids", "participant_group_ids"),
        *_ids("people_ids", "contact_ids"),
        sa.Column("related_type", sa.Text),
        sa.Column("related_id", sa.Uuid),
        sa.Column("visibility", sa.Text, server_default="private", nullable=False),
        sa.Column("priority", sa.Text, server_default="medium", nullable=False),
        sa.Column("category_id", sa.Uuid),
        sa.Column("state", sa.Text, server_default="open", nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.Column("closed_by", sa.Uuid),
        sa.Column("outcome", sa.Text),
        sa.Column("next_id", sa.Uuid),
        sa.Column("discarded_at", _MOMENT),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("ends_at >= starts_at", name="ck_activity_ends_after_it_starts"),
        sa.CheckConstraint("kind IN ('call', 'meeting', 'task', 'visit')", name="ck_activity_kind"),
        sa.CheckConstraint("priority IN ('high', 'medium', 'low')", name="ck_activity_priority"),
        sa.CheckConstraint(
            "(related_type IS NULL) = (related_id IS NULL)", name="ck_activity_related"
        ),
        sa.CheckConstraint("state IN ('open', 'closed')", name="ck_activity_state"),
        sa.CheckConstraint(
            "visibility IN ('private', 'read', 'write')", name="ck_activity_visibility"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.UniqueConstraint("organization_id", "id", name="uq_activity_organization_id_id"),
    )
    for column in ("at", "updated_at"):
        for name, where in (("live", _LIVE), ("public", _PUBLIC)):
            op.create_index(
                f"ix_activity_{name}_{column}",
                "activity",
                ["organization_id", column, "id"],
                postgresql_include=["search_text"],
                postgresql_where=sa.text(where),
            )
    op.create_index(
        "ix_activity_state_at",
        "activity",
        ["organization_id", "state", "at", "id"],
        postgresql_where=sa.text(_LIVE),
    )
    op.create_index(
        "ix_activity_related_open",
        "activity",
        ["organization_id", "related_id", "at"],
        postgresql_where=sa.text(f"state = 'open' AND {_LIVE}"),
    )
    op.create_index(
        "ix_activity_related",
        "activity",
        ["organization_id", "related_id"],
        postgresql_where=sa.text("related_id IS NOT NULL"),
    )
    op.create_foreign_key(
        "fk_activity_organization_id_category_id",
        "activity",
        "task_category",
        ["organization_id", "category_id"],
        ["organization_id", "id"],
    )
    op.create_index(
        "ix_activity_category_id",
        "activity",
        ["organization_id", "category_id"],
        postgresql_where=sa.text("category_id IS NOT NULL"),
    )
    for column in ("people_ids", "contact_ids"):
        op.create_index(f"ix_activity_{column}", "activity", [column], postgresql_using="gin")
    op.create_index(
        "ix_activity_search_text_trgm",
        "activity",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "activity_settings",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("yellow_hours", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_activity_settings"),
    )


def _told_records() -> None:
    op.add_column("told_record", sa.Column("name", sa.Text))
    for column in _ids("contact_ids", "responsible_ids", "shared_user_ids", "shared_group_ids"):
        op.add_column("told_record", column)
    op.add_column(
        "told_record", sa.Column("visibility", sa.Text, server_default="private", nullable=False)
    )
    op.drop_index("ix_timeline_entry_record", "timeline_entry")
    op.create_index(
        "ix_timeline_entry_record",
        "timeline_entry",
        ["organization_id", "record_id"],
        postgresql_where=sa.text("kind IN ('opportunity', 'case', 'invoice', 'activity')"),
    )


def _ids(*names: str) -> list[sa.Column[list[str]]]:
    return [
        sa.Column(name, sa.ARRAY(sa.Uuid), server_default="{}", nullable=False) for name in names
    ]
