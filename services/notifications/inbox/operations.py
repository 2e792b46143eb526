"""Telling people, and what they have read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import now
from chassis.db import Session
from chassis.errors import NotFound
from chassis.identity.actor import Actor
from chassis.ids import new_id
from services.notifications.inbox.models import Notification


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What to tell: worded by the screens from `kind` and `params`."""

    kind: str
    params: Mapping[str, Any]
    record_type: str
    record_id: UUID


def notify(session: Session, user_ids: Iterable[UUID], notice: Notice, *, key: str) -> int:
    """Tell each of these people once; return to how many it was news.

    `key` names the reason: the same key to the same person adds nothing, so a repeated fact cannot
    ring twice. Open screens hear of it at once by a live message.
    """
    wanted = sorted(set(user_ids))
    if not wanted:
        return 0
    known = set(
        session.scalars(
            select(Notification.user_id).where(
                Notification.key == key, Notification.user_id.in_(wanted)
            )
        )
    )
    told = [user_id for user_id in wanted if user_id not in known]
    for user_id in told:
        session.add(
            Notification(
                user_id=user_id,
                key=key,
                kind=notice.kind,
                params=dict(notice.params),
                record_type=notice.record_type,
                record_id=notice.record_id,
            )
        )
    session.tell(told, "notification.created", {"kind": notice.kind})
    return len(told)


def notify_each(session: Session, notices: Sequence[tuple[UUID, Notice, str]]) -> set[str]:
    """Give each person their notice, all in one statement; return the keys that were news.

    The same promise as `notify`, for many reasons at once; who tells open screens is the caller.
    """
    rows = [
        {
            "id": new_id(),
            "organization_id": session.organization,
            "user_id": user_id,
            "key": key,
            "kind": notice.kind,
            "params": dict(notice.params),
            "record_type": notice.record_type,
            "record_id": notice.record_id,
            "version": 1,
        }
        for user_id, notice, key in notices
    ]
    if not rows:
        return set()
    statement = insert(Notification).values(rows).on_conflict_do_nothing()
    return set(session.scalars(statement.returning(Notification.key)))


def read_notification(session: Session, actor: Actor, notification_id: UUID) -> Notification:
    """Mark one of the actor's own notices read; reading it again changes nothing.

    Raises NotFound for somebody else's.
    """
    found = session.lock(Notification, notification_id)
    if found.user_id != actor.user_id:
        raise NotFound
    if found.read_at is None:
        found.read_at = now()
        found.touch()
    return found


def read_all(session: Session, actor: Actor) -> int:
    """Mark every unread notice of the actor read; return how many there were."""
    result = session.execute(
        update(Notification)
        .where(Notification.user_id == actor.user_id, Notification.read_at.is_(None))
        .values(read_at=now(), version=Notification.version + 1, updated_at=now())
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def unread_count(session: Session, actor: Actor) -> int:
    """Count the actor's unread notices: the number on the bell."""
    statement = (
        select(func.count())
        .select_from(Notification)
        .where(Notification.user_id == actor.user_id, Notification.read_at.is_(None))
    )
    return session.scalar(statement) or 0
