"""Reminders fire exactly once, whatever dies and however long nothing ran (beyond.md 4)."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from chassis.clock import now
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.testing.running import build, running
from contracts import gateway
from contracts.examples import example_of
from services.notifications.inbox.models import Notification
from services.notifications.messages.models import Message
from services.notifications.reminders.models import Reminder
from services.notifications.reminders.timing import fires_at, is_late, late_seconds
from services.notifications.service import SERVICE


class Office:
    """An organization with a person in it, on a database of other organizations too."""

    def __init__(self, service) -> None:
        self.service = service
        self.organization_id, self.user_id = new_id(), new_id()
        self.me = self.actor(self.user_id)
        for fact, subject_id in (
            (example_of(gateway.OrganizationCreated), self.organization_id),
            (example_of(gateway.UserChanged), self.user_id),
        ):
            service.receive(fact, organization_id=self.organization_id, subject_id=subject_id)

    def actor(self, user_id: UUID, **more: Any) -> Actor:
        return Actor(organization_id=self.organization_id, user_id=user_id, **more)

    def ask(self, method: str, path: str, json: Any = None, *, status: int = 200, **more: Any):
        client = self.service.client(more.pop("actor", self.me))
        answer = client.open(f"/api/v1{path}", method=method, json=json, **more)
        assert answer.status_code == status, answer.json
        return answer.json

    def set(self, **values: Any) -> dict[str, Any]:
        due = (now() + timedelta(hours=1)).isoformat()
        body = {"title": "Llamar a Rosa", "due_at": due} | values
        return self.ask("POST", "/reminders", body, status=201)

    def due(self, count: int = 1, *, ago: timedelta = timedelta(seconds=1), **values: Any) -> None:
        """Let so many reminders be due since then, as if they had been set in time."""
        with self.service.database.transaction(self.organization_id) as session:
            moment = now() - ago
            session.add_all(
                Reminder(
                    **{
                        "user_id": self.user_id,
                        "title": f"Tarea {number}",
                        "due_at": moment,
                        "fires_at": moment,
                        "channels": ["in_app"],
                    }
                    | values
                )
                for number in range(count)
            )

    def let_pass(self, reminder_id: str, **behind: Any) -> None:
        """Let a reminder's time come without waiting for it."""
        with self.service.database.transaction(self.organization_id) as session:
            moment = now() - timedelta(**(behind or {"seconds": 1}))
            session.execute(
                update(Reminder).where(Reminder.id == UUID(reminder_id)).values(fires_at=moment)
            )

    def fire(self) -> None:
        self.service.run_sweep("fire_due_reminders")

    def rows(self, model: type[Any]) -> list[Any]:
        with self.service.database.reading(self.organization_id) as session:
            return list(session.scalars(select(model)))

    def firings(self) -> Counter[str]:
        return Counter(row.params["reminder_id"] for row in self.rows(Notification))


@pytest.fixture
def office(module_service):
    return Office(module_service)


def test_a_due_reminder_rings_once_with_its_record(office):
    """N-14: the bell and a live message with what the screen needs."""
    contact = {"type": "contact", "id": str(new_id())}
    made = office.set(record=contact)
    office.fire()
    assert office.rows(Notification) == []
    office.let_pass(made["id"])
    for _ in range(3):
        office.fire()
    (notice,) = office.rows(Notification)
    assert (notice.kind, notice.record_type, str(notice.record_id)) == (
        "reminder.due",
        "contact",
        contact["id"],
    )
    live = [
        one for one in office.service.live("reminder.due") if one["users"] == [str(office.user_id)]
    ]
    assert [one["payload"]["title"] for one in live] == ["Llamar a Rosa"]
    shown = office.ask("GET", f"/reminders/{made['id']}")
    assert (shown["state"], shown["late"], shown["record"]) == ("fired", False, contact)


def test_what_was_due_while_nothing_ran_fires_once_and_says_how_late_it_is(office):
    """beyond.md 4: three hours of downtime."""
    office.due(3, ago=timedelta(hours=3))
    office.fire()
    office.fire()
    assert set(office.firings().values()) == {1}
    assert len(office.firings()) == 3
    for shown in office.ask("GET", "/reminders")["items"]:
        assert shown["late"] is True
        assert 10_800 <= shown["late_seconds"] < 10_900
    assert all(row.params["late"] for row in office.rows(Notification))


def test_a_thousand_due_at_once_all_fire_once(office):
    """beyond.md 4: a burst is nothing but more pages."""
    office.due(1_000)
    office.fire()
    firings = office.firings()
    assert len(firings) == 1_000
    assert set(firings.values()) == {1}


def test_several_clocks_at_once_fire_each_reminder_once(office):
    """architecture.md 8: the scheduler's holders may overlap for a moment."""
    office.due(60)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: office.fire(), range(8)))
    assert len(office.firings()) == 60
    assert set(office.firings().values()) == {1}


@pytest.mark.parametrize(
    ("point", "fired"),
    [
        ("reminders.claimed", 0),
        ("database.before_commit", 0),
        ("database.after_commit", 200),
    ],
)
def test_a_kill_while_firing_neither_loses_nor_doubles_a_reminder(
    point: str, fired: int, database_factory: Callable, database_template: Callable
):
    """beyond.md 4: kill -9 between claim, effect and commit."""
    url = database_factory(template=database_template("notifications", build(SERVICE)))
    with running(SERVICE, url) as service:
        office = Office(service)
        office.due(250)
        # Looking for organizations is a transaction too: the first firing is the second commit.
        fault = f"{point}:kill" if point == "reminders.claimed" else f"{point}:kill@2"
        died = subprocess.run(
            [sys.executable, "-m", "services.notifications.tests.reminder_child", url],
            env={**os.environ, "TRONCAL_FAULT": fault},
            check=False,
            timeout=60,
        )
        assert died.returncode == -9
        assert len(office.firings()) == fired
        office.fire()
        assert len(office.firings()) == 250
        assert set(office.firings().values()) == {1}


def test_an_email_goes_out_once_and_its_outcome_is_shown(office):
    """architecture.md 8: at most once, by the machinery of every other e-mail."""
    made = office.set(channels=["in_app", "email"])
    office.let_pass(made["id"])
    for _ in range(2):
        office.fire()
        office.service.run_woken_jobs()
        office.service.run_sweep("deliver_due")
    (message,) = office.rows(Message)
    assert (message.recipient, message.subject, message.attempts) == (
        "lucia@example.com",
        "Recordatorio: Llamar a Rosa",
        1,
    )
    assert office.ask("GET", f"/reminders/{made['id']}")["email_state"] == "sent"


def test_the_text_of_somebodys_reminder_is_not_shown_among_the_messages(office):
    """X-8: whoever configures messages does not read others' reminders there."""
    office.due(channels=["email"])
    office.fire()
    (message,) = office.rows(Message)
    clerk = office.actor(new_id(), permissions=frozenset({"notifications.configure"}))
    assert office.ask("GET", "/messages", actor=clerk)["items"] == []
    for method, path in (("GET", ""), ("POST", "/retry")):
        office.ask(method, f"/messages/{message.id}{path}", actor=clerk, status=404)
    admin = office.actor(new_id(), is_administrator=True)
    assert len(office.ask("GET", "/messages", actor=admin)["items"]) == 1


def test_a_snoozed_reminder_fires_again_at_its_new_time(office):
    """N-14: and the first ringing is answered by it."""
    made = office.set()
    office.let_pass(made["id"])
    office.fire()
    until = (now() + timedelta(hours=2)).isoformat()
    for body in ({"minutes": 5}, {"until": until}):
        shown = office.ask("POST", f"/reminders/{made['id']}/snooze", body)
        assert (shown["state"], shown["late_seconds"]) == ("waiting", None)
        office.fire()
        office.let_pass(made["id"])
        office.fire()
    assert [row.read_at is None for row in office.rows(Notification)].count(True) == 1
    assert office.firings() == {made["id"]: 3}


def test_a_dismissed_or_deleted_reminder_does_not_fire(office):
    dismissed, deleted = office.set(), office.set()
    for _ in range(2):
        shown = office.ask("POST", f"/reminders/{dismissed['id']}/dismiss")
        assert (shown["state"], shown["version"]) == ("dismissed", 2)
    office.ask("POST", f"/reminders/{dismissed['id']}/snooze", {"minutes": 5}, status=409)
    tag = {"If-Match": '"1"'}
    office.ask("DELETE", f"/reminders/{deleted['id']}", status=428)
    office.ask("DELETE", f"/reminders/{deleted['id']}", headers=tag, status=204)
    office.let_pass(dismissed["id"])
    office.fire()
    assert office.firings() == {}
    assert [one["id"] for one in office.ask("GET", "/reminders")["items"]] == [dismissed["id"]]


def test_a_fired_reminder_with_a_later_time_waits_again(office):
    made = office.set()
    office.let_pass(made["id"])
    office.fire()
    path = f"/reminders/{made['id']}"
    later = (now() + timedelta(days=1)).isoformat()
    office.ask("PATCH", path, {"title": "x"}, headers={"If-Match": '"1"'}, status=412)
    body = {"due_at": later, "minutes_before": 60, "title": "Visitar a Rosa"}
    shown = office.ask("PATCH", path, body, headers={"If-Match": '"2"'})
    assert (shown["state"], shown["title"]) == ("waiting", "Visitar a Rosa")
    due, fires = (datetime.fromisoformat(shown[name]) for name in ("due_at", "fires_at"))
    assert due - fires == timedelta(hours=1)
    assert all(row.read_at for row in office.rows(Notification))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"due_at": "2020-01-01T00:00:00Z"}, "due_at"),
        ({"minutes_before": 1440}, "due_at"),
        ({"minutes_before": 7}, "minutes_before"),
        ({"due_at": "2099-01-01T00:00:00"}, "due_at"),
        ({"title": " "}, "title"),
        ({"channels": []}, "channels"),
        ({"channels": ["sms"]}, "channels.0"),
        ({"record": {"type": "user", "id": str(new_id())}}, "record.type"),
    ],
)
def test_a_reminder_that_cannot_be_is_refused_and_nothing_is_written(office, body, field):
    """N-03: also one whose offset is over before it is set."""
    due = (now() + timedelta(hours=1)).isoformat()
    answer = office.ask("POST", "/reminders", {"title": "a", "due_at": due} | body, status=422)
    assert [error["field"] for error in answer["errors"]] == [field]
    assert office.rows(Reminder) == []


def test_nobody_sees_or_moves_anothers_reminder(office):
    """X-8: not even an administrator; another organization's person neither."""
    made = office.set()
    path = f"/reminders/{made['id']}"
    strangers = (
        office.actor(new_id(), is_administrator=True),
        Actor(organization_id=new_id(), user_id=office.user_id),
    )
    for actor in strangers:
        assert office.ask("GET", "/reminders", actor=actor)["items"] == []
        for method, at, body in (
            ("GET", "", None),
            ("PATCH", "", {"title": "x"}),
            ("DELETE", "", None),
            ("POST", "/dismiss", None),
            ("POST", "/snooze", {"minutes": 5}),
        ):
            tag = {"If-Match": '"7"'}
            office.ask(method, f"{path}{at}", body, actor=actor, headers=tag, status=404)
    assert office.ask("GET", path) == made


def test_a_snooze_names_one_time_that_is_not_over(office):
    made = office.set()
    for body in ({}, {"minutes": 5, "until": made["due_at"]}, {"until": "2020-01-01T00:00:00Z"}):
        office.ask("POST", f"/reminders/{made['id']}/snooze", body, status=422)


def test_the_lag_of_reminders_is_a_metric(office):
    metrics = office.service.service.metrics
    before = metrics.value("reminder_lag_seconds")
    office.due(2)
    office.fire()
    assert metrics.value("reminder_lag_seconds") == before + 2


def test_lateness_counts_from_the_moment_of_firing_and_small_delays_are_not_spoken_of():
    due = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    assert fires_at(due, 60) == datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    assert late_seconds(due, due + timedelta(seconds=2.9)) == 2
    assert late_seconds(due, due - timedelta(seconds=5)) == 0
    assert [is_late(seconds) for seconds in (None, 0, 29, 30)] == [False, False, False, True]
