"""The directory follows the gateway's facts, whatever order they come in."""

from datetime import UTC, datetime
from itertools import permutations
from uuid import UUID

import pytest

from chassis.events import Fact, Received
from chassis.identity import directory
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.tests.conftest import organization, plants  # noqa: F401 - fixtures


class Member(Fact, type="gateway.user.changed"):
    name: str
    email: str = "x@x.example"
    role_id: UUID | None = None
    is_active: bool = True


class Role(Fact, type="gateway.role.changed"):
    name: str = "x"
    parent_id: UUID | None = None
    is_deleted: bool = False


class Group(Fact, type="gateway.group.changed"):
    name: str = "x"
    member_ids: list[UUID]
    is_deleted: bool = False


REACTIONS = directory.reactions(user_changed=Member, role_changed=Role, group_changed=Group)


def state(session, data, id, version=1, incarnation=1):
    received = Received(
        id=new_id(),
        type=data.event_type,
        data=data,
        organization_id=session.organization,
        subject=f"{data.aggregate}/{id}",
        version=version,
        incarnation=incarnation,
        time=datetime.now(UTC),
        actor_id=None,
        correlation_id=new_id(),
    )
    reaction = next(reaction for reaction in REACTIONS if reaction.fact is type(data))
    assert reaction.kind == "state"
    reaction.handle(session, received)


def test_the_newest_statement_wins_whatever_the_order(plants, organization):  # noqa: F811
    stated = [("primero", 1, 1), ("segundo", 2, 1), ("restaurado", 1, 2)]
    for order in permutations(stated):
        user = new_id()
        with plants.transaction(organization) as session:
            for name, version, incarnation in (*order, order[0]):
                state(session, Member(name=name), user, version, incarnation)
            assert directory.names(session, [user, new_id()]) == {user: "restaurado"}


def test_a_group_has_exactly_the_members_last_stated(plants, organization):  # noqa: F811
    group, first, second = new_id(), new_id(), new_id()
    with plants.transaction(organization) as session:
        state(session, Group(member_ids=[first, second]), group, 2)
        assert directory.members_of(session, group) == {first, second}
        state(session, Group(member_ids=[first]), group, 1)
        assert directory.members_of(session, group) == {first, second}
        state(session, Group(member_ids=[second, second]), group, 3)
        assert directory.members_of(session, group) == {second}
        state(session, Group(member_ids=[second], is_deleted=True), group, 4)
        assert directory.members_of(session, group) == set()


def test_the_team_is_everybody_below_and_nobody_beside(plants, organization):  # noqa: F811
    roles = {name: new_id() for name in ("head", "sales", "agents", "support")}
    parents = {"sales": "head", "support": "head", "agents": "sales"}
    users = {name: new_id() for name in roles}
    with plants.transaction(organization) as session:
        for name, role in roles.items():
            above = roles.get(parents.get(name, ""))
            state(session, Role(parent_id=above), role)
            state(session, Member(name=name, role_id=role), users[name])

        def team(name):
            actor = Actor(organization_id=organization, user_id=new_id(), role_id=roles[name])
            below = directory.team_of(session, actor)
            return {name for name, user in users.items() if user in below}

        assert team("head") == {"sales", "support", "agents"}
        assert team("sales") == {"agents"}
        assert team("agents") == set()


def test_a_ring_of_roles_ends_and_leaves_out_the_asker(plants, organization):  # noqa: F811
    first, second, user = new_id(), new_id(), new_id()
    with plants.transaction(organization) as session:
        state(session, Role(parent_id=second), first)
        state(session, Role(parent_id=first), second)
        state(session, Member(name="x", role_id=first), user)
        actor = Actor(organization_id=organization, user_id=user, role_id=first)
        assert directory.team_of(session, actor) == set()


def test_a_person_of_two_organizations_has_a_name_in_each(plants, organization):  # noqa: F811
    user, other = new_id(), new_id()
    for place, name in ((organization, "Ana"), (other, "Ana María")):
        with plants.transaction(place) as session:
            state(session, Member(name=name), user)
    with plants.reading(organization) as session:
        assert directory.names(session, [user]) == {user: "Ana"}


@pytest.mark.parametrize("role", [None, new_id()])
def test_who_has_no_known_role_has_no_team(plants, organization, role):  # noqa: F811
    actor = Actor(organization_id=organization, user_id=new_id(), role_id=role)
    with plants.reading(organization) as session:
        assert directory.team_of(session, actor) == set()
