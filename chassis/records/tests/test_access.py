"""Who sees and who edits: the SQL against an oracle written from the rule's words (C-10, G-09)."""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chassis import budgets
from chassis.errors import Forbidden, NotFound
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryRole, DirectoryUser
from chassis.ids import new_id
from chassis.records import (
    Share,
    access,
    answer,
    grant,
    grouped,
    may_edit,
    may_see,
    one,
    parse,
    replace_grants,
    require_edit,
    revoke,
    shares_of,
)
from chassis.records.tests.example import PLANT, administrator, person, plant

USERS = [UUID(int=100 + number) for number in range(5)]
GROUPS = [UUID(int=200 + number) for number in range(2)]
ROLES = [UUID(int=300 + number) for number in range(4)]


@dataclass(frozen=True)
class Record:
    owner: UUID | None
    managers: frozenset[UUID]
    shares: frozenset[tuple[UUID, str]]
    visibility: str


@dataclass(frozen=True)
class World:
    """Roles as a forest (each one's parent comes before it), users in roles, records, an actor."""

    parents: tuple[int | None, ...]
    roles: tuple[int | None, ...]
    records: tuple[Record, ...]
    who: int
    groups: frozenset[UUID]
    scope: str
    administrator: bool

    def superiors(self, user: UUID) -> set[int]:
        role = self.roles[USERS.index(user)]
        above = set()
        while role is not None and (role := self.parents[role]) is not None:
            above.add(role)
        return above

    def sees(self, record: Record, *, edit: bool) -> bool:
        if self.administrator:
            return True
        me, mine = USERS[self.who], self.roles[self.who]
        responsible = record.managers | ({record.owner} if record.owner else frozenset())
        if me in responsible:
            return True
        shared = {level for principal, level in record.shares if principal in {me, *self.groups}}
        if "write" in shared or ("read" in shared and not edit):
            return True
        below = self.scope != "own" and mine is not None
        if below and any(mine in self.superiors(user) for user in responsible):
            return True
        public = ("write",) if edit else ("read", "write")
        return self.scope == "all" and record.visibility in public

    def actor(self, organization: UUID) -> Actor:
        role = self.roles[self.who]
        return Actor(
            organization_id=organization,
            user_id=USERS[self.who],
            role_id=None if role is None else ROLES[role],
            group_ids=tuple(sorted(self.groups)),
            scope=self.scope,
            is_administrator=self.administrator,
        )


PHASES = [Phase.explicit, Phase.generate]  # a world is small enough to be read as it is


records = st.builds(
    Record,
    owner=st.none() | st.sampled_from(USERS),
    managers=st.frozensets(st.sampled_from(USERS), max_size=2),
    shares=st.dictionaries(
        st.sampled_from([*USERS, *GROUPS]), st.sampled_from(["read", "write"]), max_size=2
    ).map(lambda shares: frozenset(shares.items())),
    visibility=st.sampled_from(["private", "private", "read", "write"]),
)
worlds = st.builds(
    World,
    parents=st.tuples(
        st.none(),
        st.none() | st.just(0),
        st.none() | st.sampled_from([0, 1]),
        st.none() | st.sampled_from([0, 1, 2]),
    ),
    roles=st.tuples(*[st.none() | st.integers(0, 3)] * len(USERS)),
    records=st.lists(records, min_size=1, max_size=8).map(tuple),
    who=st.integers(0, len(USERS) - 1),
    groups=st.frozensets(st.sampled_from(GROUPS)),
    scope=st.sampled_from(["own", "team", "all"]),
    administrator=st.sampled_from([False, False, False, True]),
)


def lay_out(session, world):
    stored = {"incarnation": 1, "version": 1, "is_active": True, "name": "x"}
    for number, parent in enumerate(world.parents):
        above = None if parent is None else ROLES[parent]
        session.add(DirectoryRole(role_id=ROLES[number], parent_id=above, **stored))
    for user, role in zip(USERS, world.roles, strict=True):
        below = None if role is None else ROLES[role]
        session.add(DirectoryUser(user_id=user, email="x@x.example", role_id=below, **stored))
    rows = []
    for number, record in enumerate(world.records):
        row = plant(
            session,
            f"Planta {number}",
            owner_id=record.owner,
            manager_ids=sorted(record.managers),
            visibility=record.visibility,
            shares=[Share(principal, level) for principal, level in record.shares],
        )
        rows.append(row.id)
    return rows


def seen_in_list(session, actor, **arguments):
    body = answer(session, actor, PLANT, list(arguments.items()))
    return {UUID(item["id"]) for item in orjson.loads(body)["items"]}


def seen_alone(session, actor, id):
    try:
        return orjson.loads(one(session, actor, PLANT, id).body)["id"] == str(id)
    except NotFound:
        return False


@pytest.mark.parametrize("collected", [budgets.GRANTS_COLLECTED, 0], ids=["few", "many"])
def test_every_way_of_reading_agrees_with_the_rule(plants, monkeypatch, collected):
    """C-10, X-8: list, search, total, single read and edit, whatever the plan."""
    monkeypatch.setattr(access, "_worth_collecting", lambda table: collected)

    @settings(
        max_examples=80,
        phases=PHASES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(worlds)
    def check(world):
        organization = new_id()
        actor = world.actor(organization)
        with plants.transaction(organization) as session:
            rows = lay_out(session, world)
            pairs = list(zip(rows, world.records, strict=True))
            expected = {row for row, record in pairs if world.sees(record, edit=False)}
            editable = {row for row, record in pairs if world.sees(record, edit=True)}
            assert seen_in_list(session, actor) == expected
            assert seen_in_list(session, actor, sort="-created_at") == expected
            assert seen_in_list(session, actor, q="planta") == expected
            total = orjson.loads(answer(session, actor, PLANT, [("count", "1")]))
            assert total == {"total": len(expected), "total_is_estimate": False}
            groups = grouped(session, actor, PLANT, parse(PLANT, actor, []), by={}, sums={})
            assert [group.number for group in groups] == [len(expected)]
            assert {row for row in rows if seen_alone(session, actor, row)} == expected
            assert {row for row in rows if may_see(session, actor, PLANT, row)} == expected
            assert {row for row in rows if may_edit(session, actor, PLANT, row)} == editable

    check()


@pytest.mark.parametrize("collected", [budgets.GRANTS_COLLECTED, 0], ids=["few", "many"])
def test_a_superior_sees_what_a_subordinate_owns_not_what_was_shared_with_them(
    plants, organization, monkeypatch, collected
):
    """G-09: shared with the user or a group; a superior is one of the owner's or a manager's."""
    monkeypatch.setattr(access, "_worth_collecting", lambda table: collected)
    above, below = new_id(), new_id()
    boss = person(organization, role_id=above, scope="team")
    agent = person(organization, role_id=below)
    stored = {"incarnation": 1, "version": 1, "is_active": True, "name": "x"}
    with plants.transaction(organization) as session:
        session.add(DirectoryRole(role_id=above, parent_id=None, **stored))
        session.add(DirectoryRole(role_id=below, parent_id=above, **stored))
        session.add(DirectoryUser(user_id=agent.user_id, email="x", role_id=below, **stored))
        owned = plant(session, owner_id=agent.user_id)
        shared = plant(session, owner_id=new_id(), shares=[Share(agent.user_id, "write")])
        assert seen_in_list(session, boss) == {owned.id}
        assert may_edit(session, boss, PLANT, owned.id)
        assert not may_see(session, boss, PLANT, shared.id)
        assert may_edit(session, agent, PLANT, shared.id)


def test_pages_of_granted_and_public_records_come_in_one_order(plants, organization, monkeypatch):
    monkeypatch.setattr(access, "_worth_collecting", lambda table: budgets.GRANTS_COLLECTED)
    me = person(organization)
    with plants.transaction(organization) as session:
        for number in range(12):
            kind = number % 4
            plant(
                session,
                f"P{number:02}",
                owner_id=me.user_id if kind in (0, 1) else new_id(),
                visibility="read" if kind in (1, 2) else "private",
            )
    found, cursor = [], []
    with plants.reading(organization) as session:
        while True:
            page = orjson.loads(answer(session, me, PLANT, [("limit", "2"), *cursor]))
            found += [item["name"] for item in page["items"]]
            if page["next_cursor"] is None:
                break
            cursor = [("cursor", page["next_cursor"])]
    assert found == [f"P{number:02}" for number in range(12) if number % 4 != 3]


def test_the_system_sees_and_edits_everything_of_its_organization(plants, organization):
    system = Actor.system(organization)
    with plants.transaction(organization) as session:
        row = plant(session, owner_id=new_id())
        assert may_edit(session, system, PLANT, row.id)


def test_shares_can_be_given_changed_and_taken(plants, organization):
    friend = person(organization, scope="own")
    with plants.transaction(organization) as session:
        row = plant(session, owner_id=new_id())
        assert not may_see(session, friend, PLANT, row.id)
        grant(session, PLANT, row.id, shares=[Share(friend.user_id, "read")])
        assert may_see(session, friend, PLANT, row.id)
        assert not may_edit(session, friend, PLANT, row.id)
        grant(session, PLANT, row.id, shares=[Share(friend.user_id, "write")])
        assert may_edit(session, friend, PLANT, row.id)
        assert shares_of(session, PLANT, row.id) == [Share(friend.user_id, "write")]
        revoke(session, PLANT, row.id, principals=[friend.user_id])
        assert not may_see(session, friend, PLANT, row.id)


def test_replacing_grants_keeps_shares_unless_they_are_named(plants, organization):
    first, second = person(organization, scope="own"), person(organization, scope="own")
    friend = person(organization, scope="own")
    with plants.transaction(organization) as session:
        row = plant(session, owner_id=first.user_id, shares=[Share(friend.user_id)])
        row.owner_id = second.user_id
        replace_grants(session, PLANT, row)
        assert not may_see(session, first, PLANT, row.id)
        assert may_edit(session, second, PLANT, row.id)
        assert may_see(session, friend, PLANT, row.id)
        replace_grants(session, PLANT, row, shares=())
        assert not may_see(session, friend, PLANT, row.id)


def test_revoking_a_share_does_not_take_a_record_from_its_owner(plants, organization):
    owner = person(organization, scope="own")
    with plants.transaction(organization) as session:
        row = plant(session, owner_id=owner.user_id)
        revoke(session, PLANT, row.id, principals=[owner.user_id])
        assert may_edit(session, owner, PLANT, row.id)


def test_an_edit_is_refused_as_absent_or_as_forbidden_by_what_the_actor_sees(plants, organization):
    reader, stranger = person(organization), person(organization, scope="own")
    with plants.transaction(organization) as session:
        row = plant(session, visibility="read")
        with pytest.raises(Forbidden):
            require_edit(session, reader, PLANT, row.id)
        with pytest.raises(NotFound):
            require_edit(session, stranger, PLANT, row.id)
        with pytest.raises(NotFound):
            require_edit(session, administrator(organization), PLANT, new_id())


def test_a_personal_record_is_seen_by_its_user_alone(plants, organization):
    """An administrator does not read other people's notifications."""
    mine = SimpleNamespace(access=access.Access(personal="owner_id"))
    me = person(organization)
    with plants.transaction(organization) as session:
        for actor, expected in ((me, True), (administrator(organization), False)):
            row = plant(session, owner_id=me.user_id)
            who = access.standing(session, actor, mine.access, "plant")
            rule = access.rule_on(PLANT.table, mine.access, "plant", who, organization=organization)
            found = session.chassis_execute(
                PLANT.table.select().where(PLANT.table.c.id == row.id, rule)
            )
            assert (found.one_or_none() is not None) is expected
