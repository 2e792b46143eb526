"""Live messages reach the right streams, here and over a broker, and a gap is never silent."""

from functools import partial

import pytest

from chassis.events.topology import Names
from chassis.ids import new_id
from chassis.live import FarLive, LocalLive, RabbitLive, Streams
from chassis.live.streams import TooManyStreams
from chassis.runtime.link import Link
from chassis.testing import eventually as soon

eventually = partial(soon, deadline=30)


def content(organization, user, number=1):
    return {
        "organization_id": str(organization),
        "users": [str(user)],
        "kind": "call.ringing",
        "payload": {"number": number},
    }


@pytest.fixture(params=["local", "link", "rabbitmq"])
def ends(request):
    """The sending end and the receiving end; one and the same in one process."""
    if request.param == "local":
        live = LocalLive()
        yield live, live
        live.stop()
        return
    if request.param == "link":
        near, far = Link.pair()
        other = Link(far)
        live = LocalLive()
        near.listen(live.take)
        yield FarLive(other.send), live
        live.stop()
        near.close()
        other.close()
        return
    broker = request.getfixturevalue("broker")
    options = {"prefix": broker.prefix}
    sender = RabbitLive(broker.url, name="contacts", receives=False, **options)
    receiver = RabbitLive(broker.url, name="gateway", receives=True, **options)
    for end in (sender, receiver):
        end.start()
        assert end.wait_ready(20)
    yield sender, receiver
    sender.stop()
    receiver.stop()


def test_a_message_reaches_every_stream_of_its_user_and_nobody_else(ends):
    sender, receiver = ends
    organization, user, other = new_id(), new_id(), new_id()
    mine = [receiver.subscribe(organization, user) for _ in range(2)]
    others = [receiver.subscribe(organization, other), receiver.subscribe(new_id(), user)]
    for stream in (*mine, *others):
        assert stream.next(1).kind == "reset"
    sender.send(content(organization, user))
    for stream in mine:
        message = stream.next(10)
        assert (message.kind, message.payload) == ("call.ringing", {"number": 1})
    for stream in others:
        assert stream.next(0.05) is None


def test_messages_keep_their_order(ends):
    sender, receiver = ends
    organization, user = new_id(), new_id()
    stream = receiver.subscribe(organization, user)
    assert stream.next(1).kind == "reset"
    for number in range(50):
        sender.send(content(organization, user, number))
    assert [stream.next(10).payload["number"] for _ in range(50)] == list(range(50))


def test_a_slow_reader_gets_reset_instead_of_a_silent_gap(ends):
    sender, receiver = ends
    organization, user, last = new_id(), new_id(), new_id()
    stream, end = receiver.subscribe(organization, user), receiver.subscribe(organization, last)
    assert end.next(1).kind == "reset"
    for number in range(500):
        sender.send(content(organization, user, number))
    sender.send(content(organization, last))
    assert end.next(30).kind == "call.ringing"
    kinds = []
    while message := stream.next(0.05):
        kinds.append(message.kind)
    assert kinds[0] == "reset"
    assert len(kinds) <= 201


def test_what_was_lost_on_the_way_to_the_other_process_resets_every_stream():
    live, crossed = LocalLive(), []
    full = True

    def send(message):
        if not full:
            crossed.append(message)
        return not full

    sender = FarLive(send)
    organization, user = new_id(), new_id()
    stream = live.subscribe(organization, user)
    assert stream.next(1).kind == "reset"
    sender.send(content(organization, user, 1))
    full = False
    sender.send(content(organization, user, 2))
    sender.send(content(organization, user, 3))
    for message in crossed:
        live.take(message)
    assert [stream.next(1).kind for _ in range(3)] == ["reset", "call.ringing", "call.ringing"]
    assert stream.next(0.05) is None
    live.stop()


def test_a_closed_stream_wakes_its_reader_and_is_forgotten():
    streams = Streams(most=1)
    stream = streams.open(new_id(), new_id())
    with pytest.raises(TooManyStreams):
        streams.open(new_id(), new_id())
    stream.next(0.01)
    stream.close()
    stream.close()
    assert stream.next(10) is None
    assert stream.is_closed
    streams.open(new_id(), new_id()).close()


@pytest.mark.broker
def test_a_receiver_that_lost_its_connection_resets_its_streams(broker):
    receiver = RabbitLive(broker.url, name="gateway", receives=True, prefix=broker.prefix)
    receiver.start()
    assert receiver.wait_ready(20)
    stream = receiver.subscribe(new_id(), new_id())
    assert stream.next(1).kind == "reset"
    receiver._exchange._link.reopen()
    assert eventually(lambda: stream.next(0.1)).kind == "reset"
    receiver.stop()


def test_without_a_broker_a_message_is_lost_and_nobody_waits():
    nowhere = "amqp://guest:guest@127.0.0.1:1/"
    sender = RabbitLive(nowhere, name="contacts", receives=False, prefix=Names().prefix)
    sender.start()
    sender.send(content(new_id(), new_id()))
    sender.stop()
