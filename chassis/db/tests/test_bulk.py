"""Many rows at once: stamped, refused across organizations, written with the commit."""

import pytest
from sqlalchemy import func, select

from chassis.db import Database, UnscopedStatement, append_row, insert_many
from chassis.ids import new_id
from chassis.testing.bus import ORGANIZATION, OTHER_ORGANIZATION, Shown, build


@pytest.fixture
def database(database_template, database_factory):
    database = Database("listed", database_factory(template=database_template("world", build)))
    yield database
    database.close()


def row(**changes):
    return {"item_id": new_id(), "incarnation": 1, "version": 1, "text": 'a "ñ" \\ \n'} | changes


def count(database, organization_id=ORGANIZATION):
    with database.reading(organization_id) as session:
        return session.scalars(select(Shown.text)).all()


def test_rows_are_inserted_with_the_sessions_organization(database):
    with database.transaction(ORGANIZATION) as session:
        assert insert_many(session, Shown, [row() for _ in range(500)]) == 500
    assert count(database) == ['a "ñ" \\ \n'] * 500
    assert count(database, OTHER_ORGANIZATION) == []


def test_a_row_of_another_organization_is_refused(database):
    foreign = row(organization_id=OTHER_ORGANIZATION)
    with database.transaction(ORGANIZATION) as session, pytest.raises(UnscopedStatement):
        insert_many(session, Shown, [foreign])
    with database.transaction(ORGANIZATION) as session, pytest.raises(UnscopedStatement):
        append_row(session, Shown, **foreign)


def test_known_rows_are_left_out_on_request(database):
    known, new = row(), row()
    with database.transaction(ORGANIZATION) as session:
        insert_many(session, Shown, [known])
        assert insert_many(session, Shown, [known, new], ignore_known=True) == 1
    assert len(count(database)) == 2


def test_known_rows_get_the_columns_that_are_named(database):
    known = row()
    with database.transaction(ORGANIZATION) as session:
        insert_many(session, Shown, [known])
        changed = known | {"text": "new", "version": 2}
        assert insert_many(session, Shown, [changed, row()], replace=("text",)) == 2
    assert sorted(count(database)) == ['a "ñ" \\ \n', "new"]
    with database.reading(ORGANIZATION) as session:
        assert set(session.scalars(select(Shown.version))) == {1}


def test_appended_rows_are_written_with_the_commit_and_not_without_it(database):
    with database.transaction(ORGANIZATION) as session:
        for _ in range(3):
            append_row(session, Shown, **row())
        assert session.scalars(select(func.count(Shown.item_id))).one() == 0
    assert len(count(database)) == 3
    with (
        pytest.raises(ValueError, match="changed my mind"),
        database.transaction(ORGANIZATION) as session,
    ):
        append_row(session, Shown, **row())
        raise ValueError("changed my mind")
    assert len(count(database)) == 3


def test_appended_rows_of_two_organizations_share_a_transaction(database):
    with database.transaction(ORGANIZATION) as session:
        append_row(session, Shown, **row())
        session.bind_organization(OTHER_ORGANIZATION)
        append_row(session, Shown, **row())
    assert len(count(database)) == len(count(database, OTHER_ORGANIZATION)) == 1
