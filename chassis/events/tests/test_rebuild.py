"""A projection made anew from the reader's own log equals the one that grew."""

from datetime import UTC, datetime

import pytest
from msgspec import Raw
from sqlalchemy import BigInteger, Identity, delete, select, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Database
from chassis.events import Reaction
from chassis.events.facts import Envelope
from chassis.events.rebuild import Leak, Rebuild, rebuild
from chassis.ids import new_id
from chassis.testing.bus import ORGANIZATION, ItemChanged, Shown
from chassis.testing.bus import Base as WorldBase
from chassis.testing.bus import build as build_world


class Log(WorldBase):
    """What a rebuildable reader keeps."""

    __tablename__ = "log"

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    envelope: Mapped[str]


def show(session, received):
    shown = session.get(Shown, received.subject_id)
    if shown is None:
        shown = Shown(item_id=received.subject_id, incarnation=1, version=0, text="")
        session.add(shown)
    if received.version > shown.version:
        shown.version, shown.text = received.version, received.data.text


def plan(handle=show):
    reaction = Reaction(fact=ItemChanged, handle=handle, kind="state")
    return Rebuild(log=Log, tables=[Shown], reactions=[reaction])


def envelope(item_id, version, words):
    return Envelope(
        id=new_id(),
        source="/troncal/origin",
        type=ItemChanged.event_type,
        subject=f"item/{item_id}",
        time=datetime.now(UTC),
        organization_id=ORGANIZATION,
        incarnation=1,
        version=version,
        correlation_id=new_id(),
        causation_id=None,
        actor_id=None,
        traceparent=None,
        data=Raw(ItemChanged(text=words).model_dump_json().encode()),
    ).to_json()


@pytest.fixture
def database(database_template, database_factory):
    url = database_factory(template=database_template("rebuild", build_world))
    database = Database("listed", url)
    yield database
    database.close()


def shown(database):
    with database.transaction(None) as session:
        rows = session.chassis_execute(select(Shown.item_id, Shown.version, Shown.text))
        return {row[0]: (row[1], row[2]) for row in rows}


def fill(database, count=30):
    items = [new_id() for _ in range(5)]
    with database.transaction(None) as session:
        for turn in range(count):
            line = envelope(items[turn % 5], turn // 5 + 1, f"text {turn}")
            session.add(Log(envelope=line))
    return items


def test_the_rebuilt_rows_equal_what_the_log_says(database):
    items = fill(database)
    assert rebuild(database, plan()) == 30
    expected = {item: (6, f"text {25 + index}") for index, item in enumerate(items)}
    assert shown(database) == expected
    with database.transaction(ORGANIZATION) as session:
        session.execute(delete(Shown).where(Shown.item_id == items[0]))
        session.add(Shown(item_id=new_id(), incarnation=1, version=1, text="wrong"))
    rebuild(database, plan())
    assert shown(database) == expected


def test_a_rebuild_that_fails_leaves_the_old_rows(database):
    fill(database)
    rebuild(database, plan())
    before = shown(database)

    def breaks(session, received):
        raise ValueError("broken reaction")

    with pytest.raises(ValueError, match="broken"):
        rebuild(database, plan(breaks))
    assert shown(database) == before
    rebuild(database, plan())
    assert shown(database) == before


def test_a_reaction_that_tells_during_a_rebuild_is_refused(database):
    fill(database)

    def tells(session, received):
        session.tell([received.subject_id], "item", {})

    with pytest.raises(Leak):
        rebuild(database, plan(tells))


def test_the_tables_keep_their_constraints(database):
    fill(database)
    rebuild(database, plan())
    with database.transaction(None) as session:
        names = session.chassis_execute(
            text("SELECT conname FROM pg_constraint WHERE conrelid = 'public.shown'::regclass")
        ).scalars()
        assert "pk_shown" in set(names)
