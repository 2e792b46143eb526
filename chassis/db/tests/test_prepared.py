"""Statements that are compiled once: bound to the session's organization, given values by name."""

import pytest
from sqlalchemy import ARRAY, Text, Uuid, any_, exc, func, insert, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from chassis.db import ORGANIZATION, Database, Prepared, UnscopedStatement, given, insert_many
from chassis.ids import new_id
from chassis.testing import bus
from chassis.testing.bus import OTHER_ORGANIZATION, Shown, build

TABLE = Shown.__table__
OF_SOME = Prepared(
    select(TABLE.c.item_id, TABLE.c.text)
    .where(
        TABLE.c.organization_id == ORGANIZATION,
        TABLE.c.item_id == any_(given("ids", ARRAY(Uuid()))),
    )
    .order_by(TABLE.c.text)
)


@pytest.fixture
def database(database_template, database_factory):
    database = Database("listed", database_factory(template=database_template("world", build)))
    yield database
    database.close()


def shown(text):
    return {"item_id": new_id(), "incarnation": 1, "version": 1, "text": text}


def test_each_session_finds_its_organizations_rows_and_no_others(database):
    mine, theirs = shown("mine"), shown("theirs")
    for organization, row in ((bus.ORGANIZATION, mine), (OTHER_ORGANIZATION, theirs)):
        with database.transaction(organization) as session:
            insert_many(session, Shown, [row])
    asked = [mine["item_id"], theirs["item_id"]]
    found = {}
    for organization in (bus.ORGANIZATION, OTHER_ORGANIZATION):
        with database.reading(organization) as session:
            found[organization] = [row.text for row in OF_SOME.execute(session, ids=asked)]
    assert found == {bus.ORGANIZATION: ["mine"], OTHER_ORGANIZATION: ["theirs"]}


def test_values_are_sent_apart_from_the_sql(database):
    asked = Prepared(select(given("words", Text()).label("said"), literal("100 %").label("own")))
    words = "'; DROP TABLE shown; -- 50 % :words %(words)s"
    with database.reading(bus.ORGANIZATION) as session:
        row = asked.execute(session, words=words).one()
    assert (row.said, row.own) == (words, "100 %")


def test_a_document_is_written_and_read_as_one(database):
    asked = Prepared(select(func.jsonb_build_array(given("document", JSONB())).label("found")))
    with database.reading(bus.ORGANIZATION) as session:
        assert asked.execute(session, document={"a": [1, None]}).scalar_one() == [{"a": [1, None]}]


def test_a_value_that_is_not_given_is_an_error(database):
    with (
        database.reading(bus.ORGANIZATION) as session,
        pytest.raises(exc.ProgrammingError, match="missing: ids"),
    ):
        OF_SOME.execute(session)


def test_without_an_organization_what_asks_for_one_is_refused(database):
    with database.system() as session, pytest.raises(UnscopedStatement):
        OF_SOME.execute(session, ids=[])


def test_it_runs_in_the_sessions_transaction(database):
    writes = Prepared(
        insert(TABLE).values(
            organization_id=ORGANIZATION,
            item_id=given("its_id", Uuid()),
            incarnation=1,
            version=1,
            text="new",
        )
    )
    id = new_id()
    with (
        pytest.raises(ValueError, match="changed my mind"),
        database.transaction(bus.ORGANIZATION) as session,
    ):
        writes.execute(session, its_id=id)
        assert [row.text for row in OF_SOME.execute(session, ids=[id])] == ["new"]
        raise ValueError("changed my mind")
    with database.reading(bus.ORGANIZATION) as session:
        assert not OF_SOME.execute(session, ids=[id]).all()
