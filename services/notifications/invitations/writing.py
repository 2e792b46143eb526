"""An invitation as mail programs understand it: iTIP (RFC 5546), by the icalendar library.

Each names its own recipient alone, so that customers do not read one another's addresses. Times are
in UTC: the same instant in every zone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress

from chassis.ical import one_line, uid_of
from services.notifications.invitations.models import CANCEL

_PRODUCT: Final = "-//Troncal//CRM//ES"
_UNQUOTED = str.maketrans({'"': "'", "\\": "/"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What an invitation says of a meeting, and who invites."""

    activity_id: UUID
    sequence: int
    said_at: datetime
    title: str
    location: str | None
    starts: datetime
    ends: datetime
    organizer_name: str
    organizer_address: str


def invitation(meeting: Meeting, *, method: str, address: str, name: str) -> str:
    """Return the calendar part of a mail to one address."""
    event = Event()
    event.add("uid", uid_of(meeting.activity_id))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.said_at.astimezone(UTC))
    event.add("dtstart", meeting.starts.astimezone(UTC).replace(microsecond=0))
    event.add("dtend", meeting.ends.astimezone(UTC).replace(microsecond=0))
    event.add("summary", one_line(meeting.title))
    if meeting.location:
        event.add("location", one_line(meeting.location))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("organizer", _person(meeting.organizer_address, meeting.organizer_name))
    attendee = _person(address, name)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    if method != CANCEL:
        attendee.params["PARTSTAT"] = "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
    event.add("attendee", attendee)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("method", method)
    calendar.add_component(event)
    written: str = calendar.to_ical().decode()
    return written


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    # a quoted parameter knows no quotes, and readers differ on what a backslash in it means
    person.params["CN"] = one_line(name).translate(_UNQUOTED) or address
    return person
