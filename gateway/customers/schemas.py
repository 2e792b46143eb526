"""The composed view of a customer."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field


class PartView(BaseModel):
    """One part: what its service answered, or why there is nothing."""

    state: Literal["ok", "forbidden", "unavailable"]
    data: Any = Field(description="The service's own answer; null unless state is ok.")


class Customer(BaseModel):
    """A contact with what the services know of it. A service that is not installed has no part."""

    id: UUID
    contact: PartView
    timeline: PartView
    opportunities: PartView | None = None
    cases: PartView | None = None
    invoices: PartView | None = None
    calls: PartView | None = None
    messages: PartView | None = None
    partial: bool = Field(description="Whether a part is missing because its service is down.")
