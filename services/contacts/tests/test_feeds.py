"""The calendar feed: a secret address at which programs read one's activities (N-18)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from werkzeug.test import TestResponse

from chassis.clock import now
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts.gateway import UserChanged
from services.contacts.activities.models import Activity
from services.contacts.feeds import public
from services.contacts.feeds.models import CalendarFeed
from services.contacts.feeds.operations import digest
from services.contacts.feeds.writing import calendar_of
from services.contacts.tests.office import Office
from services.contacts.tests.test_activities import act, at, change, plan

SOON = (now() + timedelta(days=3)).replace(microsecond=0)
LINK = "https://crm.example/activities?activity="


def renew(office: Office, actor: Actor) -> str:
    """Give the actor an address and return its path."""
    answer = office.send(actor, "PUT", "/activities/feed")
    assert answer.status_code == 200, answer.text
    address: str = answer.json["address"]
    assert re.fullmatch(r"http://[^/]+/api/v1/public/calendars/[\w-]{43}\.ics", address)
    return "/api/v1" + address.partition("/api/v1")[2]


def fetch(office: Office, path: str, **headers: str) -> TestResponse:
    return office.client.get(path, headers=headers)


def events(office: Office, path: str) -> dict[str, Any]:
    answer = fetch(office, path)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    return {str(event["summary"]): event for event in found}


def test_the_address_is_shown_once_and_kept_as_a_digest(office: Office):
    """N-18: nobody can read the address again, not even in the database."""
    marta = office.member()
    assert office.get(marta, "/activities/feed").json == {"active": False, "renewed_at": None}
    path = renew(office, marta)
    state = office.get(marta, "/activities/feed").json
    assert state["active"] is True
    assert set(state) == {"active", "renewed_at"}
    token = path.rpartition("/")[2].removesuffix(".ics")
    with office.running.service.database.reading(office.organization_id) as session:
        kept = session.get(CalendarFeed, (office.organization_id, marta.user_id))
    assert kept.token_digest == digest(token) != token


def test_a_renewed_or_revoked_address_is_answered_no_more(office: Office):
    """N-18: renewing replaces the address, revoking ends it; both are felt at once."""
    marta = office.member()
    first = renew(office, marta)
    second = renew(office, marta)
    assert (fetch(office, first).status_code, fetch(office, second).status_code) == (404, 200)
    assert office.send(marta, "DELETE", "/activities/feed").status_code == 204
    assert fetch(office, second).status_code == 404
    assert office.send(marta, "DELETE", "/activities/feed").status_code == 204
    assert fetch(office, "/api/v1/public/calendars/no-such-token.ics").status_code == 404
    assert fetch(office, second.removesuffix(".ics")).status_code == 404


def test_the_calendar_has_what_one_does_and_takes_part_in(office: Office):
    """N-11, N-18: own activities, those by invitation, alone or by a group; not those of others."""
    marta, other = office.member(), office.member("Luis")
    group = office.group(marta)
    plan(office, marta, title="Propia", due_at=at(SOON))
    plan(office, other, title="Invitada", due_at=at(SOON), participant_ids=[str(marta.user_id)])
    plan(office, other, title="De su grupo", due_at=at(SOON), participant_ids=[str(group)])
    plan(office, other, title="De otro", due_at=at(SOON))
    plan(office, marta, title="Sin fecha", due_at=None)
    plan(office, marta, title="Lejana", due_at=at(now() + timedelta(days=366)))
    plan(office, marta, title="Antigua", due_at=at(now() - timedelta(days=91)))
    plan(office, marta, title="Reciente", due_at=at(now() - timedelta(days=89)))
    found = events(office, renew(office, marta))
    assert set(found) == {"Propia", "Invitada", "De su grupo", "Reciente"}


def test_a_change_keeps_the_uid_and_raises_the_sequence(office: Office):
    """N-08, N-18: programs move the event that they have; what is deleted or taken away goes."""
    marta, luis = office.member(), office.member("Luis")
    one = plan(office, marta, title="Cita", due_at=at(SOON), participant_ids=[str(luis.user_id)])
    mine, his = renew(office, marta), renew(office, luis)
    before = events(office, mine)["Cita"]
    later = SOON + timedelta(hours=2)
    one = change(office, marta, one, due_at=at(later))
    after = events(office, mine)["Cita"]
    assert str(before["uid"]) == str(after["uid"]) == f"{one['id']}@troncal"
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (SOON, later)
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") >= before.decoded("last-modified")
    one = change(office, marta, one, participant_ids=[])
    assert events(office, his) == {}
    one = act(office, marta, one, "complete", {"outcome": "Hecha"})
    assert set(events(office, mine)) == {"✓ Cita"}
    path = f"/activities/{one['id']}"
    assert office.send(marta, "DELETE", path, version=one["version"]).status_code == 204
    assert events(office, mine) == {}


def test_what_has_not_changed_is_not_sent_again(office: Office):
    """N-18: the tag holds until an activity changes, also as a proxy weakens it."""
    marta = office.member()
    one = plan(office, marta, due_at=at(SOON))
    path = renew(office, marta)
    tag = fetch(office, path).headers["ETag"]
    for sent in (tag, f"W/{tag}"):
        again = fetch(office, path, **{"If-None-Match": sent})
        assert (again.status_code, again.data) == (304, b"")
    change(office, marta, one, title="Otra")
    assert fetch(office, path, **{"If-None-Match": tag}).status_code == 200


def test_who_is_active_no_more_has_no_calendar(office: Office):
    """N-18: a deactivated user's address is not there; it holds again when they come back."""
    marta = office.member()
    path = renew(office, marta)
    for active, status in ((False, 404), (True, 200)):
        office.state(
            UserChanged(
                name="Marta",
                email="marta@example.com",
                role_id=None,
                profile_id=None,
                group_ids=[],
                is_active=active,
                is_administrator=False,
                locale="es",
                directory_epoch=1,
            ),
            marta.user_id,
        )
        assert fetch(office, path).status_code == status


def test_an_address_is_answered_so_often_in_ten_minutes(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    """N-18: a program that asks without end is told when to come back; others are answered."""
    monkeypatch.setattr(public, "PER_FEED", 2)
    mine, other = renew(office, office.member()), renew(office, office.member("Luis"))
    assert [fetch(office, mine).status_code for _ in range(3)] == [200, 200, 429]
    assert int(fetch(office, mine).headers["Retry-After"]) > 0
    assert fetch(office, other).status_code == 200


_ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("America/Santiago", "America/Sao_Paulo", "America/Bogota")]
)
_MOMENTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - the zones come apart
    datetime(2037, 12, 31),  # noqa: DTZ001
    timezones=_ZONES,
    allow_imaginary=False,
)
_TEXTS = st.text(
    st.one_of(
        st.sampled_from('\r\n\t:;,\\"^\x00\x0b\x7f\x85\u2028é✓'), st.characters(codec="utf-8")
    ),
    max_size=120,
)


def activity(title: str, text: str, starts: datetime, minutes: int) -> Activity:
    return Activity(
        id=new_id(),
        version=3,
        kind="meeting",
        title=title,
        description=text,
        location=text,
        at=starts.astimezone(UTC),
        until=starts.astimezone(UTC) + timedelta(minutes=minutes),
        priority="medium",
        state="open",
        created_at=SOON,
        updated_at=SOON,
    )


@given(_TEXTS, _TEXTS, _MOMENTS, st.integers(0, 3000))
@example(
    "Cita\r\nATTENDEE:mailto:x@y.example\nEND:VEVENT",
    "a\rBEGIN:VALARM\u2028X:1",
    datetime(2024, 4, 6, 23, 30, tzinfo=ZoneInfo("America/Santiago"), fold=1),
    90,
)
@example("x", "y", datetime(2018, 2, 17, 23, 30, tzinfo=ZoneInfo("America/Sao_Paulo"), fold=1), 5)
def test_what_is_written_is_read_as_the_same_instants_and_texts_inject_nothing(
    title: str, text: str, starts: datetime, minutes: int
):
    """N-18: whatever a title holds it is a title, and a change of clocks moves nothing."""
    one = activity(title, text, starts, minutes)
    written = calendar_of([one], name="Troncal", link=LINK)
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert b"\r" not in written.replace(b"\r\n", b"")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    read = Calendar.from_ical(written)
    assert [part.name for part in read.walk()] == ["VCALENDAR", "VEVENT"]
    event = read.walk("VEVENT")[0]
    whole = starts.astimezone(UTC).replace(microsecond=0)
    assert event.decoded("dtstart") == whole
    assert event.decoded("dtstart").utcoffset() == timedelta(0)
    if minutes:
        assert event.decoded("dtend") == whole + timedelta(minutes=minutes)
    assert (str(event["uid"]), event["sequence"]) == (f"{one.id}@troncal", 3)
    may_be = {"UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND"}
    may_be |= {"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "PRIORITY", "STATUS"}
    assert set(event) <= may_be | {"TRANSP", "CLASS", "URL"}
    assert event.errors == []
