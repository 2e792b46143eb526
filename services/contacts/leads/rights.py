"""Who sees and who changes a lead: the chassis's rule; a discarded one is the administrators'."""

from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import NotFound, Stale
from chassis.identity.actor import Actor
from chassis.records import may_see, replace_grants, require_edit
from services.contacts.leads.models import DISCARDED, Lead
from services.contacts.leads.records import LEAD


def visible(session: Session, actor: Actor, lead_id: UUID) -> Lead | None:
    """Return the lead if the actor may see it, unlocked, else None."""
    lead = session.scalars(select(Lead).where(Lead.id == lead_id)).one_or_none()
    if lead is None or _is_out_of_sight(actor, lead):
        return None
    return lead if may_see(session, actor, LEAD, lead_id) else None


def editable(
    session: Session, actor: Actor, lead_id: UUID, *, expected_version: int | None
) -> Lead:
    """Lock the lead for a change by the actor.

    Raises NotFound where the actor may not see it, Forbidden where seeing is all, and only then
    Stale: a version must not betray that a lead exists.
    """
    lead = session.lock(Lead, lead_id)
    if _is_out_of_sight(actor, lead):
        raise NotFound
    require_edit(session, actor, LEAD, lead_id)
    if expected_version is not None and lead.version != expected_version:
        raise Stale(params={"version": lead.version})
    return lead


def write_grants(session: Session, lead: Lead, *, is_new: bool = False) -> None:
    """Write who sees the lead by name: its owner and managers."""
    replace_grants(session, LEAD, lead, is_new=is_new)


def _is_out_of_sight(actor: Actor, lead: Lead) -> bool:
    return lead.state == DISCARDED and not actor.is_administrator
