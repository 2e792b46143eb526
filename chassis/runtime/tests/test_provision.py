"""Each service's database is its own, and its runtime role cannot change a table."""

import os
import secrets
import threading
from collections.abc import Iterator

import psycopg
import pytest

from chassis.runtime.errors import CannotStart
from chassis.runtime.provision import ServiceUrls, given_urls, provision
from chassis.testing.servers import TestServer

SECRET = b"a secret key of the tests"


@pytest.fixture
def prefix(postgres_server: TestServer) -> Iterator[str]:
    prefix = f"t{secrets.token_hex(4)}"
    yield prefix
    with psycopg.connect(postgres_server.url, autocommit=True) as server:
        for service in ("contacts", "telephony"):
            server.execute(f"DROP DATABASE IF EXISTS {prefix}_{service} WITH (FORCE)")
            server.execute(f"DROP ROLE IF EXISTS {prefix}_{service}")
            server.execute(f"DROP ROLE IF EXISTS {prefix}_{service}_owner")


@pytest.fixture
def both(postgres_server: TestServer, prefix: str) -> dict[str, ServiceUrls]:
    return provision(postgres_server.url, ["contacts", "telephony"], secret=SECRET, prefix=prefix)


def test_the_runtime_role_writes_rows_and_cannot_change_tables(both: dict[str, ServiceUrls]):
    with psycopg.connect(both["contacts"].owner) as owner:
        owner.execute("CREATE TABLE contact (id bigint GENERATED ALWAYS AS IDENTITY, name text)")
    with psycopg.connect(both["contacts"].runtime, autocommit=True) as runtime:
        runtime.execute("INSERT INTO contact (name) VALUES ('Ana')")
        assert runtime.execute("SELECT name FROM contact").fetchone() == ("Ana",)
        assert runtime.execute("SELECT unaccent('Peña')").fetchone() == ("Pena",)
        for statement in (
            "CREATE TABLE other (id int)",
            "ALTER TABLE contact ADD COLUMN x int",
            "DROP TABLE contact",
            "TRUNCATE contact",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                runtime.execute(statement)


def test_no_service_can_enter_the_database_of_another(both: dict[str, ServiceUrls], prefix: str):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(both["contacts"].runtime, dbname=f"{prefix}_telephony")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(both["contacts"].owner, dbname=f"{prefix}_telephony")


def test_provisioning_again_and_at_once_changes_nothing(
    postgres_server: TestServer, prefix: str, both: dict[str, ServiceUrls]
):
    with psycopg.connect(both["contacts"].owner) as owner:
        owner.execute("CREATE TABLE contact (id int)")
    answers: list[dict[str, ServiceUrls]] = []

    def again() -> None:
        answers.append(
            provision(postgres_server.url, ["contacts", "telephony"], secret=SECRET, prefix=prefix)
        )

    threads = [threading.Thread(target=again) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [both] * 4
    with psycopg.connect(both["contacts"].runtime) as runtime:
        assert runtime.execute("SELECT count(*) FROM contact").fetchone() == (0,)


def test_a_server_that_is_not_there_is_one_sentence():
    with pytest.raises(CannotStart, match="cannot be used: connection failed"):
        provision("postgresql://x@127.0.0.1:1/postgres", ["contacts"], secret=SECRET)


def test_a_user_without_rights_is_told_which_it_needs(
    postgres_server: TestServer, both: dict[str, ServiceUrls], prefix: str
):
    with pytest.raises(CannotStart, match="give it CREATEDB and CREATEROLE"):
        provision(both["contacts"].runtime, ["more"], secret=SECRET, prefix=prefix)


def test_a_url_given_for_a_service_is_used_as_it_is():
    environ = {
        "TRONCAL_CONTACTS_DATABASE_URL": "postgresql://pooler/c",
        "TRONCAL_CONTACTS_DIRECT_DATABASE_URL": "postgresql://direct/c",
    }
    found = given_urls(environ, "contacts")
    assert found is not None
    assert (found.runtime, found.direct, found.owner) == (
        "postgresql://pooler/c",
        "postgresql://direct/c",
        "postgresql://direct/c",
    )
    assert given_urls(os.environ | {"TRONCAL_SALES_DATABASE_URL": ""}, "sales") is None


def test_passwords_do_not_show_when_urls_are_printed(both: dict[str, ServiceUrls]):
    assert "postgresql://" not in repr(both)
