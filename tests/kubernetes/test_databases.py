"""The statements that make a database in a cluster give the rights that the runtime gives."""

import secrets
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from chassis.runtime import provision
from chassis.testing.servers import TestServer
from deploy.k8s import render
from tests.kubernetes.manifests import Document, named


@pytest.fixture
def made(postgres_server: TestServer) -> Iterator[tuple[str, str, str]]:
    """Do what the operator does at the first start; (database, owner's URL, runtime's URL)."""
    initdb = named("prod", "Cluster", "contacts-db")["spec"]["bootstrap"]["initdb"]
    database = f"k{secrets.token_hex(4)}"
    owner = provision.owner_of(database)
    statements = [
        one.replace(initdb["database"], database) for one in initdb["postInitApplicationSQL"]
    ]
    with psycopg.connect(postgres_server.url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'o'").format(sql.Identifier(owner)))
        server.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                sql.Identifier(database), sql.Identifier(owner)
            )
        )
        with psycopg.connect(postgres_server.url, dbname=database, autocommit=True) as inside:
            for statement in statements:
                inside.execute(statement.encode())
            inside.execute(sql.SQL("ALTER ROLE {} PASSWORD 'r'").format(sql.Identifier(database)))
        yield database, owner, postgres_server.url
        server.execute(f"DROP DATABASE {database} WITH (FORCE)".encode())
        server.execute(f"DROP ROLE {database}".encode())
        server.execute(f"DROP ROLE {owner}".encode())


def test_the_owner_migrates_and_the_runtime_role_keeps_to_rows(made: tuple[str, str, str]):
    database, owner, server = made
    with psycopg.connect(server, dbname=database, user=owner, password="o") as connection:
        connection.execute("CREATE TABLE contact (id bigint GENERATED ALWAYS AS IDENTITY, n text)")
    with psycopg.connect(
        server, dbname=database, user=database, password="r", autocommit=True
    ) as runtime:
        runtime.execute("INSERT INTO contact (n) VALUES ('Peña')")
        assert runtime.execute("SELECT unaccent(n) FROM contact").fetchone() == ("Pena",)
        for statement in (
            b"CREATE TABLE other (id int)",
            b"ALTER TABLE contact ADD COLUMN x int",
            b"TRUNCATE contact",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                runtime.execute(statement)


def test_each_cluster_has_its_own_database_roles_and_secrets():
    for plan in render.PLANS:
        spec: Document = named("prod", "Cluster", f"{plan.name}-db")["spec"]
        assert spec["bootstrap"]["initdb"]["database"] == f"troncal_{plan.name}"
        assert spec["bootstrap"]["initdb"]["owner"] == f"troncal_{plan.name}_owner"
        assert spec["bootstrap"]["initdb"]["secret"] == {"name": f"{plan.name}-db-owner"}
        (role,) = spec["managed"]["roles"]
        assert role["name"] == f"troncal_{plan.name}"
        assert role["passwordSecret"] == {"name": f"{plan.name}-db-runtime"}
        assert spec["instances"] == 3
        assert spec["postgresql"]["synchronous"]["number"] == 1
    assert named("prod", "RabbitmqCluster", "troncal-bus")["spec"]["replicas"] == 3
