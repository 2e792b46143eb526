"""How far a reader is behind is the age of the oldest fact that it has and has not handled."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import Raw

from chassis.db import Database
from chassis.events import inbox
from chassis.events.bus import Delivery
from chassis.events.consumer import Consumer
from chassis.events.facts import Envelope
from chassis.events.handler import Handler
from chassis.events.handling import Reactions
from chassis.events.incoming import Incoming, read
from chassis.events.settings import ConsumerLimits
from chassis.events.watchdog import Watchdog
from chassis.ids import new_id
from chassis.observability.metrics import Metrics
from chassis.testing.bus import ORGANIZATION, ItemChanged
from chassis.testing.bus import build as build_world


@pytest.fixture
def database(database_factory, database_template):
    database = Database(
        "single", database_factory(template=database_template("world", build_world))
    )
    yield database
    database.close()


def fact(age: timedelta) -> Incoming:
    return read(
        Envelope(
            id=new_id(),
            source="/troncal/origin",
            type=ItemChanged.event_type,
            subject=f"item/{new_id()}",
            time=datetime.now(UTC) - age,
            organization_id=ORGANIZATION,
            incarnation=1,
            version=1,
            correlation_id=new_id(),
            data=Raw(ItemChanged(text="x").model_dump_json().encode()),
        ).to_json()
    )


class Silent:
    """A bus on which nothing comes."""

    stored = True

    def take(self, most: int, wait: float) -> list[Delivery]:
        del most, wait
        return []


def test_the_lag_is_that_of_the_oldest_fact_that_is_neither_done_nor_parked(database):
    old, older, parked = fact(timedelta(minutes=2)), fact(timedelta(minutes=5)), fact(timedelta(1))
    with database.transaction(None) as session:
        assert inbox.lag(session) == 0
        inbox.store(session, [old, older])
        inbox.set_apart(session, [parked], "parked")
        assert inbox.lag(session) == pytest.approx(300, abs=30)
        inbox.mark_done(session, [older.id])
        assert inbox.lag(session) == pytest.approx(120, abs=30)
        later = timedelta(seconds=60)
        inbox.set_aside(session, old, state="retry", error="x", attempts=1, delay=later)
        assert inbox.lag(session) == pytest.approx(120, abs=30)
        inbox.mark_done(session, [old.id])
        assert inbox.lag(session) == 0


def test_a_reader_tells_its_lag_as_a_metric(database):
    limits, metrics = ConsumerLimits(), Metrics("single")
    handler = Handler(
        database,
        Reactions(()),
        limits=limits,
        measures=metrics,
        watchdog=Watchdog(limit=limits.watchdog, grace=limits.watchdog),
    )
    consumer = Consumer("single", database, source=Silent(), handler=handler)
    with database.transaction(None) as session:
        inbox.store(session, [fact(timedelta(minutes=2))])
    consumer._observe()
    assert metrics.value("reader_lag_seconds") == pytest.approx(120, abs=30)
