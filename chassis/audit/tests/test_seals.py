"""Whatever is done to a sealed audit from outside is found and named."""

import secrets
from collections.abc import Callable, Iterator

import psycopg
import pytest

from chassis.audit.sealing import seal_audit
from chassis.audit.verifying import Verified, verify
from chassis.db import Database
from chassis.db.migrate import upgrade
from chassis.runtime.provision import provision
from chassis.testing import notes
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.notes import TemplateOf, headers, member
from chassis.testing.servers import TestServer
from chassis.web import create_app

WRITER = member(name="Lucía")
Tamper = Callable[[str], None]
COPIED = """
INSERT INTO audit_entry OVERRIDING SYSTEM VALUE
SELECT 7, at, organization_id, actor_id, actor_name, service, action, record_type, record_id,
  changes, omitted, outcome, code, trace_id
FROM audit_entry WHERE position = 1
"""


@pytest.fixture
def database(
    database_factory: DatabaseFactory, database_template: TemplateOf
) -> Iterator[Database]:
    database = Database("notes", database_factory(template=database_template("notes", notes.build)))
    yield database
    database.close()


@pytest.fixture
def sealed(database: Database) -> Database:
    """Three blocks of two entries each: 1 and 2, 3 and 4, 5 and 6."""
    service = notes.running(database)
    client = create_app(service).test_client()
    for _ in range(3):
        for text in ("a", "b"):
            client.post("/api/v1/notes", json={"text": text}, headers=headers(WRITER))
        seal_audit(service)
    return database


@pytest.fixture
def tamper(sealed: Database) -> Tamper:
    """Act as a superuser whom no trigger stops."""

    def act(statement: str) -> None:
        with psycopg.connect(sealed.direct_url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(statement)

    return act


def test_an_untouched_audit_has_nothing_to_tell(sealed):
    assert (found := verify(sealed)).findings == []
    assert (found.entries, found.blocks, found.waiting) == (6, 3, 0)


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE audit_entry SET code = 'x' WHERE position = 3", "entry 3 of block 2 was changed"),
        ("UPDATE audit_entry SET code = 'x' WHERE position = 6", "entry 6 of block 3 was changed"),
        ("UPDATE audit_entry SET at = now() WHERE position = 1", "entry 1 of block 1 was changed"),
        ("DELETE FROM audit_entry WHERE position = 4", "entry 4 of block 2 is missing"),
        ("DELETE FROM audit_block WHERE number = 2", "block 2 is missing"),
        ("DELETE FROM audit_block WHERE number = 1", "block 2 does not follow the one before it"),
        ("UPDATE audit_block SET positions = '{4,3}' WHERE number = 2", "block 2 was changed"),
        ("UPDATE audit_block SET sealed_at = now() WHERE number = 3", "block 3 was changed"),
        ("DELETE FROM audit_block WHERE number = 3", "entry 5 is in no block"),
        (COPIED, "entry 7 is in no block"),
    ],
)  # fmt: skip
def test_a_changed_missing_or_added_row_is_named(sealed, tamper, statement, finding):
    tamper(statement)
    assert finding in verify(sealed).findings


def test_two_entries_that_change_places_are_both_named(sealed, tamper):
    tamper("ALTER TABLE audit_entry ALTER position DROP IDENTITY")
    tamper("UPDATE audit_entry SET position = -position WHERE position IN (2, 3)")
    tamper("UPDATE audit_entry SET position = 5 + position WHERE position IN (-2, -3)")
    assert verify(sealed).findings == [
        "entry 2 of block 1 was changed",
        "entry 3 of block 2 was changed",
    ]


def test_a_row_that_goes_before_its_seal_is_missing_after_it(sealed, tamper):
    service = notes.running(sealed)
    client = create_app(service).test_client()
    client.post("/api/v1/notes", json={"text": "c"}, headers=headers(WRITER))
    tamper("DELETE FROM audit_entry WHERE position = 7")
    assert verify(sealed).findings == ["entry 7 is missing"]
    seal_audit(service)
    assert verify(sealed).findings == ["entry 7 of block 4 is missing"]


def test_a_tail_cut_off_whole_is_found_by_a_seal_kept_elsewhere(sealed, tamper):
    head = verify(sealed).head
    tamper("DELETE FROM audit_block WHERE number = 3")
    tamper("DELETE FROM audit_entry WHERE position > 4")
    assert verify(sealed).findings == []
    assert verify(sealed, anchor=head).findings == ["block 3 is not the one of the anchor"]


def _refusal(url: str, statement: str) -> str:
    with psycopg.connect(url) as connection:
        try:
            connection.execute(statement)
        except psycopg.Error as error:
            return type(error).__name__
    return "done"


FORBIDDEN = [
    f"{verb} {table}{rest}"
    for table, column in (("audit_entry", "code = ''"), ("audit_block", "number = 1"))
    for verb, rest in (("UPDATE", f" SET {column}"), ("DELETE FROM", ""), ("TRUNCATE", ""))
]


def test_the_runtime_role_may_add_and_read_and_nothing_else(postgres_server: TestServer):
    """Where roles are apart there is no grant; where one role does all, a trigger refuses."""
    prefix = f"t{secrets.token_hex(4)}"
    urls = provision(postgres_server.url, ["notes"], secret=b"k" * 48, prefix=prefix)["notes"]
    try:
        upgrade(urls.owner, metadata=notes.Base.metadata, migrations=notes.NO_MIGRATIONS)
        assert {_refusal(urls.runtime, one) for one in FORBIDDEN} == {"InsufficientPrivilege"}
        assert {_refusal(urls.owner, one) for one in FORBIDDEN} == {"RaiseException"}
        assert _refusal(urls.runtime, "DELETE FROM audit_unsealed") == "done"
    finally:
        with psycopg.connect(postgres_server.url, autocommit=True) as server:
            name = f"{prefix}_notes"
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
            server.execute(f"DROP ROLE {name}")
            server.execute(f"DROP ROLE {name}_owner")


def test_a_verified_audit_says_what_it_looked_at(sealed):
    found: Verified = verify(sealed)
    number, _, digest = found.head.partition(":")
    assert (number, len(digest)) == ("3", 64)
