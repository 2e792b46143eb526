from collections.abc import Iterator
from uuid import UUID

import pytest

from chassis.db import Database
from chassis.ids import new_id
from chassis.records.tests.example import lay_out


@pytest.fixture(scope="session")
def plants(postgres_server, database_template) -> Iterator[Database]:
    """One database for the package; each test has an organization of its own."""
    with postgres_server.fresh(template=database_template("plants", lay_out)) as url:
        database = Database("plants", url)
        yield database
        database.close()


@pytest.fixture
def organization() -> UUID:
    return new_id()
