"""Each command leaves one row where it belongs, and nothing in it that must not be kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from chassis.audit.members import kept
from chassis.audit.tables import AuditEntry, AuditUnsealed
from chassis.db import Database
from chassis.errors import Conflict
from chassis.testing import notes
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.notes import TemplateOf, headers, member
from chassis.web import Call, Reply, create_app

WRITER = member(name="Lucía")


@pytest.fixture
def database(
    database_factory: DatabaseFactory, database_template: TemplateOf
) -> Iterator[Database]:
    database = Database("notes", database_factory(template=database_template("notes", notes.build)))
    yield database
    database.close()


@pytest.fixture
def client(database: Database) -> Any:
    return create_app(notes.running(database)).test_client()


def entries(database: Database) -> list[dict[str, Any]]:
    with database.system() as session:
        statement = select(*AuditEntry.__table__.columns).order_by(AuditEntry.position)
        return [dict(row) for row in session.chassis_execute(statement).mappings()]


def test_a_write_leaves_who_what_and_the_members_before_and_after(client, database):
    made = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    path = f"/api/v1/notes/{made.json['id']}"
    client.patch(path, json={"text": "b"}, headers=headers(WRITER, **{"If-Match": '"1"'}))
    created, changed = entries(database)
    assert created["action"] == "POST /api/v1/notes"
    assert created["outcome"] == 201
    assert (created["record_type"], created["record_id"]) == ("note", made.json["id"])
    assert changed["action"] == "PATCH /api/v1/notes/{note_id}"
    assert changed["organization_id"] == WRITER.organization_id
    assert (changed["actor_id"], changed["actor_name"]) == (WRITER.user_id, "Lucía")
    assert changed["changes"] == [
        {
            "type": "note",
            "id": made.json["id"],
            "kind": "changed",
            "before": {"text": "a"},
            "after": {"text": "b"},
        }
    ]


@pytest.mark.parametrize(
    ("actor", "status", "code"),
    [(member("contacts.view"), 403, "missing_permission"), (member(), 404, "not_found")],
)
def test_a_refused_write_leaves_a_row_and_nothing_else(client, database, actor, status, code):
    made = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    path = f"/api/v1/notes/{made.json['id']}"
    answer = client.patch(path, json={"text": "b"}, headers=headers(actor, **{"If-Match": '"1"'}))
    assert answer.status_code == status
    refused = entries(database)[-1]
    assert (refused["outcome"], refused["code"], refused["changes"]) == (status, code, [])
    assert (refused["organization_id"], refused["actor_id"]) == (
        actor.organization_id,
        actor.user_id,
    )
    assert (refused["record_type"], refused["record_id"]) == ("note", made.json["id"])


def test_what_was_written_before_a_conflict_is_not_told(database):
    table = notes.routes()

    @table.post("/notes/<uuid:note_id>/spoil", allow=None)
    def spoil(call: Call, note_id: Any) -> Reply:
        note = call.session.lock(notes.Note, note_id)
        note.text = "spoilt"
        note.touch()
        call.session.flush()
        raise Conflict("not_found")

    client = create_app(notes.running(database, routes=(table,))).test_client()
    made = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    client.post(f"/api/v1/notes/{made.json['id']}/spoil", headers=headers(WRITER))
    refused = entries(database)[-1]
    assert (refused["outcome"], refused["changes"]) == (409, [])
    shown = client.get(f"/api/v1/notes/{made.json['id']}", headers=headers(WRITER))
    assert shown.json["text"] == "a"


def test_bookkeeping_is_not_told_but_the_command_that_wrote_it_is(database, monkeypatch):
    table = notes.routes()

    @table.post("/notes/<uuid:note_id>/lines", allow=None)
    def add_line(call: Call, note_id: Any) -> Reply:
        call.session.add(notes.Line(note_id=note_id, words="w"))
        return call.json({}, status=201)

    @table.post("/notes/<uuid:note_id>/counted", allow=None, session=False)
    def count(call: Call, note_id: Any) -> Reply:
        with database.transaction(call.actor.organization_id) as session:
            session.add(notes.Line(note_id=note_id, words="w"))
        return call.json({}, status=201)

    client = create_app(notes.running(database, routes=(table,))).test_client()
    made = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    path = f"/api/v1/notes/{made.json['id']}/lines"
    client.post(path, headers=headers(WRITER))
    monkeypatch.setattr(notes.Line, "__unaudited__", "counted by the product", raising=False)
    client.post(path, headers=headers(WRITER))
    client.post(path.replace("lines", "counted"), headers=headers(WRITER))
    told, untold, apart = entries(database)[1:]
    assert [change["type"] for change in told["changes"]] == ["line"]
    assert (untold["action"], untold["changes"]) == ("POST /api/v1/notes/{note_id}/lines", [])
    assert (apart["action"], apart["changes"]) == ("POST /api/v1/notes/{note_id}/counted", [])


def test_reads_repeats_and_unreadable_requests_leave_no_row(client, database):
    keyed = headers(WRITER, **{"Idempotency-Key": "k"})
    made = client.post("/api/v1/notes", json={"text": "a"}, headers=keyed)
    assert len(entries(database)) == 1
    client.post("/api/v1/notes", json={"text": "a"}, headers=keyed)
    client.post("/api/v1/notes", json={"text": ""}, headers=headers(WRITER))
    client.post("/api/v1/notes", json={"text": "a"})
    client.get(f"/api/v1/notes/{made.json['id']}", headers=headers(WRITER))
    assert len(entries(database)) == 1


def test_every_row_waits_for_its_seal(client, database):
    client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    client.post("/api/v1/notes", json={"text": "b"}, headers=headers(member("contacts.view")))
    with database.system() as session:
        waiting = set(session.chassis_execute(select(AuditUnsealed.position)).scalars())
    assert waiting == {row["position"] for row in entries(database)}
    assert len(waiting) == 2


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("auth_token_encrypted", b"secret", "***"),
        ("password_hash", "argon2id$...", "***"),
        (
            "settings",
            {"smtp_password": "x", "host": "mail"},
            {"smtp_password": "***", "host": "mail"},
        ),
        ("photo", b"1234", "<4 bytes>"),
        ("total", Decimal("12.50"), "12.50"),
        ("due_at", datetime(2026, 5, 1, tzinfo=UTC), "2026-05-01T00:00:00+00:00"),
        ("note", "x" * 301, "x" * 300 + "…"),
        ("lines", ["y" * 290] * 10, "…"),
        ("number", "+573001234567", "+573001234567"),
    ],
)
def test_what_is_kept_of_a_member(name, value, shown):
    assert kept(name, value) == shown
