"""Invite, tell of a change, call off: what facts of activities lead to, once for each version.

Only a meeting whose maker asked for it invites (`invites`). Who made it is the organizer; invited
are users, members of groups and contacts with an e-mail address who take part. A change that an
invitation does not show sends nothing; what is over, or was restated, sends nothing either.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from chassis.events import Received
from chassis.identity.directory import DirectoryMember, DirectoryUser
from chassis.records.copies import copied
from contracts.contacts import ActivityRestated, ActivityState
from services.notifications.invitations.models import CANCEL, REQUEST, Invitation
from services.notifications.invitations.writing import Meeting, invitation
from services.notifications.messages.operations import Intent, intend_messages
from services.notifications.projections import KnownContact, KnownOrganization

_WHERE: Final = "{{ meeting.when }}\n{{ meeting.location }}\n"
_WORDS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("es", REQUEST): (
        "Invitación: {{ meeting.title }}",
        "{{ meeting.organizer }} le invita a: {{ meeting.title }}\n" + _WHERE,
    ),
    ("es", CANCEL): (
        "Cancelada: {{ meeting.title }}",
        "Ya no cuente con: {{ meeting.title }}\n" + _WHERE,
    ),
    ("en", REQUEST): (
        "Invitation: {{ meeting.title }}",
        "{{ meeting.organizer }} invites you to: {{ meeting.title }}\n" + _WHERE,
    ),
    ("en", CANCEL): (
        "Canceled: {{ meeting.title }}",
        "This is off: {{ meeting.title }}\n" + _WHERE,
    ),
}


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited: by which name, in which language, and as which contact, if as one."""

    name: str
    locale: str
    contact_id: UUID | None = None


def send_invitations(session: Session, facts: Iterable[Received[ActivityState]]) -> None:
    """Intend the mails that the newest facts of activities call for."""
    for received in facts:
        if not isinstance(received.data, ActivityRestated):
            intend_messages(session, _intents(session, received))


def _intents(session: Session, received: Received[ActivityState]) -> list[Intent]:
    data = received.data
    known = _invited(session, received.subject_id)
    if not (data.invites or known):
        return []
    meeting = _meeting(session, received)
    if meeting is None or meeting.ends < received.time or data.state == "closed":
        return []
    organization = session.scalars(select(KnownOrganization)).one_or_none()
    locale = organization.locale if organization else "es"
    zone = ZoneInfo(organization.timezone if organization else "UTC")
    wanted: dict[str, Guest] = {}
    if data.invites and data.kind == "meeting" and not data.is_discarded:
        wanted = _guests(session, data, locale)
        wanted.pop(meeting.organizer_address.lower(), None)
    content = _digest(meeting)
    found: list[Intent] = []
    for address, guest in sorted(wanted.items()):
        row = known.get(address)
        if row and row.method == REQUEST and row.content == content:
            continue
        if row and row.sequence >= received.version:
            continue
        found.append(_intent(meeting, REQUEST, address, guest, zone))
        _remember(
            session,
            row,
            received=received,
            address=address,
            guest=guest,
            method=REQUEST,
            content=content,
        )
    for address, row in sorted(known.items()):
        if address in wanted or row.method == CANCEL or row.sequence >= received.version:
            continue
        guest = Guest(row.name, row.locale)
        found.append(_intent(meeting, CANCEL, address, guest, zone))
        _remember(
            session,
            row,
            received=received,
            address=address,
            guest=guest,
            method=CANCEL,
            content=content,
        )
    return found


def _invited(session: Session, activity_id: UUID) -> dict[str, Invitation]:
    rows = session.scalars(
        select(Invitation)
        .where(Invitation.activity_id == activity_id)
        .order_by(Invitation.address)
        .with_for_update()
    )
    return {row.address: row for row in rows}


def _meeting(session: Session, received: Received[ActivityState]) -> Meeting | None:
    """Return what is said of the meeting; None without a time, or an organizer to answer to."""
    data = received.data
    organizer = _users(session, {data.owner_id or data.assignee_id} - {None})
    if data.at is None or not organizer:
        return None
    address, name = organizer[0]
    return Meeting(
        activity_id=received.subject_id,
        sequence=received.version - 1,
        said_at=received.time,
        title=data.title,
        location=data.location,
        starts=data.at,
        ends=data.ends_at or data.at,
        organizer_name=name,
        organizer_address=address,
    )


def _guests(session: Session, data: ActivityState, locale: str) -> dict[str, Guest]:
    """Return who is invited, by address in small letters."""
    found: dict[str, Guest] = {}
    contacts = copied(session, KnownContact, data.participant_contact_ids)
    for contact in contacts.values():
        if contact.email and not contact.is_discarded:
            guest = Guest(contact.name, contact.locale or locale, contact.contact_id)
            found[contact.email.lower()] = guest
    in_groups = select(DirectoryMember.user_id).where(
        DirectoryMember.group_id.in_(data.participant_group_ids)
    )
    users = {*data.participant_user_ids, *session.scalars(in_groups)}
    for address, name in _users(session, users):
        found[address.lower()] = Guest(name, locale)
    return found


def _users(session: Session, ids: Iterable[UUID | None]) -> list[tuple[str, str]]:
    """Return address and name of those users who are active."""
    rows = session.execute(
        select(DirectoryUser.email, DirectoryUser.name)
        .where(DirectoryUser.user_id.in_(list(ids)), DirectoryUser.is_active)
        .order_by(DirectoryUser.user_id)
    )
    return [(row.email, row.name) for row in rows]


def _digest(meeting: Meeting) -> str:
    said = (
        meeting.title,
        meeting.location or "",
        meeting.starts.astimezone(UTC).isoformat(),
        meeting.ends.astimezone(UTC).isoformat(),
        meeting.organizer_address,
    )
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _intent(meeting: Meeting, method: str, address: str, guest: Guest, zone: ZoneInfo) -> Intent:
    subject, body = _WORDS["en" if guest.locale == "en" else "es", method]
    local = meeting.starts.astimezone(zone)
    to = hashlib.sha256(address.encode()).hexdigest()[:32]
    return Intent(
        key=f"invitation:{meeting.activity_id}:{meeting.sequence}:{to}",
        recipient=address,
        channel="email",
        subject=subject,
        body=body,
        context={
            "meeting": {
                "title": meeting.title,
                "location": meeting.location or "",
                "organizer": meeting.organizer_name,
                "when": f"{local:%d/%m/%Y %H:%M} ({zone.key})",
            }
        },
        contact_id=guest.contact_id,
        is_personal=True,
        calendar=invitation(meeting, method=method, address=address, name=guest.name),
    )


def _remember(
    session: Session,
    row: Invitation | None,
    *,
    received: Received[ActivityState],
    address: str,
    guest: Guest,
    method: str,
    content: str,
) -> None:
    if row is None:
        row = Invitation(
            organization_id=session.organization,
            activity_id=received.subject_id,
            address=address,
        )
        session.add(row)
    row.name, row.locale = guest.name, guest.locale
    row.method, row.sequence, row.content = method, received.version, content
    row.sent_at = now()
