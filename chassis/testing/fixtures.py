"""pytest fixtures that every part uses; the root ``conftest.py`` registers this plugin.

Servers are started at most once per test run, and only when a test asks. With
``TRONCAL_TEST_DATABASE_URL`` or ``TRONCAL_TEST_AMQP_URL`` a running server is used instead of a
private one; the tests then keep to databases and names of their own.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from chassis.runtime.folders import RunFolder
from chassis.runtime.postgres import VOLATILE, EmbeddedPostgres
from chassis.runtime.rabbitmq import RabbitNode
from chassis.testing.broker import Broker, Brokers, GivenBroker, OwnNode
from chassis.testing.servers import TestServer


class DatabaseFactory(Protocol):
    """Makes a database, from a template when one is named, and returns its URL."""

    def __call__(self, *, template: str | None = None) -> str:
        """Make one."""
        ...


@pytest.fixture(scope="session")
def test_folder() -> Iterator[Path]:
    """A folder for private servers of this run, which users other than ours may pass through."""
    path = Path(tempfile.mkdtemp(prefix="troncal-test-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def open_folder(test_folder: Path) -> Path:
    """A folder for one test that other users may pass through, as PostgreSQL's must under root.

    pytest's own `tmp_path` is closed to them, and opening it races with other runs of pytest.
    """
    path = Path(tempfile.mkdtemp(dir=test_folder))
    path.chmod(0o711)
    return path


@pytest.fixture(scope="session")
def postgres_server(test_folder: Path) -> Iterator[TestServer]:
    """One PostgreSQL for the whole run: the given one, else a private one without fsync."""
    with ExitStack() as stack:
        url = os.environ.get("TRONCAL_TEST_DATABASE_URL")
        if not url:
            private = EmbeddedPostgres(RunFolder(test_folder / "postgres"), settings=VOLATILE)
            url = stack.enter_context(private).url
        server = TestServer(url)
        stack.callback(server.drop_all)
        yield server


@pytest.fixture
def database_factory(postgres_server: TestServer) -> Iterator[DatabaseFactory]:
    """Makes databases that live as long as the test."""
    with ExitStack() as stack:
        yield _factory(postgres_server, stack)


@pytest.fixture(scope="module")
def module_database_factory(postgres_server: TestServer) -> Iterator[DatabaseFactory]:
    """Makes databases that live as long as the module's tests."""
    with ExitStack() as stack:
        yield _factory(postgres_server, stack)


@pytest.fixture
def database_url(database_factory: DatabaseFactory) -> str:
    """A database with the extensions and nothing else, for one test."""
    return database_factory()


@pytest.fixture(scope="session")
def database_template(postgres_server: TestServer) -> Callable[[str, Callable[[str], None]], str]:
    """``database_template(key, build)``: a template filled once per run by ``build(url)``."""
    return postgres_server.template


@pytest.fixture(scope="session")
def rabbitmq_node(test_folder: Path) -> Iterator[RabbitNode]:
    """A private node for the whole run, for tests that look inside it; leave it running."""
    with RabbitNode(RunFolder(test_folder / "rabbitmq")) as node:
        yield node


@pytest.fixture(scope="session")
def brokers(request: pytest.FixtureRequest) -> Brokers:
    """The source of places on a broker: the given one, else the private node."""
    if url := os.environ.get("TRONCAL_TEST_AMQP_URL"):
        return GivenBroker(url)
    node: RabbitNode = request.getfixturevalue("rabbitmq_node")
    return OwnNode(node)


@pytest.fixture
def broker(brokers: Brokers) -> Broker:
    """A place on a broker for one test: a virtual host, or a prefix on a given broker."""
    return brokers.take()


@pytest.fixture(scope="module")
def own_rabbitmq_node(test_folder: Path) -> Iterator[RabbitNode]:
    """A node that one module's tests may stop, kill and freeze; they leave it running."""
    folder = RunFolder(Path(tempfile.mkdtemp(dir=test_folder, prefix="rabbitmq-")))
    with RabbitNode(folder) as node:
        yield node


@pytest.fixture(scope="module")
def own_postgres(test_folder: Path) -> Iterator[EmbeddedPostgres]:
    """A durable server that one module's tests may stop and kill; they leave it running."""
    path = Path(tempfile.mkdtemp(dir=test_folder, prefix="postgres-"))
    path.chmod(0o711)
    with EmbeddedPostgres(RunFolder(path)) as server:
        yield server


def _factory(server: TestServer, stack: ExitStack) -> DatabaseFactory:
    def make(*, template: str | None = None) -> str:
        return stack.enter_context(server.fresh(template=template))

    return make
