"""Meetings invite by mail: once for each version, to who takes part, and call off."""

import email
import email.policy
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from chassis.events import Fact
from chassis.ids import new_id
from contracts import contacts, gateway
from contracts.examples import example_of
from services.notifications.invitations.models import CANCEL, REQUEST
from services.notifications.invitations.writing import Meeting, invitation
from services.notifications.mail.port import Mail
from services.notifications.mail.smtp import SmtpMailer
from services.notifications.messages.models import Message
from services.notifications.settings import Smtp
from services.notifications.tests.test_activity_reminders import Office as Desk

ZONES = ("America/Santiago", "America/Sao_Paulo", "America/Bogota")
START = datetime(2031, 5, 2, 15, tzinfo=UTC)


class Office(Desk):
    """An organization with an organizer, a user who is invited, and a contact who is."""

    def __init__(self, service: Any) -> None:
        super().__init__(service)
        self.luis, self.ana = new_id(), new_id()
        for user_id, name in ((self.user_id, "Marta"), (self.luis, "Luis")):
            self.know(user_id, name)
        contact = example_of(contacts.ContactCreated)
        address = {"address": "Ana@cliente.example", "label": "work", "primary": True}
        emails = contacts.ContactCreated.model_validate(
            contact.model_dump() | {"emails": [address], "name": "Ana Ruiz", "manager_ids": []}
        )
        self.service.receive(
            emails, organization_id=self.organization_id, subject_id=self.ana, version=1
        )

    def know(self, user_id: UUID, name: str) -> None:
        user = example_of(gateway.UserChanged).model_copy(
            update={"name": name, "email": f"{name.lower()}@oficina.example", "is_active": True}
        )
        self.service.receive(
            user, organization_id=self.organization_id, subject_id=user_id, version=9
        )

    def meet(self, said: type[Fact], activity_id: UUID, version: int = 1, **values: Any) -> None:
        """State a meeting that invites Luis and Ana."""
        usual = {
            "kind": "meeting",
            "title": "Junta",
            "location": "Sala 2",
            "at": START,
            "ends_at": START + timedelta(hours=1),
            "state": "open",
            "is_discarded": False,
            "invites": True,
            "participant_user_ids": [self.luis],
            "participant_group_ids": [],
            "participant_contact_ids": [self.ana],
            "reminds_at": None,
            "owner_id": self.user_id,
            "assignee_id": self.user_id,
            **({"told_ids": []} if "told_ids" in said.model_fields else {}),
        }
        self.service.receive(
            example_of(said).model_copy(update=usual | values),
            organization_id=self.organization_id,
            subject_id=activity_id,
            version=version,
        )

    def sent(self) -> list[tuple[str, str, int]]:
        """To whom which method went, with its sequence, in the order of writing."""
        found = []
        for row in sorted(self.rows(Message), key=lambda row: (row.created_at, row.recipient)):
            calendar = Calendar.from_ical(row.calendar)
            (event,) = calendar.walk("VEVENT")
            found.append((row.recipient, str(calendar["method"]), int(event["sequence"])))
        return found


@pytest.fixture
def office(module_service):
    return Office(module_service)


ANA, LUIS = "ana@cliente.example", "luis@oficina.example"


def test_a_meeting_invites_who_takes_part_once_for_each_version(office):
    """N-11: users and contacts with an address, not the organizer; a repeated fact is one fact."""
    meeting = new_id()
    for _ in range(2):
        office.meet(contacts.ActivityCreated, meeting, participant_user_ids=[office.luis])
    assert office.sent() == [(ANA, REQUEST, 0), (LUIS, REQUEST, 0)]
    office.meet(contacts.ActivityChanged, meeting, 2, priority="high")
    assert len(office.sent()) == 2
    office.meet(contacts.ActivityChanged, meeting, 3, location="Sala 5")
    assert office.sent()[2:] == [(ANA, REQUEST, 2), (LUIS, REQUEST, 2)]
    office.meet(contacts.ActivityDiscarded, meeting, 4, is_discarded=True, location="Sala 5")
    assert office.sent()[4:] == [(ANA, CANCEL, 3), (LUIS, CANCEL, 3)]
    office.meet(contacts.ActivityRestored, meeting, 5, location="Sala 5")
    assert office.sent()[6:] == [(ANA, REQUEST, 4), (LUIS, REQUEST, 4)]


def test_what_was_not_asked_for_is_not_sent(office):
    """N-11: no tick, a call, what is over, what is completed, what was restated."""
    office.meet(contacts.ActivityCreated, new_id(), invites=False)
    office.meet(contacts.ActivityCreated, new_id(), kind="call")
    over = {"at": START - timedelta(days=9000), "ends_at": START - timedelta(days=9000)}
    office.meet(contacts.ActivityCreated, new_id(), **over)
    office.meet(contacts.ActivityRestated, new_id())
    office.meet(contacts.ActivityCompleted, new_id(), state="closed")
    assert office.sent() == []


def test_who_no_longer_takes_part_is_told_so_and_a_tick_taken_away_calls_off(office):
    """N-11: each for themselves."""
    meeting = new_id()
    office.meet(contacts.ActivityCreated, meeting)
    office.meet(contacts.ActivityChanged, meeting, 2, participant_contact_ids=[])
    assert office.sent()[2:] == [(ANA, CANCEL, 1)]
    office.meet(contacts.ActivityChanged, meeting, 3, participant_contact_ids=[], invites=False)
    assert office.sent()[3:] == [(LUIS, CANCEL, 2)]


def test_a_fact_that_comes_late_invites_nobody(office):
    """X-3: the deletion was known before the meeting."""
    meeting = new_id()
    office.meet(contacts.ActivityDiscarded, meeting, 2, is_discarded=True)
    office.meet(contacts.ActivityCreated, meeting, 1)
    assert office.sent() == []


def test_an_invitation_says_who_invites_and_names_its_recipient_alone(office):
    """N-11: customers do not read one another's addresses."""
    office.meet(contacts.ActivityCreated, new_id())
    message = next(row for row in office.rows(Message) if row.recipient == ANA)
    (event,) = Calendar.from_ical(message.calendar).walk("VEVENT")
    assert event["organizer"] == "mailto:marta@oficina.example"
    assert event["organizer"].params["CN"] == "Marta"
    assert event["attendee"] == f"mailto:{ANA}"
    assert (event["attendee"].params["RSVP"], event["summary"]) == ("TRUE", "Junta")
    assert (event["dtstart"].dt, event["dtend"].dt) == (START, START + timedelta(hours=1))
    assert (message.is_personal, message.contact_id) == (True, office.ana)


def _meeting(**members: Any) -> Meeting:
    values: dict[str, Any] = {
        "activity_id": new_id(),
        "sequence": 3,
        "said_at": START,
        "title": "Junta",
        "location": "Sala 2",
        "starts": START,
        "ends": START,
        "organizer_name": "Marta",
        "organizer_address": "marta@oficina.example",
    }
    return Meeting(**(values | members))


def _read_back(meeting: Meeting, name: str = "Ana") -> Event:
    text = invitation(meeting, method=REQUEST, address=ANA, name=name)
    calendar = Calendar.from_ical(text)
    assert len(calendar.subcomponents) == 1
    (event,) = calendar.walk("VEVENT")
    return event


@given(
    zone=st.sampled_from(ZONES),
    local=st.datetimes(*map(datetime.fromisoformat, ("2000-01-02", "2037-01-01"))),
    fold=st.sampled_from([0, 1]),
    minutes=st.integers(0, 60 * 24 * 30),
)
def test_instants_come_back_as_they_went(zone: str, local: datetime, fold: int, minutes: int):
    """N-11: in zones that change their clocks, or once did."""
    starts = local.replace(microsecond=0, fold=fold, tzinfo=ZoneInfo(zone))
    ends = starts.astimezone(UTC) + timedelta(minutes=minutes)
    event = _read_back(_meeting(starts=starts, ends=ends))
    assert (event["dtstart"].dt, event["dtend"].dt) == (starts.astimezone(UTC), ends)


_NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029:;,\\\"'=^"),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)


@given(title=_NASTY, location=_NASTY, organizer=_NASTY, name=_NASTY)
def test_no_text_becomes_a_property(title: str, location: str, organizer: str, name: str):
    """G-04: neither what is typed nor a name."""
    meeting = _meeting(title=title, location=location, organizer_name=organizer)
    event = _read_back(meeting, name)
    usual = set(_read_back(_meeting()))
    assert usual - {"LOCATION"} <= set(event) <= usual
    assert event["attendee"] == f"mailto:{ANA}"
    assert event["organizer"] == "mailto:marta@oficina.example"


def test_a_mail_carries_the_invitation_beside_its_text():
    """N-11: as a text/calendar part with its method; a title breaks no header."""
    text = invitation(_meeting(), method=CANCEL, address=ANA, name="Ana")
    settings = Smtp(
        host="x", port=25, tls="none", user=None, password=None, sender="crm@oficina.example"
    )
    mail = Mail(
        message_id=new_id(),
        organization_id=new_id(),
        to=ANA,
        subject="Junta\r\nBcc: otro@x.example",
        body="Hola",
        calendar=text,
    )
    message = email.message_from_bytes(
        SmtpMailer(settings)._text(mail), policy=email.policy.default
    )
    plain, calendar = message.iter_parts()
    assert (plain.get_content_type(), calendar.get_content_type()) == (
        "text/plain",
        "text/calendar",
    )
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "CANCEL"
    assert Calendar.from_ical(calendar.get_content())["method"] == "CANCEL"
    assert message["Bcc"] is None
