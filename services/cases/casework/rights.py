"""Who sees and who changes a case: the chassis's rule, with what cases add to it.

What they add: a discarded case exists only for administrators.
"""

from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import NotFound, Stale
from chassis.identity.actor import Actor
from chassis.records import Share, may_see, replace_grants, require_edit
from services.cases.casework.models import Case
from services.cases.casework.records import CASE


def visible(session: Session, actor: Actor, case_id: UUID) -> Case | None:
    """Return the case if the actor may see it, unlocked, else None."""
    case = session.scalars(select(Case).where(Case.id == case_id)).one_or_none()
    if case is None or _is_out_of_sight(actor, case):
        return None
    return case if may_see(session, actor, CASE, case_id) else None


def editable(
    session: Session, actor: Actor, case_id: UUID, *, expected_version: int | None
) -> Case:
    """Lock the case for a change by the actor.

    Raises NotFound where the actor may not see it, Forbidden where seeing is all, and only then
    Stale: a version must not betray that a case exists.
    """
    case = session.lock(Case, case_id)
    if _is_out_of_sight(actor, case):
        raise NotFound
    require_edit(session, actor, CASE, case_id)
    if expected_version is not None and case.version != expected_version:
        raise Stale(params={"version": case.version})
    return case


def write_grants(session: Session, case: Case, *, is_new: bool = False) -> None:
    """Write who sees the case by name: who opened it, who answers it, who it is restricted to.

    Those to whom access is restricted can edit (K-04).
    """
    shares = [
        Share(principal_id, "write")
        for principal_id in dict.fromkeys((*case.shared_user_ids, *case.shared_group_ids))
    ]
    managers = [case.assignee_id] if case.assignee_id else []
    replace_grants(session, CASE, case, managers=managers, shares=shares, is_new=is_new)


def _is_out_of_sight(actor: Actor, case: Case) -> bool:
    return case.discarded_at is not None and not actor.is_administrator
