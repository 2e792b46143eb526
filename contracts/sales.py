"""What sales states: opportunities from the first interest to won or lost, and their stages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from chassis.events import Fact


class StageChanged(Fact, type="sales.stage.changed"):
    """A stage of the pipeline as it is now (state; also on creation).

    `probability` is in percent; an open opportunity without one of its own follows it (X-10).
    """

    name: str
    position: int
    probability: Decimal
    is_deleted: bool = False


class OpportunityState(Fact):
    """An opportunity as it is now: enough to show it, to sum it and to apply who may see it.

    `amount` is the whole value: budget times periods, or the sum of the lines. `probability` is in
    percent and counts only where `has_own_probability`; otherwise the stage's holds.
    """

    title: str
    contact_id: UUID
    contact_ids: list[UUID]
    stage_id: UUID
    state: Literal["open", "won", "lost"]
    amount: Decimal
    currency: str
    probability: Decimal
    has_own_probability: bool
    expected_close_on: date | None
    opened_at: datetime
    closed_at: datetime | None
    purchase_motive: str | None
    loss_reason: str | None
    owner_id: UUID | None
    shared_user_ids: list[UUID]
    shared_group_ids: list[UUID]
    visibility: Literal["private", "read", "write"]
    is_discarded: bool = False


class OpportunityCreated(OpportunityState, type="sales.opportunity.created"):
    """An opportunity exists."""


class OpportunityChanged(OpportunityState, type="sales.opportunity.changed"):
    """An opportunity has other values; who was given access by this change is named."""

    added_user_ids: list[UUID]


class OpportunityStageChanged(OpportunityState, type="sales.opportunity.stage_changed"):
    """An opportunity moved to another stage (S-09)."""

    previous_stage_id: UUID
    stage: str


class OpportunityWon(OpportunityState, type="sales.opportunity.won"):
    """An opportunity was won, with its motive (S-12)."""


class OpportunityLost(OpportunityState, type="sales.opportunity.lost"):
    """An opportunity was lost, with its reason (S-13)."""


class OpportunityReopened(OpportunityState, type="sales.opportunity.reopened"):
    """A closed opportunity is open again (S-16, O-37)."""

    previous_state: Literal["won", "lost"]
    reason: str


class OpportunityDiscarded(OpportunityState, type="sales.opportunity.discarded"):
    """An opportunity was deleted; it can be restored."""


class OpportunityRestored(OpportunityState, type="sales.opportunity.restored"):
    """A deleted opportunity is back."""


class OpportunityRestated(OpportunityState, type="sales.opportunity.restated"):
    """An opportunity as it is now, said again to a new reader or after a restore."""


class SalesRestated(Fact, type="sales.restate.completed"):
    """Every stage and opportunity was stated again: an older one that was not is not there."""
