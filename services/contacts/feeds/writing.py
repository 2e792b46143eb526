"""Activities as iCalendar text (RFC 5545): what a calendar program shows of them.

Times are written in UTC, so that a change of a zone's rules moves nothing. The text is a function
of the activities alone: unchanged activities give the same bytes.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from icalendar import Calendar, Event

from chassis.ical import one_line, plain, uid_of
from services.contacts.activities.models import CLOSED, Activity

DONE: Final = "✓ "
"""What stands before the title of a completed activity."""
_PRIORITIES: Final = {"high": 1, "medium": 5, "low": 9}


def calendar_of(activities: Iterable[Activity], *, name: str, link: str) -> bytes:
    """Return the calendar of these activities; `link` is what an activity's id is added to."""
    calendar = Calendar()
    calendar.add("prodid", "-//Troncal//Activities//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-published-ttl", "PT1H")
    for activity in activities:
        calendar.add_component(_event(activity, link))
    written: bytes = calendar.to_ical()
    return written


def _event(activity: Activity, link: str) -> Event:
    """Return an activity as an event: a moment, unless it takes time.

    SEQUENCE is its version, which rises with each change. DTSTAMP is when it was changed last, as
    RFC 5545 (3.8.7.2) has it for a calendar without METHOD.
    """
    event = Event()
    changed = activity.updated_at.astimezone(UTC)
    event.add("uid", uid_of(activity.id))
    event.add("sequence", activity.version)
    event.add("dtstamp", changed)
    event.add("created", activity.created_at.astimezone(UTC))
    event.add("last-modified", changed)
    event.add("dtstart", _seconds(activity.at))
    if _seconds(activity.until) > _seconds(activity.at):
        event.add("dtend", _seconds(activity.until))
    done = DONE if activity.state == CLOSED else ""
    event.add("summary", one_line(f"{done}{activity.title}"))
    if activity.description:
        event.add("description", plain(activity.description))
    if activity.location:
        event.add("location", plain(activity.location))
    event.add("categories", [activity.kind.upper()])
    event.add("priority", _PRIORITIES[activity.priority])
    event.add("status", "CONFIRMED")
    busy = activity.kind in ("meeting", "visit") and activity.state != CLOSED
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("url", f"{link}{activity.id}")
    return event


def _seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
