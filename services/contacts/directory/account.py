"""What a contact is, by the organization's catalogs, and the client's account (C-32…C-37)."""

from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKeyConstraint, Index, Numeric, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

PRIORITIES: Final = ("low", "normal", "high")


class AccountColumns:
    """What a contact is to the organization, and on which terms it buys.

    `currency`, `tax_exempt`, `price_list`, `ledger_account`, `credit_days` and `credit_limit` are
    stated for whoever bills. Without `credit_days` the client pays at once. `client_number` is
    issued when the contact becomes a client and stays.
    """

    type_id: Mapped[UUID | None]
    source_id: Mapped[UUID | None]
    referred_by_id: Mapped[UUID | None]
    main_contact_id: Mapped[UUID | None]
    role_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list, server_default="{}")
    temperature_id: Mapped[UUID | None]

    client_number: Mapped[int | None]
    priority: Mapped[str] = mapped_column(default="normal", server_default="normal")
    economic_activity: Mapped[str | None]
    price_list: Mapped[str | None]
    tax_exempt: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    ledger_account: Mapped[str | None]
    is_supplier: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    currency: Mapped[str | None]
    credit_days: Mapped[int | None]
    credit_limit: Mapped[Decimal | None] = mapped_column(Numeric())
    credit_currency: Mapped[str | None]


def account_keys() -> tuple[Any, ...]:
    """Return the keys of these columns. What a catalog deletes is found by an index."""
    return (
        *(
            ForeignKeyConstraint(
                ["organization_id", column], [f"{table}.organization_id", f"{table}.id"]
            )
            for column, table in (
                ("type_id", "contact_type"),
                ("source_id", "contact_source"),
                ("temperature_id", "temperature"),
                ("referred_by_id", "contact"),
                ("main_contact_id", "contact"),
            )
        ),
        *(
            Index(
                f"ix_contact_{column}",
                "organization_id",
                column,
                postgresql_where=text(f"{column} IS NOT NULL"),
            )
            for column in (
                "type_id",
                "source_id",
                "temperature_id",
                "referred_by_id",
                "main_contact_id",
            )
        ),
        Index("ix_contact_role_ids", "role_ids", postgresql_using="gin"),
        Index(
            "uq_contact_client_number",
            "organization_id",
            "client_number",
            unique=True,
            postgresql_where=text("client_number IS NOT NULL"),
        ),
        CheckConstraint("priority IN ('low', 'normal', 'high')", "priority"),
        CheckConstraint("credit_days >= 0", "credit_days"),
        CheckConstraint(
            "credit_limit >= 0 AND (credit_limit IS NULL) = (credit_currency IS NULL)",
            "credit_limit",
        ),
        CheckConstraint("kind = 'company' OR main_contact_id IS NULL", "main_contact"),
        CheckConstraint("referred_by_id <> id", "referred_by_another"),
    )
