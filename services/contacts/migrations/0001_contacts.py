"""Contacts, their phones and e-mails, the timeline, the identification of calls."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_JSON = postgresql.JSONB()
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _directory()
    _timeline()
    _identification()
    _projections()


def _directory() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("first_name", sa.Text),
        sa.Column("last_name", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), server_default="", nullable=False),
        sa.Column("search_text", sa.Text, server_default=" ", nullable=False),
        sa.Column("class", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("state", sa.Text, server_default="active", nullable=False),
        sa.Column("discarded_at", _MOMENT),
        sa.Column("company_id", sa.Uuid),
        sa.Column("area", sa.Text),
        sa.Column("position", sa.Text),
        sa.Column("website", sa.Text),
        sa.Column("links", _JSON, server_default="[]", nullable=False),
        sa.Column("addresses", _JSON, server_default="[]", nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text), server_default="{}", nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("tax_id", sa.Text),
        sa.Column("tax_country", sa.Text),
        sa.Column("tax_key", sa.Text),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("manager_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("visibility", sa.Text, server_default="private", nullable=False),
        sa.Column("shared_user_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("shared_group_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("share_level", sa.Text, server_default="write", nullable=False),
        sa.Column("waiting_operator_ids", sa.ARRAY(sa.Uuid)),
        sa.Column("created_by", sa.Uuid),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "class IN ('prospect', 'interested', 'client')", name="ck_contact_class"
        ),
        sa.CheckConstraint(
            "kind = 'person' OR company_id IS NULL", name="ck_contact_company_of_a_person"
        ),
        sa.CheckConstraint("kind IN ('person', 'company')", name="ck_contact_kind"),
        sa.CheckConstraint("share_level IN ('read', 'write')", name="ck_contact_share_level"),
        sa.CheckConstraint("state IN ('active', 'discarded')", name="ck_contact_state"),
        sa.CheckConstraint(
            "visibility IN ('private', 'read', 'write')", name="ck_contact_visibility"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "company_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_contact_organization_id_company_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("organization_id", "id", name="uq_contact_organization_id_id"),
    )
    op.create_index(
        "ix_contact_company",
        "contact",
        ["organization_id", "company_id"],
        postgresql_where=sa.text("company_id IS NOT NULL"),
    )
    op.create_index(
        "ix_contact_discarded_sort_key",
        "contact",
        ["organization_id", "sort_key", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'discarded'"),
    )
    op.create_index(
        "ix_contact_discarded_updated_at",
        "contact",
        ["organization_id", "updated_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'discarded'"),
    )
    op.create_index(
        "ix_contact_live_created_at",
        "contact",
        ["organization_id", "created_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index(
        "ix_contact_live_sort_key",
        "contact",
        ["organization_id", "sort_key", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index(
        "ix_contact_live_updated_at",
        "contact",
        ["organization_id", "updated_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index("ix_contact_manager_ids", "contact", ["manager_ids"], postgresql_using="gin")
    op.create_index("ix_contact_owner", "contact", ["organization_id", "owner_id"])
    op.create_index(
        "ix_contact_public_created_at",
        "contact",
        ["organization_id", "created_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'active' AND visibility <> 'private'"),
    )
    op.create_index(
        "ix_contact_public_sort_key",
        "contact",
        ["organization_id", "sort_key", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'active' AND visibility <> 'private'"),
    )
    op.create_index(
        "ix_contact_public_updated_at",
        "contact",
        ["organization_id", "updated_at", "id"],
        postgresql_include=["search_text"],
        postgresql_where=sa.text("state = 'active' AND visibility <> 'private'"),
    )
    op.create_index(
        "ix_contact_search_text_trgm",
        "contact",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index("ix_contact_tags", "contact", ["tags"], postgresql_using="gin")
    op.create_index(
        "uq_contact_tax_key",
        "contact",
        ["organization_id", "tax_country", "tax_key"],
        unique=True,
        postgresql_where=sa.text("tax_key IS NOT NULL AND state = 'active'"),
    )
    op.create_table(
        "contact_phone",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("national", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("is_primary", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_contact_phone_organization_id_contact_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_phone"),
        sa.UniqueConstraint("contact_id", "number", name="uq_contact_phone_contact_id_number"),
        sa.UniqueConstraint("contact_id", "place", name="uq_contact_phone_contact_id_place"),
    )
    op.create_index("ix_contact_phone_number", "contact_phone", ["organization_id", "number"])
    op.create_index(
        "uq_contact_phone_primary",
        "contact_phone",
        ["contact_id"],
        unique=True,
        postgresql_where=sa.text("is_primary"),
    )
    op.create_table(
        "contact_email",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("is_primary", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_contact_email_organization_id_contact_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_email"),
        sa.UniqueConstraint("contact_id", "key", name="uq_contact_email_contact_id_key"),
        sa.UniqueConstraint("contact_id", "place", name="uq_contact_email_contact_id_place"),
    )
    op.create_index("ix_contact_email_key", "contact_email", ["organization_id", "key"])
    op.create_index(
        "uq_contact_email_primary",
        "contact_email",
        ["contact_id"],
        unique=True,
        postgresql_where=sa.text("is_primary"),
    )


def _timeline() -> None:
    op.create_table(
        "timeline_entry",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("params", _JSON, nullable=False),
        sa.Column("actor_id", sa.Uuid),
        sa.Column("actor_name", sa.Text),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("readers", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_timeline_entry_organization_id_contact_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_timeline_entry"),
        sa.UniqueConstraint("organization_id", "id", name="uq_timeline_entry_organization_id_id"),
    )
    op.create_index(
        "ix_timeline_entry_contact", "timeline_entry", ["organization_id", "contact_id", "at", "id"]
    )
    op.create_index(
        "uq_timeline_entry_call",
        "timeline_entry",
        ["organization_id", "record_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'call'"),
    )


def _identification() -> None:
    op.create_table(
        "call_identity",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("e164", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "e164", name="pk_call_identity"),
    )
    op.create_table(
        "identified_call",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("contact_id", sa.Uuid),
        sa.Column("e164", sa.Text),
        sa.Column("readers", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
        sa.Column("ended", _JSON),
        sa.Column("ended_incarnation", sa.Integer),
        sa.Column("ended_version", sa.Integer),
        sa.Column("classified", _JSON),
        sa.Column("classified_incarnation", sa.Integer),
        sa.Column("classified_version", sa.Integer),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["contact.organization_id", "contact.id"],
            name="fk_identified_call_organization_id_contact_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identified_call"),
        sa.UniqueConstraint("organization_id", "id", name="uq_identified_call_organization_id_id"),
    )
    op.create_table(
        "identification_settings",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("create_from_calls", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_identification_settings"),
    )


def _projections() -> None:
    op.create_table(
        "organization_profile",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("default_region", sa.Text, nullable=False),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_organization_profile"),
    )
