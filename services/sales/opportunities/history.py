"""What happened with an opportunity, written with the change itself (S-09, O-37)."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from chassis.clock import now
from chassis.db import Session, append_row
from chassis.ids import new_id
from services.sales.opportunities.models import OpportunityEvent
from services.sales.stages.models import Stage

Kind = Literal[
    "created",
    "edited",
    "moved",
    "won",
    "lost",
    "reopened",
    "discarded",
    "restored",
    "document_added",
    "document_removed",
]


def add_event(
    session: Session,
    opportunity_id: UUID,
    kind: Kind,
    *,
    origin: Stage | None = None,
    to: Stage | None = None,
    detail: str | None = None,
    members: Sequence[str] = (),
) -> None:
    """Add one line to the history; it is written at the end of the transaction.

    `detail` is a motive's or reason's name, or why a closed opportunity is open again.
    """
    append_row(
        session,
        OpportunityEvent,
        id=new_id(),
        version=1,
        opportunity_id=opportunity_id,
        kind=kind,
        at=now(),
        actor_id=session.actor.user_id,
        actor_name=session.actor.name or None,
        from_stage_id=origin.id if origin else None,
        to_stage_id=to.id if to else None,
        from_stage=origin.name if origin else None,
        to_stage=to.name if to else None,
        detail=detail,
        members=list(members),
    )
