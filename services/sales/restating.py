"""What sales states again, for a new reader and after a restore."""

from collections.abc import Iterable, Sequence

from chassis.db import Session
from chassis.events import Restated, Restates
from contracts.sales import OpportunityRestated, SalesRestated, StageChanged
from services.sales.opportunities.models import Opportunity
from services.sales.opportunities.rows import state_of
from services.sales.stages.models import Stage
from services.sales.stages.operations import said_of


def restate_stages(
    session: Session,  # noqa: ARG001 - every owner's function has this shape
    rows: Sequence[Stage],
) -> Iterable[tuple[Stage, StageChanged]]:
    """State stages, deleted ones too: opportunities may still stand in one."""
    for stage in rows:
        yield stage, said_of(stage)


def restate_opportunities(
    session: Session, rows: Sequence[Opportunity]
) -> Iterable[tuple[Opportunity, OpportunityRestated]]:
    """State opportunities as they are, discarded ones too."""
    for opportunity in rows:
        yield opportunity, OpportunityRestated(**state_of(session, opportunity))


RESTATES = Restates(
    records=(
        Restated(model=Stage, state=restate_stages),
        Restated(model=Opportunity, state=restate_opportunities),
    ),
    completed=SalesRestated,
)
