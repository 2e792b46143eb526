"""The topology is derived, the same everywhere."""

from chassis.events.start import topology_of
from chassis.events.topology import Names, derive
from contracts.catalog import CATALOG


def test_the_order_of_the_table_does_not_matter():
    one = derive({"a": ("x", "y"), "b": ("y",)})
    two = derive({"b": ("y",), "a": ("y", "x")})
    assert one == two


def test_a_queue_keeps_order_and_hands_dead_letters_on_at_least_once():
    topology = derive({"troncal.a.b.c.v1": ("x",)}, Names("p."))
    dead, inbox = topology.queues
    assert (dead.name, inbox.name) == ("p.x.dead", "p.x.inbox")
    assert inbox.binds == ("troncal.a.b.c.v1",)
    assert inbox.arguments == {
        "x-queue-type": "quorum",
        "x-single-active-consumer": True,
        "x-delivery-limit": 1000,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "p.x.dead",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def test_a_type_without_readers_is_not_read():
    topology = derive({"a": (), "b": ("x",)})
    assert not topology.read("a")
    assert not topology.read("unheard of")
    assert topology.read("b")


def test_every_contract_reaches_its_readers():
    topology = topology_of(CATALOG)
    bound = {queue.name: set(queue.binds) for queue in topology.queues}
    for fact, readers in CATALOG.readers.items():
        for reader in readers:
            assert fact.event_type in bound[f"{reader}.inbox"]
