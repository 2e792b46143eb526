"""What arrives is an envelope or is refused; nothing that arrives raises."""

import pytest
from msgspec import Raw

from chassis.clock import now
from chassis.events.facts import Envelope
from chassis.events.incoming import read
from chassis.ids import new_id
from chassis.testing.bus import ORGANIZATION, ItemChanged

CONTENT = ItemChanged(text="ñandú").model_dump_json().encode()


def arrived() -> bytes:
    return (
        Envelope(
            id=new_id(),
            source="/troncal/origin",
            type=ItemChanged.event_type,
            subject=f"item/{new_id()}",
            time=now(),
            organization_id=ORGANIZATION,
            incarnation=1,
            version=1,
            correlation_id=new_id(),
            data=Raw(CONTENT),
        )
        .to_json()
        .encode()
    )


def test_what_was_written_is_read_as_it_was():
    raw = arrived()
    fact = read(raw)
    assert fact.envelope is not None
    assert fact.raw == raw.decode() == fact.envelope.to_json()
    assert fact.envelope.open(ItemChanged).data.text == "ñandú"


@pytest.mark.parametrize("damage", [b"\xff", b"\x00", b"\x01", b"\\q"])
def test_a_content_that_is_no_text_is_refused_and_can_be_parked(damage):
    fact = read(arrived().replace("ñandú".encode(), damage), f"{new_id()}")
    assert fact.envelope is None
    assert fact.error
    assert "\0" not in fact.raw


def test_what_is_wrong_is_named_without_its_value():
    fact = read(arrived().replace(b'"incarnation":1', '"incarnation":"María"'.encode()))
    assert fact.envelope is None
    assert "$.incarnation" in fact.error
    assert "María" not in fact.error
