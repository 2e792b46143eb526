"""Leads with their phones, addresses and history; web forms and what was sent by them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_LISTED = {
    "live": "state <> 'discarded'",
    "public": "state <> 'discarded' AND visibility <> 'private'",
    "discarded": "state = 'discarded'",
}
_WALKED = (
    ("sort_key", ("live", "public", "discarded")),
    ("created_at", ("live", "public")),
    ("updated_at", ("live", "public", "discarded")),
)


def upgrade() -> None:
    _leads()
    _channels()
    _history()
    _forms()


def _leads() -> None:
    op.create_table(
        "lead",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("first_name", sa.Text),
        sa.Column("last_name", sa.Text),
        sa.Column("company_name", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), server_default="", nullable=False),
        sa.Column("search_text", sa.Text, server_default=" ", nullable=False),
        sa.Column("position", sa.Text),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("progress", sa.Text, server_default="new", nullable=False),
        sa.Column("state", sa.Text, server_default="open", nullable=False),
        sa.Column("discarded_at", _MOMENT),
        sa.Column("discarded_by", sa.Uuid),
        sa.Column("website", sa.Text),
        sa.Column("addresses", postgresql.JSONB, server_default="[]", nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text), server_default="{}", nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("custom", postgresql.JSONB, server_default="{}", nullable=False),
        sa.Column("tax_id", sa.Text),
        sa.Column("tax_country", sa.Text),
        sa.Column("source_id", sa.Uuid),
        sa.Column("temperature_id", sa.Uuid),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("manager_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("visibility", sa.Text, server_default="private", nullable=False),
        sa.Column("created_by", sa.Uuid),
        sa.Column("cloned_from_id", sa.Uuid),
        sa.Column("form_id", sa.Uuid),
        sa.Column("converted_at", _MOMENT),
        sa.Column("converted_by", sa.Uuid),
        sa.Column("person_id", sa.Uuid),
        sa.Column("company_id", sa.Uuid),
        sa.Column("opportunity_id", sa.Uuid),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "progress IN ('new', 'contacted', 'qualified', 'unqualified')", name="ck_lead_progress"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'converted', 'discarded')", name="ck_lead_state"
        ),
        sa.CheckConstraint("visibility IN ('private', 'read', 'write')", name="ck_lead_visibility"),
        sa.CheckConstraint(
            "(state = 'converted') = (converted_at IS NOT NULL)"
            " AND (converted_at IS NULL) = (person_id IS NULL AND company_id IS NULL)"
            " AND (converted_at IS NOT NULL OR opportunity_id IS NULL)",
            name="ck_lead_converted",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lead"),
        sa.UniqueConstraint("organization_id", "id", name="uq_lead_organization_id_id"),
    )
    for column, table in (
        ("source_id", "contact_source"),
        ("temperature_id", "temperature"),
        ("person_id", "contact"),
        ("company_id", "contact"),
        ("cloned_from_id", "lead"),
    ):
        op.create_foreign_key(
            f"fk_lead_organization_id_{column}",
            "lead",
            table,
            ["organization_id", column],
            ["organization_id", "id"],
        )
    for column, lists in _WALKED:
        for name in lists:
            op.create_index(
                f"ix_lead_{name}_{column}",
                "lead",
                ["organization_id", column, "id"],
                postgresql_include=["search_text"],
                postgresql_where=sa.text(_LISTED[name]),
            )
    for column in ("source_id", "temperature_id", "person_id", "company_id", "form_id"):
        op.create_index(
            f"ix_lead_{column}",
            "lead",
            ["organization_id", column],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )
    op.create_index("ix_lead_owner", "lead", ["organization_id", "owner_id"])
    for column in ("tags", "manager_ids"):
        op.create_index(f"ix_lead_{column}", "lead", [column], postgresql_using="gin")
    op.create_index(
        "ix_lead_custom",
        "lead",
        ["custom"],
        postgresql_using="gin",
        postgresql_ops={"custom": "jsonb_path_ops"},
    )
    op.create_index(
        "ix_lead_search_text_trgm",
        "lead",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index(
        "ix_lead_search_text_digits",
        "lead",
        [sa.text("digit_grams(search_text)")],
        postgresql_using="gin",
    )


def _channels() -> None:
    for table, own in (
        ("lead_phone", ("number", "national")),
        ("lead_email", ("address", "key")),
    ):
        op.create_table(
            table,
            sa.Column("organization_id", sa.Uuid, nullable=False),
            sa.Column("id", sa.Uuid, nullable=False),
            sa.Column("lead_id", sa.Uuid, nullable=False),
            sa.Column("place", sa.Integer, nullable=False),
            *(sa.Column(column, sa.Text, nullable=False) for column in own),
            sa.Column("label", sa.Text, nullable=False),
            sa.Column("is_primary", sa.Boolean, nullable=False),
            sa.ForeignKeyConstraint(
                ["organization_id", "lead_id"],
                ["lead.organization_id", "lead.id"],
                name=f"fk_{table}_organization_id_lead_id",
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.UniqueConstraint("lead_id", "place", name=f"uq_{table}_lead_id_place"),
        )
    op.create_unique_constraint(
        "uq_lead_phone_lead_id_number", "lead_phone", ["lead_id", "number"]
    )
    op.create_unique_constraint("uq_lead_email_lead_id_key", "lead_email", ["lead_id", "key"])
    op.create_index("ix_lead_phone_number", "lead_phone", ["organization_id", "number"])
    op.create_index("ix_lead_email_key", "lead_email", ["organization_id", "key"])


def _history() -> None:
    op.create_table(
        "lead_event",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("lead_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("params", postgresql.JSONB, nullable=False),
        sa.Column("actor_id", sa.Uuid),
        sa.Column("actor_name", sa.Text),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "lead_id"],
            ["lead.organization_id", "lead.id"],
            name="fk_lead_event_organization_id_lead_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lead_event"),
        sa.UniqueConstraint("organization_id", "id", name="uq_lead_event_organization_id_id"),
    )
    op.create_index("ix_lead_event_lead", "lead_event", ["organization_id", "lead_id", "at", "id"])


def _forms() -> None:
    op.create_table(
        "web_form",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), server_default="", nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, server_default=sa.text("true"), nullable=False),
        sa.Column("makes", sa.Text, nullable=False),
        sa.Column("fields", postgresql.JSONB, nullable=False),
        sa.Column("title", postgresql.JSONB, nullable=False),
        sa.Column("consent", postgresql.JSONB),
        sa.Column("consent_version", sa.Integer, nullable=False),
        sa.Column("thanks", postgresql.JSONB, nullable=False),
        sa.Column("redirect_url", sa.Text),
        sa.Column("origins", sa.ARRAY(sa.Text), server_default="{}", nullable=False),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("manager_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("visibility", sa.Text, server_default="private", nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text), server_default="{}", nullable=False),
        sa.Column("source_id", sa.Uuid),
        sa.Column("created_by", sa.Uuid),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("makes IN ('lead', 'contact')", name="ck_web_form_makes"),
        sa.CheckConstraint(
            "visibility IN ('private', 'read', 'write')", name="ck_web_form_visibility"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "source_id"],
            ["contact_source.organization_id", "contact_source.id"],
            name="fk_web_form_organization_id_source_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_web_form"),
        sa.UniqueConstraint("organization_id", "id", name="uq_web_form_organization_id_id"),
    )
    op.create_index("uq_web_form_token", "web_form", ["token"], unique=True)
    op.create_index("ix_web_form_sort_key", "web_form", ["organization_id", "sort_key", "id"])
    op.create_index(
        "ix_web_form_source_id",
        "web_form",
        ["organization_id", "source_id"],
        postgresql_where=sa.text("source_id IS NOT NULL"),
    )
    op.create_table(
        "form_submission",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("form_id", sa.Uuid, nullable=False),
        sa.Column("form_version", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("user_agent", sa.Text),
        sa.Column("page", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("consent", sa.Text),
        sa.Column("consent_version", sa.Integer),
        sa.Column("values", postgresql.JSONB, nullable=False),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("record_name", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "form_id"],
            ["web_form.organization_id", "web_form.id"],
            name="fk_form_submission_organization_id_form_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_form_submission"),
        sa.UniqueConstraint("organization_id", "id", name="uq_form_submission_organization_id_id"),
    )
    op.create_index(
        "ix_form_submission_form", "form_submission", ["organization_id", "form_id", "at", "id"]
    )
    op.create_index(
        "ix_form_submission_record", "form_submission", ["organization_id", "record_id"]
    )
    op.create_index(
        "uq_form_submission_key",
        "form_submission",
        ["form_id", "key"],
        unique=True,
        postgresql_where=sa.text("key IS NOT NULL"),
    )
    op.create_table(
        "form_budget",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("used", sa.Integer, nullable=False),
        sa.Column("window_ends_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "key", name="pk_form_budget"),
    )
