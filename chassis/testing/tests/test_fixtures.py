"""The ground that other tests stand on."""

import psycopg
import pytest

from chassis.testing import eventually
from chassis.testing.broker import OwnNode
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.servers import TestServer
from chassis.testing.waiting import StillWaiting


def test_a_database_from_a_template_has_its_rows_and_shares_nothing(
    postgres_server: TestServer, database_factory: DatabaseFactory
):
    built: list[str] = []

    def build(url: str) -> None:
        built.append(url)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE thing AS SELECT 1 AS n")

    template = postgres_server.template("things", build)
    assert postgres_server.template("things", build) == template
    assert len(built) == 1
    one, two = database_factory(template=template), database_factory(template=template)
    with psycopg.connect(one) as connection:
        connection.execute("INSERT INTO thing VALUES (2)")
    with psycopg.connect(two) as connection:
        assert connection.execute("SELECT n FROM thing").fetchall() == [(1,)]
        assert connection.execute("SELECT 'á' % 'a', unaccent('á')").fetchone()[1] == "a"


def test_a_database_is_gone_after_its_block(postgres_server: TestServer):
    with postgres_server.fresh() as url:
        psycopg.connect(url).close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)


def test_places_on_our_own_node_are_virtual_hosts_made_many_at_a_time():
    class Node:  # a fake: the real one is tried in chassis/runtime/tests/test_rabbitmq.py
        made = 0

        def add_vhosts(self, names: list[str]) -> None:
            self.made += len(names)

        def url(self, vhost: str) -> str:
            return vhost

    node = Node()
    places = OwnNode(node)
    assert len({places.take().url for _ in range(30)}) == 30
    assert node.made == 48


def test_eventually_returns_the_first_truthy_answer_and_tells_the_last_reason():
    answers = iter([0, None, 7])
    assert eventually(lambda: next(answers)) == 7

    def never() -> bool:
        raise AssertionError("not yet")

    with pytest.raises(StillWaiting) as caught:
        eventually(never, deadline=0.02)
    assert str(caught.value.__cause__) == "not yet"


def test_eventually_asks_once_even_without_time():
    assert eventually(lambda: True, deadline=0)
