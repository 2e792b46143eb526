"""Catalogs, tags, and the rest of the contact form: what a contact is, and its client's account."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from chassis.ids import new_id

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_SOURCE_KINDS = ("general", "general", "referral")
_COLOURS = ("#8a98d8", "#ffd267", "#df7895")
_FIRST = {
    "contact_type": (
        ("Cliente", "Client"),
        ("Proveedor", "Supplier"),
        ("Socio", "Partner"),
        ("Competidor", "Competitor"),
    ),
    "contact_source": (
        ("Base de datos", "Database"),
        ("Formulario web", "Web form"),
        ("Referido", "Referral"),
    ),
    "contact_role": (
        ("Organización", "Organization"),
        ("Asesor", "Advisor"),
        ("Director de proyectos", "Project director"),
    ),
    "temperature": (("Frío", "Cold"), ("Tibio", "Warm"), ("Caliente", "Hot")),
    "event_category": (
        ("Nota", "Note"),
        ("Email", "E-mail"),
        ("Llamada", "Call"),
        ("Reunión", "Meeting"),
    ),
    "task_category": (
        ("Llamada", "Call"),
        ("Negocio", "Deal"),
        ("Demo", "Demo"),
        ("Email", "E-mail"),
        ("Fax", "Fax"),
        ("Seguimiento", "Follow-up"),
        ("Almuerzo", "Lunch"),
        ("Reunión", "Meeting"),
        ("Nota", "Note"),
        ("Envío", "Shipment"),
        ("Redes sociales", "Social networks"),
        ("Agradecimiento", "Thank-you"),
    ),
}
"""What organizations that are here already begin with; new ones are given theirs by the service."""


def upgrade() -> None:
    for table in _FIRST:
        _catalog(table)
    _tags()
    _form()
    _timeline()
    _number_clients()


def _catalog(table: str) -> None:
    own: list[Any] = []
    if table == "contact_source":
        own = [
            sa.Column("kind", sa.Text, nullable=False),
            sa.CheckConstraint("kind IN ('general', 'referral')", name="ck_contact_source_kind"),
        ]
    if table == "temperature":
        own = [sa.Column("colour", sa.Text, nullable=False)]
    made = op.create_table(
        table,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        *own,
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("organization_id", "id", name=f"uq_{table}_organization_id_id"),
    )
    op.create_index(f"ix_{table}_position", table, ["organization_id", "position", "id"])
    op.create_index(
        f"uq_{table}_name",
        table,
        ["organization_id", sa.text("lower(name)")],
        unique=True,
        postgresql_where=sa.text("is_active"),
    )
    rows = [
        {
            "id": new_id(),
            "organization_id": organization_id,
            "version": 1,
            "name": name,
            "name_en": english,
            "position": place,
            "is_active": True,
            **({"kind": _SOURCE_KINDS[place - 1]} if table == "contact_source" else {}),
            **({"colour": _COLOURS[place - 1]} if table == "temperature" else {}),
        }
        for organization_id in _organizations()
        for place, (name, english) in enumerate(_FIRST[table], start=1)
    ]
    if rows:
        op.bulk_insert(made, rows)


def _tags() -> None:
    made = op.create_table(
        "tag",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), server_default="", nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("organization_id", "id", name="uq_tag_organization_id_id"),
    )
    op.create_index("ix_tag_sort_key", "tag", ["organization_id", "sort_key", "id"])
    op.create_index("uq_tag_key", "tag", ["organization_id", "entity", "key"], unique=True)
    written = op.get_bind().execute(
        sa.text("SELECT DISTINCT organization_id, unnest(tags) AS name FROM contact ORDER BY 1, 2")
    )
    rows: dict[tuple[Any, str], dict[str, Any]] = {}
    for organization_id, name in written:
        key = name.casefold()
        rows.setdefault(
            (organization_id, key),
            {
                "id": new_id(),
                "organization_id": organization_id,
                "version": 1,
                "entity": "contacts",
                "name": name,
                "key": key,
                "sort_key": key,
            },
        )
    if rows:
        op.bulk_insert(made, list(rows.values()))


def _form() -> None:
    for column in ("type_id", "source_id", "referred_by_id", "main_contact_id", "temperature_id"):
        op.add_column("contact", sa.Column(column, sa.Uuid))
    for column in ("economic_activity", "price_list", "ledger_account", "currency"):
        op.add_column("contact", sa.Column(column, sa.Text))
    for column in ("tax_exempt", "is_supplier"):
        op.add_column(
            "contact",
            sa.Column(column, sa.Boolean, server_default=sa.text("false"), nullable=False),
        )
    op.add_column(
        "contact",
        sa.Column("role_ids", sa.ARRAY(sa.Uuid), server_default="{}", nullable=False),
    )
    op.add_column("contact", sa.Column("client_number", sa.Integer))
    op.add_column(
        "contact", sa.Column("priority", sa.Text, server_default="normal", nullable=False)
    )
    op.add_column("contact", sa.Column("credit_days", sa.Integer))
    op.add_column("contact", sa.Column("credit_limit", sa.Numeric))
    op.add_column("contact", sa.Column("credit_currency", sa.Text))
    for column, table in (
        ("type_id", "contact_type"),
        ("source_id", "contact_source"),
        ("temperature_id", "temperature"),
        ("referred_by_id", "contact"),
        ("main_contact_id", "contact"),
    ):
        op.create_foreign_key(
            f"fk_contact_organization_id_{column}",
            "contact",
            table,
            ["organization_id", column],
            ["organization_id", "id"],
        )
    for column in ("type_id", "source_id", "temperature_id", "referred_by_id"):
        op.create_index(
            f"ix_contact_{column}",
            "contact",
            ["organization_id", column],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )
    op.create_index("ix_contact_role_ids", "contact", ["role_ids"], postgresql_using="gin")
    for name, condition in (
        ("priority", "priority IN ('low', 'normal', 'high')"),
        ("credit_days", "credit_days >= 0"),
        (
            "credit_limit",
            "credit_limit >= 0 AND (credit_limit IS NULL) = (credit_currency IS NULL)",
        ),
        ("main_contact", "kind = 'company' OR main_contact_id IS NULL"),
        ("referred_by_another", "referred_by_id <> id"),
    ):
        op.create_check_constraint(f"ck_contact_{name}", "contact", condition)


def _timeline() -> None:
    op.add_column("timeline_entry", sa.Column("category_id", sa.Uuid))
    op.create_foreign_key(
        "fk_timeline_entry_organization_id_category_id",
        "timeline_entry",
        "event_category",
        ["organization_id", "category_id"],
        ["organization_id", "id"],
    )
    op.create_index(
        "ix_timeline_entry_category",
        "timeline_entry",
        ["organization_id", "category_id"],
        postgresql_where=sa.text("category_id IS NOT NULL"),
    )


def _number_clients() -> None:
    """Give clients that are here their numbers, in the order in which they were made (C-37)."""
    op.create_table(
        "client_numbering",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_client_numbering"),
    )
    op.execute(
        "UPDATE contact SET client_number = numbered.place FROM (SELECT id, row_number() OVER"
        " (PARTITION BY organization_id ORDER BY created_at, id) AS place FROM contact"
        " WHERE class = 'client') AS numbered WHERE contact.id = numbered.id"
    )
    op.execute(
        "INSERT INTO client_numbering (organization_id, last_number)"
        " SELECT organization_id, max(client_number) FROM contact"
        " WHERE client_number IS NOT NULL GROUP BY organization_id"
    )
    op.create_index(
        "uq_contact_client_number",
        "contact",
        ["organization_id", "client_number"],
        unique=True,
        postgresql_where=sa.text("client_number IS NOT NULL"),
    )


def _organizations() -> list[Any]:
    return list(
        op.get_bind().scalars(sa.text("SELECT organization_id FROM organization_profile ORDER BY 1"))
    )
