"""To whom somebody may give records at once: the role tree says (G-10, X-9)."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryUser, team_of


def assignees(session: Session, actor: Actor) -> Sequence[DirectoryUser]:
    """Return to whom the actor may give records, by name: themselves and who stands below them.

    Administrators give them to anybody. Who is inactive gets none.
    """
    statement = select(DirectoryUser).where(DirectoryUser.is_active)
    if not actor.is_administrator:
        mine = team_of(session, actor)
        if actor.user_id is not None:
            mine.add(actor.user_id)
        statement = statement.where(DirectoryUser.user_id.in_(sorted(mine)))
    return session.scalars(statement.order_by(DirectoryUser.name, DirectoryUser.user_id)).all()


def wrong_assignees(
    session: Session, actor: Actor, member: str, user_ids: Collection[UUID]
) -> list[FieldError]:
    """Name the member when one of the users is nobody to whom the actor may give records."""
    if not user_ids:
        return []
    known = {user.user_id for user in assignees(session, actor)}
    return [] if known.issuperset(user_ids) else [FieldError(member, "not_below_you")]
