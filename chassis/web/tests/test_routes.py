"""A request is one transaction, checked in one order."""

import threading
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from chassis.db import Database
from chassis.events.tables import Outbox
from chassis.ids import new_id
from chassis.testing import notes
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.notes import Note, TemplateOf, headers, member
from chassis.web import create_app

WRITER = member()


@pytest.fixture
def database(
    database_factory: DatabaseFactory, database_template: TemplateOf
) -> Iterator[Database]:
    url = database_factory(template=database_template("notes", notes.build))
    database = Database("notes", url)
    yield database
    database.close()


@pytest.fixture
def client(database: Database) -> FlaskClient:
    return create_app(notes.running(database)).test_client()


def rows(database: Database) -> tuple[int, int]:
    with database.reading(WRITER.organization_id) as session:
        notes_ = session.scalar(select(func.count()).select_from(Note))
    with database.system() as session:
        outbox = session.chassis_execute(select(func.count()).select_from(Outbox)).scalar()
    return notes_, outbox


def test_a_command_answers_with_its_version_and_states_its_fact(client, database):
    answer = client.post("/api/v1/notes", json={"text": " hola "}, headers=headers(WRITER))
    assert (answer.status_code, answer.json["text"]) == (201, "hola")
    assert answer.headers["ETag"] == '"1"'
    assert rows(database) == (1, 1)


@pytest.mark.parametrize(
    ("actor", "body", "status", "code"),
    [
        (None, b'{"text": "x"}', 401, "token_required"),
        (member("contacts.view"), b"{", 403, "missing_permission"),
        (WRITER, b"{", 400, "malformed_json"),
        (WRITER, b'{"text": "x", "more": 1}', 422, "invalid_fields"),
        (WRITER, b"{}", 422, "invalid_fields"),
        (WRITER, b'["text"]', 422, "invalid_fields"),
    ],
)
def test_checks_come_in_their_order_and_nothing_is_written(
    client, database, actor, body, status, code
):
    """Token before permission before a readable body before valid members."""
    signed = headers(actor) if actor else {}
    answer = client.post(
        "/api/v1/notes", data=body, headers=signed, content_type="application/json"
    )
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"
    assert rows(database) == (0, 0)


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800", "\\uDFFF"])
def test_a_text_that_no_database_keeps_is_refused_by_name(client, database, sign):
    """Found by fuzzing: a NUL or a lone surrogate was a server error."""
    body = f'{{"text": "a{sign}b"}}'
    answer = client.post(
        "/api/v1/notes", data=body, headers=headers(WRITER), content_type="application/json"
    )
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "text")
    assert rows(database) == (0, 0)


def test_a_pair_of_surrogates_is_a_letter_like_any_other(client):
    answer = client.post(
        "/api/v1/notes",
        data='{"text": "\\ud83d\\ude00"}',
        headers=headers(WRITER),
        content_type="application/json",
    )
    assert answer.json["text"] == "\U0001f600"


def test_a_body_that_is_not_json_is_415(client):
    answer = client.post("/api/v1/notes", data={"text": "x"}, headers=headers(WRITER))
    assert (answer.status_code, answer.json["code"]) == (415, "json_required")


def test_every_wrong_member_is_named_in_the_language_asked_for(client):
    answer = client.post(
        "/api/v1/notes",
        json={"text": "", "more": 1},
        headers=headers(WRITER, **{"Accept-Language": "en-US,en;q=0.9"}),
    )
    found = {error["field"]: (error["code"], error["message"]) for error in answer.json["errors"]}
    assert found == {
        "text": ("too_short", "Too short: at least 1."),
        "more": ("unknown_member", "There is no such field."),
    }
    assert answer.headers["Content-Language"] == "en"
    spanish = client.post("/api/v1/notes", json={}, headers=headers(WRITER))
    assert spanish.json["errors"][0]["message"] == "Este campo es obligatorio."


def test_a_change_needs_the_version_it_was_made_on(client):
    created = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    url = f"/api/v1/notes/{created.json['id']}"

    def change(**extra: str):
        return client.patch(url, json={"text": "b"}, headers=headers(WRITER, **extra))

    assert change().status_code == 428
    assert change(**{"If-Match": "what"}).status_code == 422
    assert change(**{"If-Match": '"1"'}).headers["ETag"] == '"2"'
    stale = change(**{"If-Match": '"1"'})
    assert (stale.status_code, stale.json["params"]["version"]) == (412, "2")


def test_another_organizations_record_is_not_there(client):
    created = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    url = f"/api/v1/notes/{created.json['id']}"
    stranger = headers(member(), **{"If-Match": '"1"'})
    assert client.get(url, headers=stranger).status_code == 404
    assert client.patch(url, json={"text": "b"}, headers=stranger).status_code == 404


def test_unknown_paths_and_methods_are_problems_too(client):
    for method, path, status in (("get", "/api/v1/nothing", 404), ("delete", "/api/v1/notes", 405)):
        answer = getattr(client, method)(path)
        assert answer.status_code == status
        assert answer.content_type == "application/problem+json"


def test_a_repeated_key_gets_the_first_answer_and_writes_once(client, database):
    keyed = {"Idempotency-Key": "k-1"}
    first = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER, **keyed))
    again = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER, **keyed))
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert rows(database) == (1, 1)


def test_a_key_belongs_to_its_user_and_its_body(client, database):
    keyed = {"Idempotency-Key": "k-1"}
    client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER, **keyed))
    other = client.post("/api/v1/notes", json={"text": "b"}, headers=headers(WRITER, **keyed))
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")
    colleague = member(organization_id=WRITER.organization_id)
    theirs = client.post("/api/v1/notes", json={"text": "b"}, headers=headers(colleague, **keyed))
    assert theirs.status_code == 201
    assert rows(database) == (2, 2)


def test_a_refused_command_may_be_tried_again_with_its_key(client, database):
    keyed = {"Idempotency-Key": "k-1"}
    refused = client.post("/api/v1/notes", json={"text": ""}, headers=headers(WRITER, **keyed))
    assert refused.status_code == 422
    accepted = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER, **keyed))
    assert accepted.status_code == 201
    assert rows(database) == (1, 1)


def test_twenty_simultaneous_repeats_make_one_record(database):
    app = create_app(notes.running(database))
    barrier = threading.Barrier(10)
    answers: list[bytes] = []

    def send() -> None:
        barrier.wait()
        with app.test_client() as client:
            signed = headers(WRITER, **{"Idempotency-Key": "k"})
            answers.append(client.post("/api/v1/notes", json={"text": "a"}, headers=signed).data)

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert rows(database) == (1, 1)


def test_a_database_that_is_gone_is_503_with_retry_after_and_comes_back_by_itself(
    database_factory, database_template, postgres_server
):
    template = database_template("notes", notes.build)
    url = database_factory(template=template)
    database = Database("notes", url)
    client = create_app(notes.running(database)).test_client()
    created = client.post("/api/v1/notes", json={"text": "a"}, headers=headers(WRITER))
    path = f"/api/v1/notes/{created.json['id']}"
    postgres_server.cut(url)
    write = client.post("/api/v1/notes", json={"text": "b"}, headers=headers(WRITER))
    assert write.status_code == 503
    assert int(write.headers["Retry-After"]) > 0
    assert client.get(path, headers=headers(WRITER)).status_code == 200
    assert (
        client.post("/api/v1/notes", json={"text": "b"}, headers=headers(WRITER)).status_code == 201
    )
    database.close()


def test_a_missing_record_says_so_in_both_languages(client):
    path = f"/api/v1/notes/{new_id()}"
    assert client.get(path, headers=headers(WRITER)).json["title"] == "No encontrado"
    english = headers(WRITER, **{"Accept-Language": "en"})
    assert client.get(path, headers=english).json["title"] == "Not found"
