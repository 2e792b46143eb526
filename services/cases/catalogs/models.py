"""What an administrator lays out for cases: types with numbers of their own, states, priorities.

None is ever deleted, since cases point to them: one that is no longer wanted is retired
(`is_active`), stays on its cases and is chosen no more.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from chassis.records.catalogs import CatalogEntry, catalog_keys
from services.cases.base import Base


class CaseType(CatalogEntry, Base):
    """A kind of case (K-09) with the prefix of its numbers (K-14).

    A prefix is one type's for ever: numbers of two types never look the same.
    """

    __tablename__ = "case_type"

    prefix: Mapped[str]
    requires_contact: Mapped[bool] = mapped_column(default=True)

    __table_args__: Any = (
        *catalog_keys("case_type"),
        Index("uq_case_type_prefix", "organization_id", "prefix", unique=True),
        CheckConstraint("prefix ~ '^[A-Z][A-Z0-9]{0,7}$'", "prefix"),
    )


class CaseCounter(Base, Owned):
    """The last number of a type. Its row is the lock under which numbers are given."""

    __tablename__ = "case_counter"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    type_id: Mapped[UUID] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class CaseState(CatalogEntry, Base):
    """A word for where a case stands (K-15); lists and figures go by its class (O-10)."""

    __tablename__ = "case_state"

    state_class: Mapped[str]

    __table_args__: Any = (
        *catalog_keys("case_state"),
        CheckConstraint("state_class IN ('new', 'in_progress', 'solved', 'closed')", "state_class"),
    )


class CasePriority(CatalogEntry, Base):
    """How soon a case of this priority has to be solved (K-16): null minutes set no deadline.

    `is_calendar_time`: the clock runs day and night, not by the business calendar (O-13).
    """

    __tablename__ = "case_priority"

    resolution_minutes: Mapped[int | None]
    is_calendar_time: Mapped[bool] = mapped_column(default=False)

    __table_args__: Any = (
        *catalog_keys("case_priority"),
        CheckConstraint("resolution_minutes > 0", "resolution_minutes"),
    )
