"""The reminders of activities: set, moved and cancelled by the activities' facts (X-6, N-14)."""

from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis.clock import now
from chassis.events import Fact
from chassis.ids import new_id
from contracts import contacts, gateway
from contracts.examples import example_of
from services.notifications.inbox.models import Notification
from services.notifications.reminders.models import Reminder
from services.notifications.tests.test_reminders import Office as Desk


class Office(Desk):
    """An organization with a person who does the activities."""

    def state(self, kind: type[Fact], activity_id: UUID, version: int = 1, **values: Any) -> None:
        """State an activity of the person, due in two days, reminded of in one."""
        due = values.pop("due", timedelta(days=2))
        at = now() + due
        mine = {
            "at": at,
            "reminds_at": at - timedelta(days=1),
            "assignee_id": self.user_id,
            "owner_id": self.user_id,
            **({"told_ids": []} if "told_ids" in kind.model_fields else {}),
        }
        more = {name: values.pop(name) for name in ("incarnation", "actor_id") if name in values}
        fact = example_of(kind).model_copy(update=mine | values)
        self.service.receive(
            fact,
            organization_id=self.organization_id,
            subject_id=activity_id,
            version=version,
            **more,
        )

    def of(self, activity_id: UUID) -> list[Reminder]:
        """The reminders of an activity."""
        with self.service.database.reading(self.organization_id) as session:
            statement = select(Reminder).where(Reminder.activity_id == activity_id)
            return list(session.scalars(statement))

    def told(self) -> set[tuple[UUID, str]]:
        return {(row.user_id, row.kind) for row in self.rows(Notification)}


@pytest.fixture
def office(module_service):
    return Office(module_service)


def test_an_activity_that_is_saved_is_reminded_of_once_with_a_link_to_its_record(office):
    """X-6, N-03, N-14: scheduled, fired once, late or not, and it leads to the related record."""
    activity = new_id()
    office.state(contacts.ActivityCreated, activity)
    (reminder,) = office.of(activity)
    assert reminder.fires_at == reminder.due_at - timedelta(days=1)
    assert (reminder.record_type, reminder.minutes_before) == ("contact", 1440)
    office.fire()
    assert office.firings() == {}
    office.let_pass(str(reminder.id), hours=3)
    for _ in range(2):
        office.fire()
    office.state(
        contacts.ActivityChanged,
        activity,
        2,
        title="Otro título",
        at=reminder.due_at,
        reminds_at=reminder.asked_for,
    )
    office.fire()
    assert office.firings() == {str(reminder.id): 1}
    (shown,) = office.ask("GET", f"/reminders?activity_id={activity}")["items"]
    assert (shown["state"], shown["late"], shown["title"]) == ("fired", True, "Otro título")


def test_the_reminder_moves_with_the_due_date(office):
    """X-6: also one that has fired or was snoozed; the new time fires once."""
    activity = new_id()
    office.state(contacts.ActivityCreated, activity)
    (reminder,) = office.of(activity)
    office.let_pass(str(reminder.id))
    office.fire()
    office.ask("POST", f"/reminders/{reminder.id}/snooze", {"minutes": 600})
    office.state(contacts.ActivityChanged, activity, 2, due=timedelta(days=9))
    (moved,) = office.of(activity)
    assert moved.state == "waiting"
    assert moved.fires_at == moved.due_at - timedelta(days=1) > now() + timedelta(days=7)
    assert all(row.read_at for row in office.rows(Notification))
    office.let_pass(str(moved.id))
    office.fire()
    office.fire()
    assert office.firings() == {str(moved.id): 2}


def test_a_reminder_at_a_chosen_time_stays_where_it_is(office):
    """N-33: what a person did with it stays too."""
    activity = new_id()
    chosen = now() + timedelta(hours=5)
    values = {"reminds_at": chosen, "reminds_minutes_before": None}
    office.state(contacts.ActivityCreated, activity, **values)
    (reminder,) = office.of(activity)
    office.ask("POST", f"/reminders/{reminder.id}/snooze", {"minutes": 600})
    office.state(contacts.ActivityChanged, activity, 2, due=timedelta(days=5), **values)
    (same,) = office.of(activity)
    assert same.fires_at > now() + timedelta(hours=9)
    assert same.due_at > now() + timedelta(days=4)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": contacts.ActivityCompleted, "state": "closed"},
        {"kind": contacts.ActivityDiscarded, "is_discarded": True},
        {"kind": contacts.ActivityChanged, "reminds_at": None},
        {"kind": contacts.ActivityChanged, "assignee_id": None},
        {"kind": contacts.ActivityChanged, "due": timedelta(hours=1)},
    ],
    ids=("closed", "deleted", "never", "given away", "already past"),
)
@pytest.mark.parametrize("has_fired", [False, True])
def test_the_reminder_goes_when_nothing_is_to_be_reminded_of(office, values, has_fired):
    """X-6: before it fired and after, when it no longer stands on the screen."""
    activity = new_id()
    office.state(contacts.ActivityCreated, activity)
    (reminder,) = office.of(activity)
    if has_fired:
        office.let_pass(str(reminder.id))
        office.fire()
    kind = values["kind"]
    more = {name: value for name, value in values.items() if name != "kind"}
    office.state(kind, activity, 2, **more)
    assert office.of(activity) == []
    office.fire()
    assert len(office.firings()) == int(has_fired)
    assert all(row.read_at for row in office.rows(Notification) if row.kind == "reminder.due")


def test_one_that_is_open_again_is_reminded_of_again(office):
    """N-08, X-6: if its time is still to come."""
    ahead, past = new_id(), new_id()
    for activity, due in ((ahead, timedelta(days=2)), (past, timedelta(hours=2))):
        office.state(contacts.ActivityCreated, activity, due=due)
        office.state(contacts.ActivityCompleted, activity, 2, due=due)
        office.state(contacts.ActivityReopened, activity, 3, due=due)
    assert len(office.of(ahead)) == 1
    assert office.of(past) == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_facts_in_any_order_and_number_come_to_the_same(office, order):
    """X-6: the newest says what holds."""
    activity = new_id()
    said = (
        (contacts.ActivityCreated, {"due": timedelta(days=2)}),
        (contacts.ActivityChanged, {"due": timedelta(days=4)}),
        (contacts.ActivityChanged, {"due": timedelta(days=6), "title": "Último"}),
    )
    for place in (*order, *order):
        kind, values = said[place]
        office.state(kind, activity, place + 1, **values)
    (reminder,) = office.of(activity)
    assert reminder.title == "Último"
    assert reminder.fires_at > now() + timedelta(days=4)


def test_what_came_due_before_the_fact_arrived_fires_late_and_once(office):
    """X-6: downtime of the reader; what was over when it was said does not fire."""
    late, over = new_id(), new_id()
    for activity, said in ((late, timedelta(hours=3)), (over, timedelta(hours=1))):
        fact = example_of(contacts.ActivityCreated).model_copy(
            update={
                "assignee_id": office.user_id,
                "at": now(),
                "reminds_at": now() - timedelta(hours=2),
                "told_ids": [],
            }
        )
        office.service.receive(
            fact,
            organization_id=office.organization_id,
            subject_id=activity,
            time=now() - said,
        )
    office.fire()
    office.fire()
    assert sum(office.firings().values()) == 1
    assert len(office.of(late)) == 1
    assert office.of(over) == []


def test_everybody_of_the_organization_who_takes_part_has_a_reminder(office):
    """N-11: who was taken off has none any more."""
    activity, other = new_id(), new_id()
    office.state(contacts.ActivityCreated, activity, participant_user_ids=[other, office.user_id])
    assert {row.user_id for row in office.of(activity)} == {other, office.user_id}
    office.state(contacts.ActivityChanged, activity, 2, participant_user_ids=[])
    assert {row.user_id for row in office.of(activity)} == {office.user_id}


def test_an_activitys_reminder_is_dismissed_but_not_changed_by_hand(office):
    """N-14: it follows the activity."""
    activity = new_id()
    office.state(contacts.ActivityCreated, activity)
    (reminder,) = office.of(activity)
    path, tag = f"/reminders/{reminder.id}", {"If-Match": '"1"'}
    office.ask("PATCH", path, {"title": "x"}, headers=tag, status=409)
    office.ask("DELETE", path, headers=tag, status=409)
    assert office.ask("POST", f"{path}/dismiss")["state"] == "dismissed"
    office.let_pass(str(reminder.id))
    office.fire()
    assert office.firings() == {}


def test_who_has_to_do_it_and_who_is_to_come_are_told_once(office):
    """N-04: groups by their members, nobody of their own act."""
    activity, guest, member, actor, group = (new_id() for _ in range(5))
    members = example_of(gateway.GroupChanged).model_copy(update={"member_ids": [member, actor]})
    office.service.receive(members, organization_id=office.organization_id, subject_id=group)
    for _ in range(2):
        office.state(
            contacts.ActivityCreated,
            activity,
            told_ids=[office.user_id, guest, group],
            participant_user_ids=[guest],
            participant_group_ids=[group],
            actor_id=actor,
        )
    assert office.told() == {
        (office.user_id, "activity.assigned"),
        (guest, "activity.invited"),
        (member, "activity.invited"),
    }
    notice = next(row for row in office.rows(Notification) if row.user_id == guest)
    assert (notice.record_type, notice.record_id) == ("activity", activity)
    assert notice.params["name"] == "Llamar para confirmar la propuesta"


def test_a_restated_activity_tells_nobody_and_one_that_is_no_more_reminds_nobody(office):
    """Architecture 4: after a restore of contacts."""
    kept, gone = new_id(), new_id()
    for activity in (kept, gone):
        office.state(contacts.ActivityCreated, activity, told_ids=[])
    office.state(contacts.ActivityRestated, kept, 1, state="open", incarnation=2)
    office.service.receive(
        contacts.ContactsRestated(),
        organization_id=office.organization_id,
        subject_id=new_id(),
        incarnation=2,
    )
    assert len(office.of(kept)) == 1
    assert office.of(gone) == []
    assert office.told() == set()
