"""An owner says again what its records are: for a new reader, and after its history was cut."""

from functools import partial
from uuid import UUID

from sqlalchemy import delete, func, select, update

from chassis.events import restating
from chassis.events.tables import Outbox, Restatement
from chassis.testing import eventually as soon
from chassis.testing.bus import ORGANIZATION, OTHER_ORGANIZATION, RESTATES, Item, Shown, World

eventually = partial(soon, deadline=45)


def rows(world: World) -> dict[UUID, tuple[int, int, str]]:
    """What the reader shows of every item."""
    with world.databases["listed"].transaction(None) as session:
        found = session.chassis_execute(
            select(Shown.item_id, Shown.incarnation, Shown.version, Shown.text)
        )
        return {row[0]: (row[1], row[2], row[3]) for row in found}


def owned(world: World, incarnation: int) -> dict[UUID, tuple[int, int, str]]:
    """What the owner has, as a reader should show it."""
    with world.databases["origin"].transaction(None) as session:
        found = session.chassis_execute(select(Item.id, Item.version, Item.text))
        return {row[0]: (incarnation, row[1], row[2]) for row in found}


def restate(world: World, reader: str | None = None) -> None:
    origin = world.databases["origin"]
    with origin.transaction(None) as session:
        restating.request(session, reader)
    while restating.work_off(origin, RESTATES, pages=1):
        pass
    with origin.transaction(None) as session:
        assert restating.open_requests(session) == 0


def wipe(world: World) -> None:
    with world.databases["listed"].transaction(None) as session:
        session.chassis_execute(delete(Shown))


def test_a_reader_that_has_nothing_gets_everything_once_more(world: World):
    for number in range(450):
        world.state(
            f"{number}", organization_id=(ORGANIZATION, OTHER_ORGANIZATION)[number % 3 == 0]
        )
    world.start()
    eventually(lambda: rows(world) == owned(world, 1))
    before = world.effects("single")
    wipe(world)
    restate(world, "listed")
    eventually(lambda: rows(world) == owned(world, 1))
    eventually(lambda: world.unpublished() == 0)
    assert world.effects("single") == before
    assert world.effects("listed") == before
    assert set(world.inbox("single")) == {"done"}


def test_restating_to_a_reader_that_has_everything_changes_nothing(world: World):
    item = world.state("one")
    world.state("two", item_id=item)
    world.start()
    eventually(lambda: rows(world) == owned(world, 1))
    restate(world)
    restate(world)
    world.state("three", item_id=item)
    eventually(lambda: rows(world) == owned(world, 1))
    assert world.shown(item) == (3, "three")


def cut_history(world: World, *, kept: dict[UUID, tuple[int, str]]) -> None:
    """Leave the owner as a restore does: earlier rows, no trace of the later ones."""
    origin = world.databases["origin"]
    with origin.transaction(None) as session:
        session.chassis_execute(delete(Item).where(Item.id.not_in(kept)))
        for id, (version, words) in kept.items():
            session.chassis_execute(
                update(Item).where(Item.id == id).values(version=version, text=words)
            )
        session.chassis_execute(delete(Outbox))
        assert restating.raise_incarnation(session, "origin") > 1
    origin._incarnations.clear()  # a restore happens while no process runs


def test_after_a_restore_readers_forget_what_was_never_and_believe_lower_versions(world: World):
    kept, lost = world.state("kept"), world.state("lost")
    for turn in range(5):
        world.state(f"later {turn}", item_id=kept)
    world.start()
    eventually(lambda: rows(world) == owned(world, 1))
    assert world.shown(kept) == (6, "later 4")
    world.stop()

    cut_history(world, kept={kept: (1, "kept")})
    world.start()
    restate(world)
    eventually(lambda: rows(world) == {kept: (2, 1, "kept")})
    assert world.shown(lost) is None

    world.state("after", item_id=kept)
    eventually(lambda: rows(world) == {kept: (2, 2, "after")})


def test_a_record_changed_while_everything_is_restated_ends_as_it_is(world: World):
    items = world.state_many(300)
    world.start()
    eventually(lambda: len(rows(world)) == 300)
    wipe(world)
    origin = world.databases["origin"]
    with origin.transaction(None) as session:
        restating.request(session, "listed")
    restating.work_off(origin, RESTATES, pages=1)
    for id in (items[0], items[-1]):
        world.state("meanwhile", item_id=id)
    while restating.work_off(origin, RESTATES, pages=1):
        pass
    eventually(lambda: rows(world) == owned(world, 1))


def test_a_restatement_goes_on_where_it_stopped(world: World):
    world.state_many(450)
    origin = world.databases["origin"]
    with origin.transaction(None) as session:
        restating.request(session)
    assert restating.work_off(origin, RESTATES, pages=1)
    with origin.transaction(None) as session:
        stated = session.chassis_execute(select(Restatement.stated)).scalar_one()
        later = select(func.count()).where(Outbox.type.like("%item.restated%"))
        assert session.chassis_execute(later).scalar_one() == stated == 200
    while restating.work_off(origin, RESTATES, pages=1):
        pass
    with origin.transaction(None) as session:
        assert session.chassis_execute(select(Restatement.stated)).scalar_one() == 450
        assert session.chassis_execute(later).scalar_one() == 450
        subjects = session.chassis_execute(
            select(func.count(func.distinct(Outbox.subject))).where(
                Outbox.type.like("%item.restated%")
            )
        )
        assert subjects.scalar_one() == 450
