"""The parked-events desk, as an administrator's requests see it."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec import Raw
from sqlalchemy import select, update

from chassis.clock import now
from chassis.db import Database
from chassis.events import inbox, outgoing
from chassis.events.facts import Envelope
from chassis.events.incoming import read
from chassis.events.tables import Inbox
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.testing import notes
from chassis.web import create_app

PATH = "/api/v1/parked-events"


@pytest.fixture(scope="module")
def database(module_database_factory, database_template):
    url = module_database_factory(template=database_template("notes", notes.build))
    found = Database("notes", url)
    yield found
    found.close()


class Desk:
    """One organization's administrator before one service's inbox."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.app = create_app(notes.running(database))
        self.administrator = Actor(
            organization_id=new_id(), user_id=new_id(), is_administrator=True, scope="all"
        )

    def ask(self, method: str, path: str = "", actor: Actor | None = None, **more):
        headers = notes.headers(actor or self.administrator)
        return self.app.test_client().open(
            PATH + path, method=method, headers=dict(headers), **more
        )

    def plant(
        self, state: str = "parked", *, type: str = "notes.note.changed", **values: object
    ) -> UUID:
        """Put a fact into the inbox as a consumer leaves it."""
        data = b'{"phone": "+573001234567", "mail": "ana@example.org", "text": "hola"}'
        envelope = Envelope(
            id=new_id(),
            source="/troncal/notes",
            type=type,
            subject=f"note/{new_id()}",
            time=now(),
            organization_id=self.administrator.organization_id,
            incarnation=1,
            version=1,
            correlation_id=new_id(),
            data=Raw(data),
        )
        fact = read(envelope.to_json())
        with self.database.transaction(None) as session:
            inbox.set_aside(
                session,
                fact,
                state=state,
                error="ValueError: not +573001234567",
                attempts=9,
                delay=timedelta(hours=1) if state == "retry" else None,
            )
            if values:
                session.chassis_execute(
                    update(Inbox).where(Inbox.event_id == fact.id).values(**values)
                )
        return fact.id

    def row(self, id: UUID) -> Inbox:
        with self.database.transaction(None) as session:
            found = session.chassis_execute(select(Inbox).where(Inbox.event_id == id)).scalar_one()
            session.expunge(found)
            return found


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def ids(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json["items"]]


def test_what_waits_is_listed_oldest_first_and_what_is_done_is_not(desk: Desk):
    waiting = [str(desk.plant(state)) for state in ("parked", "retry", "unsupported")]
    for state in ("done", "received", "in_hand", "dropped"):
        desk.plant(state)
    assert ids(desk.ask("GET")) == waiting
    assert desk.ask("GET", "?count=1").json == {"total": 3, "total_is_estimate": False}


def test_the_list_is_filtered_by_type_state_and_time_and_read_page_by_page(desk: Desk):
    made = [str(desk.plant(type=f"notes.note.{name}")) for name in ("made", "changed", "made")]
    old = desk.plant("retry", received_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert ids(desk.ask("GET", "?type=notes.note.made")) == [made[0], made[2]]
    assert ids(desk.ask("GET", "?state=retry")) == [str(old)]
    assert ids(desk.ask("GET", "?since=2021-01-01T00:00:00Z")) == made
    first = desk.ask("GET", "?limit=2")
    rest = desk.ask("GET", f"?limit=2&cursor={first.json['next_cursor']}")
    assert ids(first) + ids(rest) == [*made, str(old)]
    assert rest.json["next_cursor"] is None
    assert desk.ask("GET", "?state=done").status_code == 422


def test_counts_are_by_type_and_state(desk: Desk):
    desk.plant()
    desk.plant()
    desk.plant("retry")
    found = desk.ask("GET", "/counts").json["items"]
    assert [(one["state"], one["count"]) for one in found] == [("parked", 2), ("retry", 1)]


def test_personal_values_are_masked_until_the_administrator_asks(desk: Desk):
    id = desk.plant()
    shown = desk.ask("GET", f"/{id}")
    assert shown.json["envelope"]["data"] == {
        "phone": "***67", "mail": "***@example.org", "text": "hola",
    }  # fmt: skip
    assert shown.json["masked"] is True
    assert "3001234567" not in shown.text + desk.ask("GET").text
    whole = desk.ask("GET", f"/{id}?unmasked=true").json
    assert whole["envelope"]["data"]["phone"] == "+573001234567"


@pytest.mark.parametrize("state", ["parked", "retry"])
def test_a_retried_fact_is_due_at_once_with_all_its_attempts(desk: Desk, state: str):
    id = desk.plant(state, deaths=2)
    assert desk.ask("POST", f"/{id}/retry").status_code == 204
    row = desk.row(id)
    assert (row.state, row.attempts, row.deaths) == ("retry", 0, 0)
    assert row.next_attempt_at <= now()


def test_a_dropped_fact_keeps_who_when_and_why_and_is_never_retried(desk: Desk):
    id = desk.plant()
    assert desk.ask("POST", f"/{id}/drop", json={"reason": "  "}).status_code == 422
    assert desk.ask("POST", f"/{id}/drop", json={"reason": "sent by hand"}).status_code == 204
    shown = desk.ask("GET", f"/{id}").json
    assert shown["state"] == "dropped"
    assert shown["decided_by"] == str(desk.administrator.user_id)
    assert shown["reason"] == "sent by hand"
    assert shown["decided_at"]
    assert shown["envelope"] is None
    for verb, body in (("retry", None), ("drop", {"reason": "again"})):
        again = desk.ask("POST", f"/{id}/{verb}", json=body)
        assert (again.status_code, again.json["code"]) == (409, "event_dropped")
    assert ids(desk.ask("GET")) == []
    assert ids(desk.ask("GET", "?state=dropped")) == [str(id)]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("unsupported", "event_unsupported"),
        ("done", "event_done"),
        ("received", "event_in_hand"),
        ("in_hand", "event_in_hand"),
    ],
)
def test_what_is_not_set_aside_is_not_retried(desk: Desk, state: str, code: str):
    id = desk.plant(state)
    answer = desk.ask("POST", f"/{id}/retry")
    assert (answer.status_code, answer.json["code"]) == (409, code)
    assert desk.row(id).attempts == 9


def test_all_parked_facts_of_one_type_are_retried_and_no_others(desk: Desk):
    made = [desk.plant(type="notes.note.made") for _ in range(3)]
    others = [desk.plant(), desk.plant("unsupported", type="notes.note.made")]
    body = {"action": "retry", "filter": {"type": "notes.note.made"}}
    assert desk.ask("POST", "/bulk", json=body).json == {"retried": 3}
    assert {desk.row(id).state for id in made} == {"retry"}
    assert [desk.row(id).state for id in others] == ["parked", "unsupported"]


def test_the_desk_is_for_administrators_and_shows_their_organization_alone(desk: Desk):
    id = desk.plant()
    organization = desk.administrator.organization_id
    clerk = Actor(
        organization_id=organization, user_id=new_id(), permissions=frozenset({"gateway.configure"})
    )
    stranger = Actor(organization_id=new_id(), user_id=new_id(), is_administrator=True)
    body = {"action": "retry", "filter": {"type": "notes.note.changed"}}
    for method, path, json in (
        ("GET", "", None),
        ("GET", "/counts", None),
        ("GET", f"/{id}", None),
        ("POST", f"/{id}/retry", None),
        ("POST", f"/{id}/drop", {"reason": "none of yours"}),
        ("POST", "/bulk", body),
    ):
        refused = desk.ask(method, path, clerk, json=json)
        assert (refused.status_code, refused.json["code"]) == (403, "administrators_only")
        answer = desk.ask(method, path, stranger, json=json)
        assert answer.status_code == (404 if str(id) in path else 200)
        assert str(id) not in answer.text
    assert desk.row(id).state == "parked"


def test_a_fact_in_the_consumers_hand_is_neither_retried_nor_dropped(desk: Desk):
    id = desk.plant("retry")
    with desk.database.transaction(None) as consumer:
        inbox.history(consumer, id)  # what the consumer does first: it locks the row
        for verb, body in (("retry", None), ("drop", {"reason": "too late"})):
            answer = desk.ask("POST", f"/{id}/{verb}", json=body)
            assert (answer.status_code, answer.json["code"]) == (409, "event_in_hand")
        inbox.mark_done(consumer, [id])
    assert desk.row(id).state == "done"


def test_of_administrators_who_decide_at_once_one_wins_and_the_others_are_told(desk: Desk):
    id = desk.plant()
    start = threading.Barrier(6)
    answers: list[int] = []

    def decide() -> None:
        start.wait()
        answer = desk.ask("POST", f"/{id}/drop", json={"reason": "known to be wrong"})
        answers.append(answer.status_code)

    threads = [threading.Thread(target=decide) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [204, 409, 409, 409, 409, 409]
    assert desk.row(id).state == "dropped"


def test_what_was_decided_is_kept_longer_than_what_was_handled(desk: Desk):
    old, older = now() - timedelta(days=40), now() - timedelta(days=400)
    kept = [desk.plant("dropped", received_at=old), desk.plant("parked", received_at=older)]
    gone = [desk.plant("done", received_at=old), desk.plant("dropped", received_at=older)]
    with desk.database.connect_direct() as connection:
        days = {"outbox": 7, "inbox": 30, "decisions": 365}
        spans = {name: timedelta(days=count) for name, count in days.items()}
        assert outgoing.clean(connection, **spans) >= len(gone)
    with desk.database.transaction(None) as session:
        left = set(session.chassis_execute(select(Inbox.event_id)).scalars())
    assert left >= set(kept)
    assert not left & set(gone)
