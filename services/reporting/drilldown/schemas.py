"""The records behind a figure as the API shows them."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.reporting.business.schemas import SumAmount
from services.reporting.kpis.schemas import Range


class Behind(Range):
    """Which records: of a range (where the figure has one), one part, one owner; in pages."""

    dimension: str | None = Field(default=None, max_length=200)
    owner_id: UUID | None = None
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=4_000)


class RecordLink(BaseModel):
    """Where a record is."""

    type: str
    id: UUID


class RecordBehind(BaseModel):
    """One record that a figure counts."""

    record: RecordLink
    title: str
    at: datetime | date
    owner: str
    owner_id: UUID | None
    amount: SumAmount | None


class RecordsBehind(BaseModel):
    """A page of the records behind a figure; `total` is the figure."""

    items: list[RecordBehind]
    next_cursor: str | None
    total: int
