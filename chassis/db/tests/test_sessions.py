"""A session is one transaction for one organization: attempts to get round it."""

import os
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import aliased, joinedload, selectinload

from chassis import budgets
from chassis.db import Database, UnscopedStatement, for_each_due, insert_many
from chassis.errors import NotFound, Stale
from chassis.events import NotTouched, record
from chassis.events.tables import Outbox
from chassis.ids import new_id
from chassis.testing import notes
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.notes import Line, Note, NoteChanged, TemplateOf

ONE, TWO = new_id(), new_id()


@pytest.fixture
def database(
    database_factory: DatabaseFactory, database_template: TemplateOf
) -> Iterator[Database]:
    url = database_factory(template=database_template("notes", notes.build))
    database = Database("notes", url)
    yield database
    database.close()


def write(database: Database, organization_id: UUID, *texts: str) -> list[UUID]:
    with database.transaction(organization_id) as session:
        written = [Note(text=words, lines=[Line(words=words)]) for words in texts]
        session.add_all(written)
        session.flush()
        return [note.id for note in written]


def test_rows_are_stamped_and_only_their_organization_sees_them(database: Database):
    write(database, ONE, "uno")
    (other,) = write(database, TWO, "dos")
    with database.transaction(ONE) as session:
        assert session.scalars(select(Note.text)).all() == ["uno"]
        assert session.scalar(select(func.count()).select_from(Note)) == 1
        assert session.get(Note, other) is None
        alias = aliased(Note)
        assert session.scalars(select(alias.text)).all() == ["uno"]
        joined = select(Note).options(joinedload(Note.lines)).order_by(Note.id)
        assert [len(note.lines) for note in session.scalars(joined).unique()] == [1]
        eager = select(Note).options(selectinload(Note.lines))
        assert [line.words for note in session.scalars(eager) for line in note.lines] == ["uno"]
        with pytest.raises(NotFound):
            session.lock(Note, other)


def test_the_clause_follows_the_session_and_not_the_first_one_compiled(database: Database):
    write(database, ONE, "uno")
    write(database, TWO, "dos", "tres")
    for organization_id, expected in ((ONE, 1), (TWO, 2), (ONE, 1)):
        with database.reading(organization_id) as session:
            assert len(session.scalars(select(Note)).all()) == expected


def test_updates_and_deletes_stay_inside(database: Database):
    write(database, ONE, "uno")
    write(database, TWO, "dos")
    with database.transaction(ONE) as session:
        session.execute(update(Note).values(text="mine"))
        session.execute(delete(Line))
    with database.transaction(TWO) as session:
        assert session.scalars(select(Note.text)).all() == ["dos"]
        assert session.scalar(select(func.count()).select_from(Line)) == 1


@pytest.mark.parametrize(
    "statement",
    [text("SELECT text FROM note"), select(Note.__table__.c.text), insert(Note.__table__)],
    ids=["text", "core select", "core insert"],
)
def test_sql_beside_the_orm_is_refused(database: Database, statement):
    with database.transaction(ONE) as session, pytest.raises(UnscopedStatement):
        session.execute(statement, {"text": "x"})


def test_a_session_without_organization_reaches_no_owned_row(database: Database):
    with database.system() as session, pytest.raises(UnscopedStatement):
        session.scalars(select(Note)).all()


def test_a_row_of_another_organization_is_not_written(database: Database):
    with pytest.raises(UnscopedStatement), database.transaction(ONE) as session:
        session.add(Note(organization_id=TWO, text="smuggled"))


def test_a_reading_session_cannot_write(database: Database):
    with pytest.raises(Exception, match="read-only"), database.reading(ONE) as session:
        session.add(Note(text="x"))
        session.flush()


def test_a_raise_rolls_everything_back_and_no_effect_is_released(database: Database):
    released: list[object] = []
    database.effects = lambda service, effects: released.extend(effects)
    with pytest.raises(RuntimeError), database.transaction(ONE) as session:
        note = Note(text="x")
        session.add(note)
        record(session, note, NoteChanged(text="x"))
        session.tell([new_id()], "note", {})
        session.wake("deliver", note=1)
        session.after_commit(lambda: released.append("late"))
        raise RuntimeError
    assert released == []
    with database.system() as session:
        assert session.chassis_execute(select(func.count()).select_from(Outbox)).scalar() == 0


def test_effects_are_released_after_the_commit_in_their_order(database: Database):
    seen: list[str] = []

    def sink(service: str, effects) -> None:
        with database.reading(ONE) as session:
            seen.append(f"{service} {[effect.kind for effect in effects]}")
            seen.extend(session.scalars(select(Note.text)))

    database.effects = sink
    with database.transaction(ONE) as session:
        session.add(Note(text="committed"))
        session.tell([new_id()], "note", {})
        session.wake("deliver")
    assert seen == ["notes ['live', 'job']", "committed"]


def test_a_fact_needs_a_new_version_and_a_version_counts_once(database: Database):
    (note_id,) = write(database, ONE, "uno")
    with database.transaction(ONE) as session:
        note = session.lock(Note, note_id)
        with pytest.raises(NotTouched):
            record(session, note, NoteChanged(text="uno"))
        note.touch()
        note.touch()
        session.flush()
        note.touch()
        record(session, note, NoteChanged(text="uno"))
        record(session, note, NoteChanged(text="uno"))
        assert note.version == 2
    with database.transaction(ONE) as session:
        note = session.lock(Note, note_id)
        with pytest.raises(NotTouched):
            record(session, note, NoteChanged(text="uno"))


def test_a_stale_version_is_refused_under_the_lock(database: Database):
    (note_id,) = write(database, ONE, "uno")
    with database.transaction(ONE) as session, pytest.raises(Stale):
        session.lock(Note, note_id, expected_version=2)


def test_two_writers_of_one_aggregate_take_turns(database: Database):
    (note_id,) = write(database, ONE, "")
    barrier = threading.Barrier(8)

    def append() -> None:
        barrier.wait()
        with database.transaction(ONE) as session:
            note = session.lock(Note, note_id)
            note.text += "x"
            note.touch()
            record(session, note, NoteChanged(text=note.text))

    threads = [threading.Thread(target=append) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.system() as session:
        rows = session.chassis_execute(
            select(Outbox.aggregate_version).order_by(Outbox.position)
        ).scalars()
        assert list(rows) == list(range(2, 10))
    with database.reading(ONE) as session:
        assert session.scalars(select(Note.text)).all() == ["x" * 8]


def test_a_due_row_that_fails_keeps_no_other_waiting(database: Database):
    ids = write(database, ONE, "uno", "dos", "tres")
    seen: list[UUID] = []

    def act(organization_id: UUID, id: UUID) -> None:
        seen.append(id)
        if id == ids[0]:
            raise RuntimeError
        assert organization_id == ONE

    for expected in (3, 0):
        claimed = for_each_due(
            database,
            Note,
            act,
            due=Note.updated_at,
            where=Note.text != "",
            lease=timedelta(minutes=1),
        )
        assert claimed == expected
    assert sorted(seen) == sorted(ids)


def test_many_rows_in_one_statement_tell_how_many_were_new(database: Database):
    one, two = new_id(), new_id()
    with database.transaction(ONE) as session:
        assert insert_many(session, Note, [{"id": one, "text": "a", "version": 1}]) == 1
    rows = [{"id": id, "text": "b", "version": 1} for id in (one, two)]
    with database.transaction(ONE) as session:
        assert insert_many(session, Note, rows, ignore_known=True) == 1
        assert insert_many(session, Note, rows, ignore_known=True) == 0
    assert insert_many(session, Note, []) == 0


def test_the_facts_of_a_transaction_are_written_in_the_order_in_which_they_were_stated(
    database: Database,
):
    with database.transaction(ONE) as session:
        note = Note(text="a")
        session.add(note)
        first = record(session, note, NoteChanged(text="a"))
        other = Note(text="b")
        session.add(other)
        second = record(session, other, NoteChanged(text="b"))
        third = record(session, note, NoteChanged(text="c"))
    with database.system() as session:
        rows = session.chassis_execute(
            select(Outbox.id, Outbox.aggregate_version, Outbox.subject).order_by(Outbox.position)
        ).all()
    assert [row.id for row in rows] == [first, second, third]
    assert [row.aggregate_version for row in rows] == [1, 1, 1]
    assert rows[0].subject == f"note/{note.id}"


def test_a_job_is_woken_once_by_a_transaction_unless_its_arguments_differ(database: Database):
    woken: list[str] = []
    database.effects = lambda _, effects: woken.extend(
        f"{effect.content['job']} {effect.content['arguments']}" for effect in effects
    )
    with database.transaction(ONE) as session:
        for _ in range(3):
            session.wake("sweep_up")
        for note in (1, 2):
            session.wake("deliver", note=note)
    assert woken == ["sweep_up {}", "deliver {'note': 1}", "deliver {'note': 2}"]


def test_a_connection_whose_other_end_is_gone_is_given_up_within_the_budget(database_url: str):
    """P8: sent and never acknowledged, the kernel would repeat it for a quarter of an hour."""
    database = Database("notes", database_url)
    with database.connect_direct() as direct, database.engine.connect() as pooled:
        for number in (direct.fileno(), pooled.connection.driver_connection.fileno()):
            with socket.socket(fileno=os.dup(number)) as seen:
                silence = seen.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
            assert silence == budgets.DATABASE_SILENCE_MS
    database.close()
