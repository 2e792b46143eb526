"""A person's calendar as programs read it: nobody signs in, the address is the key."""

import hashlib
from typing import Final

from chassis.errors import TooMany
from chassis.web import Call, Reply, Routes
from services.contacts.feeds.operations import activities_of, find_reader
from services.contacts.feeds.writing import calendar_of
from services.contacts.forms import throttle

PER_FEED: Final = 120
"""How often an address is answered in ten minutes, by whomever it is asked."""

routes = Routes("public_calendars", tag="Public calendars")


@routes.public("get", "/public/calendars/<string:token>.ics", summary="A person's calendar")
def show_calendar(call: Call, token: str) -> Reply:
    """Answer with the person's activities as iCalendar, or 304 where they are what they were."""
    reader = find_reader(call.service.database, token)
    with call.transaction(reader.organization_id) as session:
        key = throttle.key_of(reader.user_id, "calendar")
        wait = throttle.take_unit(session, key, PER_FEED)
        if wait is not None:
            raise TooMany("too_many_readings", retry_after=wait)
    with call.service.database.reading(reader.organization_id) as session:
        body = calendar_of(
            activities_of(session, reader.user_id),
            name="Troncal",
            link=f"{call.service.settings.public_url}/activities?activity=",
        )
    tag = hashlib.sha256(body).hexdigest()
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}
    # Weakly: a proxy that compresses marks the tag so.
    if call.request.if_none_match.contains_weak(tag):
        return Reply(b"", 304, headers, "text/calendar; charset=utf-8")
    headers["Content-Disposition"] = 'inline; filename="troncal.ics"'
    return Reply(body, 200, headers, "text/calendar; charset=utf-8")
