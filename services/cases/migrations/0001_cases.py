"""Business calendars, types, states, priorities, cases with their history, copies of foreign facts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_JSON = postgresql.JSONB()
_MOMENT = sa.DateTime(timezone=True)
_IDS = sa.ARRAY(sa.Uuid)


def upgrade() -> None:
    _calendars()
    _catalogs()
    _cases()
    _projections()


def _calendars() -> None:
    op.create_table(
        "business_calendar",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text),
        sa.Column("hours", _JSON, nullable=False),
        sa.Column("holidays", _JSON, nullable=False),
        sa.Column("is_default", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_business_calendar"),
        sa.UniqueConstraint(
            "organization_id", "id", name="uq_business_calendar_organization_id_id"
        ),
    )
    op.create_index(
        "ix_business_calendar_name", "business_calendar", ["organization_id", "name", "id"]
    )
    op.create_index(
        "uq_business_calendar_default",
        "business_calendar",
        ["organization_id"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )


def _catalogs() -> None:
    op.create_table(
        "case_counter",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("type_id", sa.Uuid, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "type_id", name="pk_case_counter"),
    )
    op.create_table(
        "case_priority",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("resolution_minutes", sa.Integer),
        sa.Column("is_calendar_time", sa.Boolean, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("resolution_minutes > 0", name="ck_case_priority_resolution_minutes"),
        sa.PrimaryKeyConstraint("id", name="pk_case_priority"),
        sa.UniqueConstraint("organization_id", "id", name="uq_case_priority_organization_id_id"),
    )
    op.create_index(
        "ix_case_priority_position", "case_priority", ["organization_id", "position", "id"]
    )
    op.create_index(
        "uq_case_priority_name",
        "case_priority",
        ["organization_id", sa.literal_column("lower(name)")],
        unique=True,
        postgresql_where=sa.text("is_active"),
    )
    op.create_table(
        "case_state",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("state_class", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "state_class IN ('new', 'in_progress', 'solved', 'closed')",
            name="ck_case_state_state_class",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_state"),
        sa.UniqueConstraint("organization_id", "id", name="uq_case_state_organization_id_id"),
    )
    op.create_index("ix_case_state_position", "case_state", ["organization_id", "position", "id"])
    op.create_index(
        "uq_case_state_name",
        "case_state",
        ["organization_id", sa.literal_column("lower(name)")],
        unique=True,
        postgresql_where=sa.text("is_active"),
    )
    op.create_table(
        "case_type",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("requires_contact", sa.Boolean, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("prefix ~ '^[A-Z][A-Z0-9]{0,7}$'", name="ck_case_type_prefix"),
        sa.PrimaryKeyConstraint("id", name="pk_case_type"),
        sa.UniqueConstraint("organization_id", "id", name="uq_case_type_organization_id_id"),
    )
    op.create_index("ix_case_type_position", "case_type", ["organization_id", "position", "id"])
    op.create_index(
        "uq_case_type_name",
        "case_type",
        ["organization_id", sa.literal_column("lower(name)")],
        unique=True,
        postgresql_where=sa.text("is_active"),
    )
    op.create_index("uq_case_type_prefix", "case_type", ["organization_id", "prefix"], unique=True)


def _cases() -> None:
    op.create_table(
        "case_record",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("type_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("search_text", sa.Text, server_default=" ", nullable=False),
        sa.Column("contact_id", sa.Uuid),
        sa.Column("company_id", sa.Uuid),
        sa.Column("participant_ids", _IDS, server_default="{}", nullable=False),
        sa.Column("call_id", sa.Uuid),
        sa.Column("depends_on_id", sa.Uuid),
        sa.Column("priority_id", sa.Uuid),
        sa.Column("due_at", _MOMENT),
        sa.Column("sort_due_at", _MOMENT, nullable=False),
        sa.Column("has_own_due", sa.Boolean, nullable=False),
        sa.Column("state_id", sa.Uuid, nullable=False),
        sa.Column("state_class", sa.Text, nullable=False),
        sa.Column("solution", sa.Text),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("solved_at", _MOMENT),
        sa.Column("closed_at", _MOMENT),
        sa.Column("discarded_at", _MOMENT),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("assignee_id", sa.Uuid),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("shared_user_ids", _IDS, server_default="{}", nullable=False),
        sa.Column("shared_group_ids", _IDS, server_default="{}", nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "state_class <> 'solved' OR solution IS NOT NULL",
            name="ck_case_record_solved_with_solution",
        ),
        sa.CheckConstraint(
            "state_class IN ('new', 'in_progress', 'solved', 'closed')",
            name="ck_case_record_state_class",
        ),
        sa.CheckConstraint(
            "visibility IN ('private', 'read', 'write')", name="ck_case_record_visibility"
        ),
        sa.CheckConstraint("depends_on_id <> id", name="ck_case_record_not_on_itself"),
        sa.ForeignKeyConstraint(
            ["organization_id", "depends_on_id"],
            ["case_record.organization_id", "case_record.id"],
            name="fk_case_record_organization_id_depends_on_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "priority_id"],
            ["case_priority.organization_id", "case_priority.id"],
            name="fk_case_record_organization_id_priority_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "state_id"],
            ["case_state.organization_id", "case_state.id"],
            name="fk_case_record_organization_id_state_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "type_id"],
            ["case_type.organization_id", "case_type.id"],
            name="fk_case_record_organization_id_type_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_record"),
        sa.UniqueConstraint("organization_id", "id", name="uq_case_record_organization_id_id"),
        sa.UniqueConstraint(
            "organization_id", "number", name="uq_case_record_organization_id_number"
        ),
    )
    op.create_index(
        "ix_case_record_assignee_id",
        "case_record",
        ["organization_id", "assignee_id"],
        postgresql_where=sa.text("assignee_id IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_call_id",
        "case_record",
        ["organization_id", "call_id"],
        postgresql_where=sa.text("call_id IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_company_id",
        "case_record",
        ["organization_id", "company_id"],
        postgresql_where=sa.text("company_id IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_contact_id",
        "case_record",
        ["organization_id", "contact_id"],
        postgresql_where=sa.text("contact_id IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_depends_on_id",
        "case_record",
        ["organization_id", "depends_on_id"],
        postgresql_where=sa.text("depends_on_id IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_discarded_opened_at",
        "case_record",
        ["organization_id", "opened_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_discarded_sort_due_at",
        "case_record",
        ["organization_id", "sort_due_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_discarded_updated_at",
        "case_record",
        ["organization_id", "updated_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_live_opened_at",
        "case_record",
        ["organization_id", "opened_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_case_record_live_sort_due_at",
        "case_record",
        ["organization_id", "sort_due_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_case_record_live_updated_at",
        "case_record",
        ["organization_id", "updated_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NULL"),
    )
    op.create_index(
        "ix_case_record_open",
        "case_record",
        ["organization_id", "sort_due_at", "id"],
        postgresql_where=sa.text("discarded_at IS NULL AND state_class IN ('new', 'in_progress')"),
    )
    op.create_index(
        "ix_case_record_participant_ids", "case_record", ["participant_ids"], postgresql_using="gin"
    )
    op.create_index(
        "ix_case_record_public_opened_at",
        "case_record",
        ["organization_id", "opened_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NULL AND visibility <> 'private'"),
    )
    op.create_index(
        "ix_case_record_public_sort_due_at",
        "case_record",
        ["organization_id", "sort_due_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NULL AND visibility <> 'private'"),
    )
    op.create_index(
        "ix_case_record_public_updated_at",
        "case_record",
        ["organization_id", "updated_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("discarded_at IS NULL AND visibility <> 'private'"),
    )
    op.create_index(
        "ix_case_record_search_text_trgm",
        "case_record",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "case_event",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("params", _JSON, nullable=False),
        sa.Column("actor_id", sa.Uuid),
        sa.Column("actor_name", sa.Text),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "case_id"],
            ["case_record.organization_id", "case_record.id"],
            name="fk_case_event_organization_id_case_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_event"),
        sa.UniqueConstraint("organization_id", "id", name="uq_case_event_organization_id_id"),
    )
    op.create_index("ix_case_event_case", "case_event", ["organization_id", "case_id", "at", "id"])


def _projections() -> None:
    op.create_table(
        "known_call",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("call_id", sa.Uuid, nullable=False),
        sa.Column("agent_id", sa.Uuid),
        sa.Column("operator_ids", _IDS, nullable=False),
        sa.Column("started_at", _MOMENT),
        sa.Column("contact_id", sa.Uuid),
        sa.Column("incarnation", sa.Integer),
        sa.Column("version", sa.Integer),
        sa.PrimaryKeyConstraint("organization_id", "call_id", name="pk_known_call"),
    )
    op.create_table(
        "known_contact",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("manager_ids", _IDS, nullable=False),
        sa.Column("shared_user_ids", _IDS, nullable=False),
        sa.Column("shared_group_ids", _IDS, nullable=False),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("is_discarded", sa.Boolean, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", name="pk_known_contact"),
    )
    op.create_table(
        "organization_profile",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_organization_profile"),
    )
