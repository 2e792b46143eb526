"""Where motives and reasons are used: deleting one gives its opportunities another (S-12, S-13)."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from uuid import UUID

from sqlalchemy import func, select

from chassis.db import Session
from chassis.events import record
from contracts.sales import OpportunityChanged
from services.sales.opportunities.history import add_event
from services.sales.opportunities.models import Opportunity
from services.sales.opportunities.rows import state_of


@dataclass(frozen=True, slots=True)
class OfOpportunities:
    """Closed opportunities, deleted ones too; each says that it changed, since figures follow it.

    A won one needs a motive and a lost one a reason, so none is ever left without.
    """

    member: Literal["purchase_motive_id", "loss_reason_id"]
    may_be_empty: ClassVar[bool] = False

    def count(self, session: Session, id: UUID) -> int:
        """Return how many opportunities have it."""
        statement = select(func.count()).select_from(Opportunity).where(self._column == id)
        return session.scalars(statement).one()

    def move(self, session: Session, id: UUID, target: UUID | None) -> None:
        """Give the opportunities another one."""
        having = session.scalars(
            select(Opportunity)
            .where(self._column == id)
            .order_by(Opportunity.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        for opportunity in having.all():
            setattr(opportunity, self.member, target)
            opportunity.touch()
            session.flush()
            add_event(session, opportunity.id, "edited", members=[self.member])
            fact = OpportunityChanged(**state_of(session, opportunity), added_user_ids=[])
            record(session, opportunity, fact)

    @property
    def _column(self) -> Any:
        return getattr(Opportunity, self.member)
