"""Whether a database is of a release: behind it, at it, or ahead of it."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from chassis.db import migrate
from chassis.db.base import Base

NO_MIGRATIONS = Path(__file__).parents[2] / "testing" / "no_migrations"


def lacking(url: str, *statements: str) -> list[str]:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        with engine.connect() as connection:
            return migrate.behind(connection, metadata=Base.metadata, migrations=NO_MIGRATIONS)
    finally:
        engine.dispose()


def test_an_empty_database_lacks_the_release_and_a_migrated_one_nothing(database_url: str):
    assert lacking(database_url) == ["chassis_version"]
    migrate.upgrade(database_url, metadata=Base.metadata, migrations=NO_MIGRATIONS)
    assert lacking(database_url) == []


@pytest.mark.parametrize(("version", "lacks"), [("0001", ["chassis_version"]), ("9999", [])])
def test_an_older_database_lacks_the_release_and_a_newer_one_serves_it(
    database_url: str, version: str, lacks: list[str]
):
    migrate.upgrade(database_url, metadata=Base.metadata, migrations=NO_MIGRATIONS)
    assert lacking(database_url, f"UPDATE chassis_version SET version_num = '{version}'") == lacks
