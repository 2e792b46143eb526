"""The doctor names each fault that is planted, says what to do, and is content without one."""

import json
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pika
import psycopg
import pytest

from chassis.clock import now
from chassis.events.rabbitmq import compare
from chassis.events.rabbitmq.compare import Observed, Policy
from chassis.events.topology import Names, Topology, derive
from chassis.ids import new_id
from chassis.runtime import brokers, checkup, doctor
from chassis.runtime import settings as runtime_settings
from chassis.runtime.findings import Finding, as_json, as_table, broken, status, warning
from chassis.runtime.provision import ServiceUrls, provision
from chassis.runtime.rabbitmq import RabbitNode
from chassis.testing import notes
from chassis.testing.servers import TestServer

SECRET = b"a secret key of the tests"


@pytest.fixture(scope="module")
def urls(postgres_server: TestServer) -> Iterator[ServiceUrls]:
    prefix = f"t{secrets.token_hex(4)}"
    found = provision(postgres_server.url, ["notes"], secret=SECRET, prefix=prefix)["notes"]
    notes.build(found.owner)
    yield found
    with psycopg.connect(postgres_server.url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {prefix}_notes WITH (FORCE)")
        server.execute(f"DROP ROLE {prefix}_notes")
        server.execute(f"DROP ROLE {prefix}_notes_owner")


@pytest.fixture
def owner(urls: ServiceUrls) -> Iterator["psycopg.Connection"]:
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        yield connection
        connection.execute("DELETE FROM outbox")
        connection.execute("DELETE FROM inbox")


def look(urls: ServiceUrls, **more: object) -> list[Finding]:
    return list(checkup.examine(notes.spec(), urls, **more))


def only(found: list[Finding], level: str, where: str, *words: str) -> None:
    assert [(one.level, one.where) for one in found] == [(level, where)], found
    assert all(word in found[0].what for word in words), found
    assert found[0].todo


def state(owner: "psycopg.Connection", age: str) -> None:
    owner.execute(
        "INSERT INTO outbox (id, type, subject, aggregate_version, organization_id, envelope,"
        " recorded_at) VALUES (%s, 't', 's', 1, %s, '{}', now() - %s::interval)",
        (new_id(), new_id(), age),
    )


def receive(owner: "psycopg.Connection", kind: str, age: str, *, readable: bool = True) -> None:
    owner.execute(
        "INSERT INTO inbox (event_id, source, state, organization_id, occurred_at, received_at)"
        " VALUES (%s, 's', %s, %s, now(), now() - %s::interval)",
        (new_id(), kind, new_id() if readable else None, age),
    )


def test_a_database_as_it_should_be_gives_no_finding(
    urls: ServiceUrls, owner: "psycopg.Connection"
):
    state(owner, "1 second")
    receive(owner, "received", "1 second")
    receive(owner, "retry", "1 second")
    receive(owner, "done", "9 days")
    assert look(urls) == []


def test_a_database_of_another_release(urls: ServiceUrls, owner: "psycopg.Connection"):
    (present,) = owner.execute("SELECT version_num FROM chassis_version").fetchone()
    owner.execute("UPDATE chassis_version SET version_num = '0003'")
    only(look(urls), "broken", "database notes", "not of this release", "chassis_version")
    owner.execute("UPDATE chassis_version SET version_num = %s", (present,))


def test_a_database_that_is_away():
    nowhere = "postgresql://a:b@127.0.0.1:1/notes"
    found = look(ServiceUrls(service="notes", runtime=nowhere, direct=nowhere, owner=nowhere))
    only(found, "broken", "database notes", "does not answer")


def test_a_runtime_role_that_may_change_tables(urls: ServiceUrls, owner: "psycopg.Connection"):
    role = urls.runtime.partition("://")[2].partition(":")[0]
    owner.execute(f"GRANT CREATE ON SCHEMA public TO {role}")
    only(look(urls), "broken", "database notes", role, "CREATE in public")
    owner.execute(f"REVOKE CREATE ON SCHEMA public FROM {role}")


def test_an_extension_that_is_gone(urls: ServiceUrls, owner: "psycopg.Connection"):
    owner.execute("DROP EXTENSION pg_trgm CASCADE")  # with the index that uses it
    only(look(urls), "broken", "database notes", "pg_trgm")
    owner.execute("CREATE EXTENSION pg_trgm")


@pytest.mark.parametrize(("seconds", "level"), [(10, "warning"), (-100, "broken")])
def test_a_clock_that_differs(urls: ServiceUrls, seconds: int, level: str):
    found = look(urls, clock=lambda: now() + timedelta(seconds=seconds))
    only(found, level, "database notes", f"differ by {abs(seconds)} s")


@pytest.mark.parametrize(("age", "level"), [("5 minutes", "warning"), ("2 hours", "broken")])
def test_an_outbox_that_nobody_empties(
    urls: ServiceUrls, owner: "psycopg.Connection", age: str, level: str
):
    state(owner, age)
    state(owner, "1 second")
    only(look(urls), level, "outbox notes", "2 facts", age[0])


@pytest.mark.parametrize(
    ("kind", "age", "level", "words"),
    [
        ("parked", "1 second", "warning", "parked"),
        ("unsupported", "1 second", "warning", "does not know"),
        ("retry", "20 minutes", "warning", "retried"),
        ("received", "5 minutes", "warning", "wait to be handled"),
        ("received", "1 hour", "broken", "wait to be handled"),
    ],
)
def test_an_inbox_that_wants_a_look(
    urls: ServiceUrls, owner: "psycopg.Connection", kind: str, age: str, level: str, words: str
):
    receive(owner, kind, age)
    receive(owner, kind, age)
    only(look(urls), level, "inbox notes", words, "2 facts")


def test_messages_that_are_no_facts(urls: ServiceUrls, owner: "psycopg.Connection"):
    receive(owner, "parked", "1 second", readable=False)
    only(look(urls), "warning", "inbox notes", "no facts")


def test_records_that_are_still_to_be_stated_again(urls: ServiceUrls, owner: "psycopg.Connection"):
    owner.execute("INSERT INTO restatement (id) VALUES (%s)", (new_id(),))
    only(look(urls), "warning", "facts of notes", "stated")
    owner.execute("DELETE FROM restatement")


TOPOLOGY = derive({"a.b.c.v1": ["single", "listed"], "a.b.d.v1": ["listed"]}, owners=["a"])
BOUND = frozenset(
    {("single.inbox", "a.b.c.v1"), ("listed.inbox", "a.b.c.v1"), ("listed.inbox", "a.b.d.v1")}
)


@pytest.mark.parametrize(
    ("observed", "level", "words"),
    [
        (Observed(bindings=BOUND - {("listed.inbox", "a.b.d.v1")}), "broken", "is not bound"),
        (Observed(bindings=BOUND | {("single.inbox", "a.b.d.v1")}), "warning", "does not know"),
        (Observed(bindings=BOUND | {("spy", "a.b.c.v1")}), "warning", "somebody else"),
        (
            Observed(bindings=BOUND, policies=[Policy("ttl", "^li", "queues", {"message-ttl": 1})]),
            "broken",
            "expire",
        ),
        (
            Observed(bindings=BOUND, policies=[Policy("few", ".*", "all", {"delivery-limit": 3})]),
            "warning",
            "after 3 deliveries",
        ),
    ],
)
def test_bindings_and_policies_that_differ(observed: Observed, level: str, words: str):
    (found,) = compare.differences(TOPOLOGY, observed)
    assert found.level == level
    assert words in found.what


def test_policies_of_others_and_for_exchanges_are_nobodys_fault():
    policies = [
        Policy("other", "^billing", "queues", {"max-length": 1}),
        Policy("exchanges", ".*", "exchanges", {"message-ttl": 1}),
    ]
    assert list(compare.differences(TOPOLOGY, Observed(bindings=BOUND, policies=policies))) == []


def declare(url: str, topology: Topology) -> None:
    """Lay the topology out as relay and consumer do."""
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.exchange_declare(topology.names.exchange, "direct", durable=True)
        channel.exchange_declare(topology.names.live_exchange, "fanout", durable=True)
        for queue in topology.queues:
            channel.queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))
            for key in queue.binds:
                channel.queue_bind(queue.name, topology.names.exchange, key)


@pytest.mark.broker
def test_a_brokers_faults_are_found_in_the_broker_itself(rabbitmq_node: RabbitNode):
    names = Names(f"doctor-{secrets.token_hex(3)}-")
    topology = derive({"a.b.c.v1": ["one", "two"]}, names)
    declare(rabbitmq_node.url(), topology)
    reached = brokers.Reached(url=rabbitmq_node.url(), node=rabbitmq_node)

    def unread(name: str) -> Finding:
        todo = "start the service with the role events"
        return broken(f"queue {names.inbox(name)}", "nobody reads it", todo)

    assert list(brokers.examine(reached, topology)) == [unread("one"), unread("two")]

    with pika.BlockingConnection(pika.URLParameters(rabbitmq_node.url())) as connection:
        channel = connection.channel()
        channel.queue_unbind(names.inbox("one"), names.exchange, "a.b.c.v1")
        channel.queue_bind(names.inbox("one"), names.exchange, "a.b.x.v1")
        channel.queue_delete(names.inbox("two"))
        channel.queue_declare(names.inbox("two"), durable=True)
        channel.queue_delete(names.dead("two"))
        channel.exchange_delete(names.live_exchange)
        channel.basic_publish("", names.dead("one"), b"given up")
    found = list(brokers.examine(reached, topology))
    said = [one.what for one in found if one.what != "nobody reads it"]
    for words in (
        f"the exchange {names.live_exchange} is missing",
        f"the queue {names.dead('two')} is missing",
        f"the queue {names.inbox('two')} has other arguments",
        "the broker gave up on 1 messages",
        f"{names.inbox('one')} is not bound",
        f"{names.inbox('two')} is not bound",
        f"{names.inbox('one')} is bound for a.b.x.v1",
    ):
        assert sum(words in what for what in said) == 1, (words, said)
    assert len(said) == 7


def test_a_broker_that_does_not_answer():
    reached = brokers.Reached(url="amqp://a:b@127.0.0.1:1/")
    only(list(brokers.examine(reached, TOPOLOGY)), "broken", "broker", "does not answer")


def test_keys_that_others_may_read(open_folder: Path):
    settings = runtime_settings.load({"TRONCAL_RUN_DIR": str(open_folder)})
    keys = settings.run_folder.private("keys")
    secret = keys / "secret"
    secret.write_text("x")
    secret.chmod(0o600)
    assert list(doctor._keys(settings)) == []
    secret.chmod(0o640)
    only(list(doctor._keys(settings)), "broken", "keys", str(secret), "640")
    secret.chmod(0o600)
    keys.chmod(0o755)
    only(list(doctor._keys(settings)), "broken", "keys", str(keys), "755")


@pytest.mark.parametrize(("free", "level"), [(900_000_000, "broken"), (4_000_000_000, "warning")])
def test_a_disk_that_fills(free: int, level: str):
    only(list(doctor.room(Path("/data"), free)), level, "disk", "/data")
    assert list(doctor.room(Path("/data"), 50_000_000_000)) == []


def test_the_exit_status_and_both_forms_tell_the_same():
    some = [warning("inbox a", "w", "do x"), broken("broker", "b", "do y")]
    assert (status([]), status(some[:1]), status(some)) == (0, 1, 2)
    table = as_table(some, ["disk"])
    assert table.index("broker") < table.index("inbox a")
    assert "→ do x" in table
    assert as_table([], ["disk"]).startswith("All is well")
    written = json.loads(as_json(some, ["disk"]))
    assert written["status"] == "broken"
    assert {one["todo"] for one in written["findings"]} == {"do x", "do y"}
    assert json.loads(as_json([], []))["status"] == "healthy"
