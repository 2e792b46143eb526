"""The company as it stands on its invoices, and how these are numbered."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from services.billing.base import Base

FIRST_PREFIX: Final = "INV"
DIGITS: Final = 7
"""INV0000001 is the first (B-01, O-24)."""


class CompanyProfile(Base, Owned):
    """Who bills (B-17), what every new invoice says (B-10), and what a client's status does (X-12).

    `logo` is a data URL of a PNG or JPEG.
    """

    __tablename__ = "company_profile"
    __table_args__ = (
        CheckConstraint("on_restricted IN ('allow', 'warn', 'refuse')", "on_restricted"),
        CheckConstraint("on_suspended IN ('allow', 'warn', 'refuse')", "on_suspended"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="", server_default="")
    tax_id: Mapped[str] = mapped_column(default="", server_default="")
    address: Mapped[str] = mapped_column(default="", server_default="")
    email: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    logo: Mapped[str | None]
    default_terms: Mapped[str] = mapped_column(default="", server_default="")
    on_restricted: Mapped[str] = mapped_column(default="warn", server_default="warn")
    on_suspended: Mapped[str] = mapped_column(default="refuse", server_default="refuse")


class InvoiceNumbering(Base, Owned):
    """The counter of an organization's invoices: one row, locked last, just before the commit.

    `next_number` is what the next invoice gets and `last_issued_on` the day of the one before it,
    so that in the order of their numbers the days never go backwards.
    """

    __tablename__ = "invoice_numbering"
    __table_args__ = (CheckConstraint("next_number >= 1", "next_number"),)

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(default=FIRST_PREFIX, server_default=FIRST_PREFIX)
    next_number: Mapped[int] = mapped_column(default=1, server_default="1")
    last_issued_on: Mapped[date | None]


def number_of(prefix: str, place: int) -> str:
    """Write a number: the prefix and seven digits, more where seven do not hold it."""
    return f"{prefix}{place:0{DIGITS}d}"
