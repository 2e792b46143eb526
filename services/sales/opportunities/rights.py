"""Who sees and who changes an opportunity: the chassis's rule, with what sales adds to it.

What it adds: a deleted opportunity exists only for administrators.
"""

from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import NotFound, Stale
from chassis.identity.actor import Actor
from chassis.records import Share, may_see, replace_grants, require_edit
from services.sales.opportunities.models import Opportunity
from services.sales.opportunities.records import OPPORTUNITY


def visible(session: Session, actor: Actor, opportunity_id: UUID) -> Opportunity | None:
    """Return the opportunity if the actor may see it, unlocked, else None."""
    found = session.scalars(select(Opportunity).where(Opportunity.id == opportunity_id)).first()
    if found is None or _is_out_of_sight(actor, found):
        return None
    return found if may_see(session, actor, OPPORTUNITY, opportunity_id) else None


def editable(
    session: Session, actor: Actor, opportunity_id: UUID, *, expected_version: int | None
) -> Opportunity:
    """Lock the opportunity for a change by the actor.

    Raises NotFound where the actor may not see it, Forbidden where seeing is all, and only then
    Stale: a version must not betray that an opportunity exists.
    """
    opportunity = session.lock(Opportunity, opportunity_id)
    if _is_out_of_sight(actor, opportunity):
        raise NotFound
    require_edit(session, actor, OPPORTUNITY, opportunity_id)
    if expected_version is not None and opportunity.version != expected_version:
        raise Stale(params={"version": opportunity.version})
    return opportunity


def write_grants(session: Session, opportunity: Opportunity, *, is_new: bool = False) -> None:
    """Write who sees the opportunity by name: its owner and whom it is shared with (S-05)."""
    principals = dict.fromkeys([*opportunity.shared_user_ids, *opportunity.shared_group_ids])
    shares = [Share(principal_id, "write") for principal_id in principals]
    replace_grants(session, OPPORTUNITY, opportunity, shares=shares, is_new=is_new)


def _is_out_of_sight(actor: Actor, opportunity: Opportunity) -> bool:
    return opportunity.is_discarded and not actor.is_administrator
