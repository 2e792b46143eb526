"""Figures of sales, cases and billing as the API shows them."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field


class Amount(BaseModel):
    """Money."""

    amount: str
    currency: str


class Sum(BaseModel):
    """How many, and how much in the organization's currency by the rate of each day."""

    count: int
    amount: Amount
    without_rate: list[Amount] = Field(
        description="What no rate is known for: not in `amount`, each currency apart."
    )


class NamedSum(Sum):
    """The part of a sum that has one motive, reason or type."""

    name: str


class StageSum(Sum):
    """The open opportunities of one stage, as of now."""

    stage_id: UUID
    name: str
    expected: Amount = Field(description="Amount times probability (S-04).")


class Sales(BaseModel):
    """Opportunities that were closed in the range, and the open ones by stage, as of now."""

    won: Sum
    lost: Sum
    by_motive: list[NamedSum]
    by_reason: list[NamedSum]
    pipeline: list[StageSum]


class Counted(BaseModel):
    """How many have one name."""

    name: str
    count: int


class Cases(BaseModel):
    """Cases opened and solved in the range, and the unsolved ones past their deadline, now."""

    opened: int
    solved: int
    overdue: int
    by_type: list[Counted]


class Billing(BaseModel):
    """Invoices issued and paid in the range."""

    invoiced: Sum
    paid: Sum


class BusinessDay(BaseModel):
    """The figures of one day."""

    day: date
    won: int = 0
    lost: int = 0
    cases_opened: int = 0
    cases_solved: int = 0
    invoiced: int = 0
    paid: int = 0


class OwnerFigures(BaseModel):
    """The figures of one person; without id, of what is nobody's."""

    owner_id: UUID | None
    name: str
    won: int = 0
    lost: int = 0
    cases_opened: int = 0
    cases_solved: int = 0
    invoiced: int = 0
    paid: int = 0


class Business(BaseModel):
    """The figures of a range of days; a block is null where the profile does not see its module."""

    first: date
    last: date
    timezone: str
    sales: Sales | None
    cases: Cases | None
    billing: Billing | None
    by_day: list[BusinessDay]
    by_owner: list[OwnerFigures]


class BusinessDashboard(BaseModel):
    """The range with the one of the same length before it, to compare."""

    range: Business
    before: Business
