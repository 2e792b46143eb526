"""Giving, renewing and revoking the address of one's calendar, and reading what it shows."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, cast, func, select

from chassis.clock import now
from chassis.db import Database, Session
from chassis.db.locks import hold
from chassis.errors import NotFound
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryGroup, DirectoryMember, DirectoryUser
from services.contacts.activities.models import Activity
from services.contacts.feeds.models import CalendarFeed

PAST: Final = timedelta(days=90)
AHEAD: Final = timedelta(days=365)
MOST: Final = 2000
"""How many activities a calendar shows: the earliest ones of its window."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar an address shows."""

    organization_id: UUID
    user_id: UUID


def feed_of(session: Session, actor: Actor) -> CalendarFeed | None:
    """Return the actor's own feed, if there is one."""
    return session.scalars(
        select(CalendarFeed).where(CalendarFeed.user_id == actor.user_id)
    ).one_or_none()


def renew_feed(session: Session, actor: Actor) -> str:
    """Give the actor's calendar a new address and return its token; one before holds no more."""
    token = secrets.token_urlsafe(32)
    hold(session, f"calendar_feed:{actor.user_id}")
    feed = feed_of(session, actor)
    if feed is None:
        feed = CalendarFeed(user_id=actor.user_id)
        session.add(feed)
    feed.token_digest = digest(token)
    feed.renewed_at = now()
    session.flush()
    return token


def revoke_feed(session: Session, actor: Actor) -> None:
    """Let the actor's address be answered no more; without one nothing happens."""
    hold(session, f"calendar_feed:{actor.user_id}")
    feed = feed_of(session, actor)
    if feed is not None:
        session.delete(feed)


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_reader(database: Database, token: str) -> Reader:
    """Return whose calendar an address shows. Raises NotFound, also for who is active no more."""
    if not _TOKEN.fullmatch(token):
        raise NotFound
    with database.system() as session:
        found = session.chassis_execute(
            select(CalendarFeed.organization_id, CalendarFeed.user_id)
            .join(
                DirectoryUser,
                (DirectoryUser.organization_id == CalendarFeed.organization_id)
                & (DirectoryUser.user_id == CalendarFeed.user_id),
            )
            .where(CalendarFeed.token_digest == digest(token), DirectoryUser.is_active)
        ).one_or_none()
    if found is None:
        raise NotFound
    return Reader(found.organization_id, found.user_id)


def activities_of(session: Session, user_id: UUID) -> list[Activity]:
    """Return what the user does or takes part in now, alone or by a group, the earliest first.

    From 90 days back to 365 ahead. Whoever is named by an activity may see it (ADR 0087); what was
    deleted, and what has no date, is not in a calendar.
    """
    groups = session.scalars(
        select(DirectoryMember.group_id)
        .join(
            DirectoryGroup,
            (DirectoryGroup.organization_id == DirectoryMember.organization_id)
            & (DirectoryGroup.group_id == DirectoryMember.group_id),
        )
        .where(DirectoryMember.user_id == user_id, DirectoryGroup.is_active)
    )
    people = [user_id, *groups]
    return list(
        session.scalars(
            select(Activity)
            .where(
                Activity.people_ids.bool_op("&&")(cast(people, ARRAY(Uuid()))),
                Activity.discarded_at.is_(None),
                Activity.until >= func.now() - PAST,
                Activity.at < func.now() + AHEAD,
            )
            .order_by(Activity.at, Activity.id)
            .limit(MOST)
        )
    )
