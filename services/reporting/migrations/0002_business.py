"""Opportunities, cases, invoices, stages and rates; private and open figures apart."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _figures()
    _opportunities()
    _cases()
    _invoices()


def _column(name: str, type_: object, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, type_, nullable=nullable)


def _stated() -> list[sa.Column]:
    return [_column("incarnation", sa.Integer()), _column("version", sa.Integer())]


def _guarded() -> list[sa.Column]:
    return [
        _column("owner_id", sa.Uuid(), nullable=True),
        _column("is_public", sa.Boolean()),
        _column("is_discarded", sa.Boolean()),
        *_stated(),
    ]


def _figures() -> None:
    """A contact's figure was counted for everybody: until it is stated again it is private."""
    op.add_column(
        "contact_fact", sa.Column("name", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "contact_fact", sa.Column("is_public", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column(
        "kpi_day", sa.Column("is_public", sa.Boolean(), server_default="true", nullable=False)
    )
    op.execute("UPDATE kpi_day SET is_public = false WHERE metric = 'contacts_created'")
    op.alter_column("kpi_day", "is_public", server_default=None)
    op.drop_constraint("pk_kpi_day", "kpi_day")
    op.create_primary_key(
        "pk_kpi_day",
        "kpi_day",
        ["organization_id", "day", "metric", "dimension", "owner_id", "is_public"],
    )


def _opportunities() -> None:
    op.create_table(
        "stage_fact",
        _column("organization_id", sa.Uuid()),
        _column("stage_id", sa.Uuid()),
        _column("name", sa.Text()),
        _column("position", sa.Integer()),
        _column("probability", sa.Numeric()),
        _column("is_deleted", sa.Boolean()),
        *_stated(),
        sa.PrimaryKeyConstraint("stage_id", name="pk_stage_fact"),
    )
    op.create_table(
        "opportunity_fact",
        _column("organization_id", sa.Uuid()),
        _column("opportunity_id", sa.Uuid()),
        _column("title", sa.Text()),
        _column("stage_id", sa.Uuid()),
        _column("state", sa.Text()),
        _column("amount", sa.Numeric()),
        _column("currency", sa.Text()),
        _column("probability", sa.Numeric(), nullable=True),
        _column("opened_at", _MOMENT),
        _column("closed_at", _MOMENT, nullable=True),
        _column("purchase_motive", sa.Text()),
        _column("loss_reason", sa.Text()),
        *_guarded(),
        sa.PrimaryKeyConstraint("opportunity_id", name="pk_opportunity_fact"),
    )
    op.create_index(
        "ix_opportunity_fact_closed", "opportunity_fact", ["organization_id", "state", "closed_at"]
    )
    op.create_index(
        "ix_opportunity_fact_open",
        "opportunity_fact",
        ["organization_id", "stage_id"],
        postgresql_where=sa.text("state = 'open' AND NOT is_discarded"),
    )


def _cases() -> None:
    op.create_table(
        "case_fact",
        _column("organization_id", sa.Uuid()),
        _column("case_id", sa.Uuid()),
        _column("number", sa.Text()),
        _column("title", sa.Text()),
        _column("case_type", sa.Text()),
        _column("state_class", sa.Text()),
        _column("opened_at", _MOMENT),
        _column("due_at", _MOMENT, nullable=True),
        _column("solved_at", _MOMENT, nullable=True),
        *_guarded(),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_fact"),
    )
    op.create_index("ix_case_fact_opened", "case_fact", ["organization_id", "opened_at"])
    op.create_index("ix_case_fact_solved", "case_fact", ["organization_id", "solved_at"])
    op.create_index(
        "ix_case_fact_due",
        "case_fact",
        ["organization_id", "due_at"],
        postgresql_where=sa.text("state_class IN ('new', 'in_progress') AND NOT is_discarded"),
    )


def _invoices() -> None:
    op.create_table(
        "rate_fact",
        _column("organization_id", sa.Uuid()),
        _column("rate_id", sa.Uuid()),
        _column("currency", sa.Text()),
        _column("valid_on", sa.Date()),
        _column("rate", sa.Numeric()),
        _column("is_deleted", sa.Boolean()),
        *_stated(),
        sa.PrimaryKeyConstraint("rate_id", name="pk_rate_fact"),
    )
    op.create_index(
        "ix_rate_fact_currency", "rate_fact", ["organization_id", "currency", "valid_on"]
    )
    op.create_table(
        "invoice_fact",
        _column("organization_id", sa.Uuid()),
        _column("invoice_id", sa.Uuid()),
        _column("number", sa.Text()),
        _column("contact_name", sa.Text()),
        _column("state", sa.Text()),
        _column("issued_on", sa.Date(), nullable=True),
        _column("paid_on", sa.Date(), nullable=True),
        _column("currency", sa.Text()),
        _column("total", sa.Numeric()),
        *_guarded(),
        sa.PrimaryKeyConstraint("invoice_id", name="pk_invoice_fact"),
    )
    op.create_index("ix_invoice_fact_issued", "invoice_fact", ["organization_id", "issued_on"])
    op.create_index("ix_invoice_fact_paid", "invoice_fact", ["organization_id", "paid_on"])
