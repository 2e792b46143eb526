import threading
from collections import deque
from dataclasses import dataclass, field

import pytest

from chassis.errors import Unavailable
from chassis.observability.metrics import Metrics
from chassis.web.stream import Streams, encoded


@dataclass
class Note:
    kind: str
    payload: dict = field(default_factory=dict)


class Mailbox:
    """A subscription held in memory."""

    def __init__(self, *notes: Note) -> None:
        self.notes = deque(notes)
        self.arrived = threading.Condition()
        self.closed = False

    def put(self, note: Note) -> None:
        with self.arrived:
            self.notes.append(note)
            self.arrived.notify()

    def take(self, timeout: float) -> Note | None:
        with self.arrived:
            self.arrived.wait_for(lambda: self.notes or self.closed, timeout)
            return self.notes.popleft() if self.notes else None

    def close(self) -> None:
        with self.arrived:
            self.closed = True
            self.arrived.notify()


def test_a_stream_starts_with_reset_and_passes_messages_on_in_order():
    streams = Streams(Metrics("gateway"))
    box = Mailbox(Note("call.ringing", {"id": "1"}), Note("call.ended", {"id": "1"}))
    stream = streams.open(lambda: box, may_go_on=lambda: True)
    assert [next(stream) for _ in range(3)] == [
        b"event: reset\ndata: {}\n\n",
        b'event: call.ringing\ndata: {"id":"1"}\n\n',
        b'event: call.ended\ndata: {"id":"1"}\n\n',
    ]


def test_a_quiet_stream_sends_heartbeats():
    streams = Streams(Metrics("gateway"), heartbeat=0.01, recheck=30)
    stream = streams.open(Mailbox, may_go_on=lambda: True)
    next(stream)
    assert next(stream) == b": alive\n\n"
    assert next(stream) == b": alive\n\n"


def test_a_busy_stream_is_still_rechecked_and_ends_when_its_session_is_over():
    allowed = True
    streams = Streams(Metrics("gateway"), recheck=0.01)
    box = Mailbox()
    stream = streams.open(lambda: box, may_go_on=lambda: allowed)
    next(stream)
    allowed = False
    rest = []
    for chunk in stream:
        rest.append(chunk)
        box.put(Note("noise"))
    assert rest[-1] == b'event: end\ndata: {"reason":"not_allowed"}\n\n'


def test_draining_ends_every_stream_and_refuses_new_ones():
    streams = Streams(Metrics("gateway"), recheck=0.01)
    stream = streams.open(Mailbox, may_go_on=lambda: True)
    streams.drain()
    assert list(stream)[-1] == b'event: end\ndata: {"reason":"restart"}\n\n'
    with pytest.raises(Unavailable):
        streams.open(Mailbox, may_go_on=lambda: True)


def test_the_number_of_streams_is_bounded_and_a_closed_one_gives_its_place_back():
    metrics = Metrics("gateway")
    streams = Streams(metrics, limit=1)
    box = Mailbox()
    first = streams.open(lambda: box, may_go_on=lambda: True)
    with pytest.raises(Unavailable) as refusal:
        streams.open(Mailbox, may_go_on=lambda: True)
    assert refusal.value.retry_after
    first.close()
    first.close()
    assert box.closed
    assert metrics.value("http_streams") == 0
    streams.open(Mailbox, may_go_on=lambda: True)


def test_neither_kind_nor_payload_can_forge_a_second_event():
    wire = encoded("x\ndata: 1\n\nevent: y", {"text": "a\n\nevent: end\n\n"})
    assert wire.count(b"\n\n") == 1
    assert wire.count(b"\n") == 3
