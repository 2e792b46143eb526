"""What a request about opportunities may carry, and what a board and its sums look like.

Only shapes and limits are checked here; what depends on other rows is the operation's. A PATCH is
a merge (RFC 7396): a member left out stays, null empties, a list replaces the list.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from chassis.web import Body, LongText, ShortText

MAX_CONTACTS: Final = 50
MAX_LINES: Final = 200
MAX_PRINCIPALS: Final = 100

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=4)]
Quantity = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=4)]
Visibility = Literal["private", "read", "write"]


class OpportunityLineBody(Body):
    """One product; without a price it has the product's, if that is in the same currency."""

    product_id: UUID
    quantity: Quantity = Decimal(1)
    unit_price: Amount | None = None


class OpportunityBudget(Body):
    """What the client may spend (S-02); without an amount the lines say what it is worth."""

    amount: Amount | None = None
    currency: Currency | None = None
    kind: Literal["fixed", "hour", "day", "week", "month", "year"] | None = None
    periods: Annotated[int, Field(ge=1, le=10_000)] | None = None


class Details(Body):
    """The members that a new opportunity and a change of one have in common."""

    description: LongText | None = None
    contact_id: UUID | None = None
    contact_ids: list[UUID] | None = Field(None, max_length=MAX_CONTACTS)
    lines: list[OpportunityLineBody] | None = Field(None, max_length=MAX_LINES)
    budget: OpportunityBudget | None = None
    probability: Annotated[int, Field(ge=0, le=100)] | None = None
    expected_close_on: date | None = None
    owner_id: UUID | None = None
    visibility: Visibility = "write"
    shared_user_ids: list[UUID] | None = Field(None, max_length=MAX_PRINCIPALS)
    shared_group_ids: list[UUID] | None = Field(None, max_length=MAX_PRINCIPALS)

    def given(self) -> dict[str, Any]:
        """Return the members that were sent, as the rules read them."""
        values = {name: getattr(self, name) for name in self.model_fields_set}
        if values.get("budget") is not None:
            budget = values["budget"]
            values["budget"] = {name: getattr(budget, name) for name in budget.model_fields_set}
        return values


class OpportunityCreate(Details):
    """A new opportunity. Who creates it is its owner unless another is named (S-01)."""

    title: ShortText
    stage_id: UUID
    continues_id: UUID | None = None


class OpportunityChange(Details):
    """A merge patch; `stage_id` moves it, as `POST …/stage` does."""

    title: ShortText = ""
    stage_id: UUID | None = None


class StageMove(Body):
    """To which stage."""

    stage_id: UUID


class OpportunityWin(Body):
    """Why they bought (S-12); it must be there."""

    purchase_motive_id: UUID | None = None


class OpportunityLoss(Body):
    """Why it was lost (S-13); it must be there."""

    loss_reason_id: UUID | None = None


class OpportunityReopen(Body):
    """Why a closed one is open again (O-37), and at which stage if not at its last one."""

    reason: ShortText
    stage_id: UUID | None = None


class TotalAmount(BaseModel):
    """An amount in one currency."""

    amount: str
    currency: str


class UnconvertedSum(BaseModel):
    """What no rate is known for: its own count and sums."""

    currency: str
    count: int
    amount: str
    expected_amount: str


class UsedRate(BaseModel):
    """A rate that was used."""

    currency: str
    rate: str
    valid_on: date


class TotalsView(BaseModel):
    """Sums of a list in the organization's currency (S-37).

    `count` counts all; what `unconverted` names is in none of the sums.
    """

    count: int
    amount: TotalAmount
    expected_amount: TotalAmount
    unconverted: list[UnconvertedSum]
    rates: list[UsedRate]


class ColumnView(TotalsView):
    """One column of the board: its stage, sums, and the first cards with the way to the next."""

    stage: dict[str, Any]
    items: list[dict[str, Any]]
    next_cursor: str | None


class BoardView(BaseModel):
    """The open opportunities by stage (S-14, S-20), with the sums of all."""

    columns: list[ColumnView]
    total: TotalsView
