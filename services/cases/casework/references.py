"""Whether what a case points to exists: users, groups, contacts, a call, another case.

Each function returns the wrong members, none when all is well.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.db.locks import hold
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryGroup, DirectoryUser
from services.cases.casework.contacts import seen_contacts
from services.cases.casework.models import Case
from services.cases.casework.rights import visible
from services.cases.projections import KnownCall


def wrong_users(session: Session, member: str, user_ids: Collection[UUID]) -> list[FieldError]:
    """Name the member when one of the users is unknown here or inactive."""
    if not user_ids:
        return []
    known = session.scalars(
        select(DirectoryUser.user_id).where(
            DirectoryUser.user_id.in_(user_ids), DirectoryUser.is_active
        )
    )
    return [FieldError(member, "unknown_user")] if set(user_ids).difference(known) else []


def wrong_groups(session: Session, member: str, group_ids: Collection[UUID]) -> list[FieldError]:
    """Name the member when one of the groups is unknown here."""
    if not group_ids:
        return []
    known = session.scalars(
        select(DirectoryGroup.group_id).where(
            DirectoryGroup.group_id.in_(group_ids), DirectoryGroup.is_active
        )
    )
    return [FieldError(member, "unknown_group")] if set(group_ids).difference(known) else []


def wrong_contacts(
    session: Session, actor: Actor, member: str, contact_ids: Collection[UUID]
) -> list[FieldError]:
    """Name the member unless the actor sees each of the contacts (K-01, K-11)."""
    seen = seen_contacts(session, actor, contact_ids)
    return [FieldError(member, "unknown_contact")] if set(contact_ids).difference(seen) else []


def wrong_company(session: Session, actor: Actor, company_id: UUID) -> list[FieldError]:
    """Name the member unless it is a company that the actor sees (K-12)."""
    company = seen_contacts(session, actor, [company_id]).get(company_id)
    if company is None or company.kind != "company":
        return [FieldError("company_id", "unknown_company")]
    return []


def call_to_open_from(session: Session, actor: Actor, call_id: UUID) -> KnownCall:
    """Return the call that a case is opened from.

    Who took it, who may take calls of its number, who sees its contact and administrators may use
    it; for all others, and until telephony has stated it, there is no such call.
    """
    call = session.scalars(select(KnownCall).where(KnownCall.call_id == call_id)).one_or_none()
    if call is not None and (
        actor.is_administrator
        or actor.user_id in {call.agent_id, *call.operator_ids}
        or (call.contact_id and seen_contacts(session, actor, [call.contact_id]))
    ):
        return call
    raise Invalid("invalid_fields", FieldError("call_id", "unknown_call"))


def one_at_a_time(session: Session) -> None:
    """Let one transaction of the organization change dependencies at a time (O-12).

    Taken before the case's own lock: two edges that close a circle together neither miss each other
    nor wait for each other's row.
    """
    hold(session, "case dependencies")


def wrong_dependency(
    session: Session, actor: Actor, case_id: UUID | None, depends_on_id: UUID
) -> list[FieldError]:
    """Name the member unless the actor sees the other case and no circle would close (K-13, O-12).

    A change of a case calls `one_at_a_time` before.
    """
    if visible(session, actor, depends_on_id) is None:
        return [FieldError("depends_on_id", "unknown_case")]
    if case_id is None:
        return []
    above: UUID | None = depends_on_id
    while above is not None:
        if above == case_id:
            return [FieldError("depends_on_id", "circular_dependency")]
        above = session.scalars(select(Case.depends_on_id).where(Case.id == above)).one_or_none()
    return []
