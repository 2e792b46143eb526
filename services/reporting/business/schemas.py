"""Figures of sales, cases and billing as the API shows them."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field


class SumAmount(BaseModel):
    """Money."""

    amount: str
    currency: str


class FigureSum(BaseModel):
    """How many, and how much in the organization's currency by the rate of each day."""

    count: int
    amount: SumAmount
    without_rate: list[SumAmount] = Field(
        description="What no rate is known for: not in `amount`, each currency apart."
    )


class NamedSum(FigureSum):
    """The part of a sum that has one motive, reason or type."""

    name: str


class StageSum(FigureSum):
    """The open opportunities of one stage, as of now."""

    stage_id: UUID
    name: str
    expected: SumAmount = Field(description="Amount times probability (S-04).")


class SalesFigures(BaseModel):
    """Opportunities that were closed in the range, and the open ones by stage, as of now."""

    won: FigureSum
    lost: FigureSum
    by_motive: list[NamedSum]
    by_reason: list[NamedSum]
    pipeline: list[StageSum]


class NamedCount(BaseModel):
    """How many have one name."""

    name: str
    count: int


class CaseFigures(BaseModel):
    """Cases opened and solved in the range, and the unsolved ones past their deadline, now."""

    opened: int
    solved: int
    overdue: int
    by_type: list[NamedCount]


class BillingFigures(BaseModel):
    """Invoices issued and paid in the range."""

    invoiced: FigureSum
    paid: FigureSum


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


class BusinessFigures(BaseModel):
    """The figures of a range of days; a block is null where the profile does not see its module."""

    first: date
    last: date
    timezone: str
    sales: SalesFigures | None
    cases: CaseFigures | None
    billing: BillingFigures | None
    by_day: list[BusinessDay]
    by_owner: list[OwnerFigures]


class BusinessDashboard(BaseModel):
    """The range with the one of the same length before it, to compare."""

    range: BusinessFigures
    before: BusinessFigures
