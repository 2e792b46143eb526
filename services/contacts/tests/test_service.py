"""The service as data: it boots, its tables are its migrations', its words are all there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect

from chassis.db import Base as ChassisBase
from chassis.records import RecordType
from chassis.testing.running import RunningService
from chassis.web.messages import CHASSIS_MESSAGES
from services.contacts.activities.records import ACTIVITY
from services.contacts.catalogs.records import CATALOG_RECORDS
from services.contacts.directory.records import CONTACT, DISCARDED_CONTACT, LOOKUP
from services.contacts.service import SERVICE
from services.contacts.settings import Settings
from services.contacts.tags.records import TAG
from services.contacts.timeline.records import TIMELINE_ENTRY
from services.contacts.words import MESSAGES

HERE = Path(__file__).parents[1]
RAISED = re.compile(
    r'(?:Conflict|Invalid|Forbidden|NotFound|Unavailable|TooMany|WrongType)\(\s*"(\w+)"'
    r'|FieldError\([^,]+,\s*"(\w+)"'
    r'|ValueError\("(\w+)"\)'
)


@pytest.fixture
def connection(service: RunningService) -> Iterator[Connection]:
    engine = create_engine(service.database.engine.url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_models(connection: Connection):
    """Architecture 5: what the ORM believes is what the database has."""
    theirs = set(ChassisBase.metadata.tables) | {"chassis_version", "service_version"}

    def ours(name: str | None, kind: str, parents: dict) -> bool:
        return (name if kind == "table" else parents.get("table_name")) not in theirs

    context = MigrationContext.configure(
        connection, opts={"include_name": ours, "compare_server_default": True}
    )
    assert compare_metadata(context, SERVICE.base.metadata) == []


@pytest.mark.parametrize(
    "record_type",
    [CONTACT, DISCARDED_CONTACT, LOOKUP, TIMELINE_ENTRY, ACTIVITY, TAG, *CATALOG_RECORDS],
    ids=lambda rt: rt.name,
)
def test_every_order_of_a_list_walks_an_index(connection: Connection, record_type: RecordType):
    """C-14, beyond row 19: (organization, what is sorted by, id), held to what the list shows."""
    indexes = inspect(connection).get_indexes(record_type.table.name)
    state = {CONTACT: "active", LOOKUP: "active", DISCARDED_CONTACT: "discarded"}.get(record_type)
    for order in record_type.orders.values():
        wanted = ["organization_id", *(column.name for column, _ in order.columns), "id"]
        if record_type is TIMELINE_ENTRY:
            wanted.insert(1, "contact_id")
        found = [
            index["dialect_options"].get("postgresql_where", "")
            for index in indexes
            if index["column_names"] == wanted
        ]
        assert any((state or "") in where and "visibility" not in where for where in found), wanted
        if state == "active":
            assert any("visibility" in where for where in found), wanted


def test_every_refusal_has_words_in_spanish_and_english():
    """Beyond row 22: each code that this service raises, and no words without a code."""
    sources = [path.read_text() for path in HERE.glob("**/*.py") if "tests" not in path.parts]
    raised = {code for text in sources for found in RAISED.findall(text) for code in found if code}
    raised |= {"not_of_a_person", "not_of_a_company", "only_of_a_company", "no_email"}
    assert "tax_id_taken" in raised
    assert raised - CHASSIS_MESSAGES.keys() == set(MESSAGES)
    assert all(spanish and english and spanish != english for spanish, english in MESSAGES.values())


def test_the_region_comes_from_the_environment_until_the_organization_states_its_own():
    """Environment of api.md."""
    assert Settings.read({}).region == "CO"
    assert Settings.read({"TRONCAL_DEFAULT_REGION": " ec "}).region == "EC"
