"""Figures are sums that no order, repetition or replay can change (R-10, R-17, X-8)."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from chassis.events import Fact
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts import contacts, gateway, telephony
from contracts.examples import example_of
from services.reporting.history.models import LoggedFact
from services.reporting.history.rebuild import rebuild
from services.reporting.kpis.contributions import of_interval
from services.reporting.kpis.models import KpiDay

ORGANIZATION = new_id()
ANA, BEATRIZ, CARLOS = new_id(), new_id(), new_id()
BOSS_ROLE, TEAM_ROLE = new_id(), new_id()
START = datetime(2026, 3, 3, 4, 30, tzinfo=UTC)  # still 2 March in Bogotá
RANGE = "from=2026-03-01&to=2026-03-05"


@pytest.fixture(autouse=True)
def _directory(service):
    service.receive(
        example_of(gateway.OrganizationCreated),
        organization_id=ORGANIZATION,
        subject_id=ORGANIZATION,
    )
    role = example_of(gateway.RoleChanged).model_copy(update={"parent_id": None})
    service.receive(role, organization_id=ORGANIZATION, subject_id=BOSS_ROLE)
    below = role.model_copy(update={"parent_id": BOSS_ROLE})
    service.receive(below, organization_id=ORGANIZATION, subject_id=TEAM_ROLE)
    for user, name, role_id in (
        (ANA, "Ana", TEAM_ROLE),
        (BEATRIZ, "Beatriz", TEAM_ROLE),
        (CARLOS, "Carlos", BOSS_ROLE),
    ):
        fact = example_of(gateway.UserChanged).model_copy(update={"name": name, "role_id": role_id})
        service.receive(fact, organization_id=ORGANIZATION, subject_id=user)


def call_facts(call_id: UUID, **values: Any) -> list[tuple[Fact, UUID, int]]:
    """Return the four facts of one call: begun, ended, classified, priced."""
    started = values.get("started_at", START)
    common = {"started_at": started, "agent_id": ANA, "contact_id": None}
    ended = example_of(telephony.CallEnded).model_copy(
        update=common
        | {
            "answered_at": started + timedelta(seconds=5),
            "ended_at": started + timedelta(seconds=65),
            "duration_seconds": 60,
        }
        | values
    )
    return [
        (example_of(telephony.CallStarted).model_copy(update=common), call_id, 1),
        (ended, call_id, 2),
        (example_of(telephony.CallClassified), call_id, 3),
        (
            example_of(telephony.CallClassified).model_copy(update={"disposition": "Queja"}),
            call_id,
            4,
        ),
        (example_of(telephony.CallPriced), call_id, 5),
    ]


def contact_facts(contact_id: UUID) -> list[tuple[Fact, UUID, int]]:
    values = {"owner_id": ANA, "origin": "call"}
    created = example_of(contacts.ContactCreated).model_copy(update=values)
    changed = example_of(contacts.ContactChanged).model_copy(update=values | {"owner_id": BEATRIZ})
    return [(created, contact_id, 1), (changed, contact_id, 2)]


def receive(service, facts: Sequence[tuple[Fact, UUID, int]]) -> None:
    for fact, subject_id, version in facts:
        service.receive(fact, organization_id=ORGANIZATION, subject_id=subject_id, version=version)


def figures(service) -> dict[tuple[Any, ...], Decimal]:
    with service.database.reading(ORGANIZATION) as session:
        return {
            (row.day.isoformat(), row.metric, row.dimension, row.owner_id): row.value
            for row in session.scalars(select(KpiDay))
        }


def kpis(service, actor: Actor, query: str = RANGE) -> dict[str, Any]:
    answer = service.client(actor).get(f"/api/v1/kpis?{query}")
    assert answer.status_code == 200, answer.json
    return answer.json


def viewer(user_id: UUID, scope: str, role_id: UUID | None = None) -> Actor:
    return Actor(
        organization_id=ORGANIZATION,
        user_id=user_id,
        role_id=role_id,
        scope=scope,
        permissions=frozenset({"reporting.view"}),
    )


BOSS = viewer(CARLOS, "all", BOSS_ROLE)


def test_a_call_counts_on_its_day_in_the_organizations_zone_by_direction_and_outcome(service):
    receive(service, call_facts(new_id()))
    receive(
        service,
        call_facts(new_id(), status="missed", agent_id=None, answered_at=None, duration_seconds=0),
    )
    receive(service, call_facts(new_id(), direction="outbound"))
    answer = kpis(service, BOSS)
    total = answer["total"]
    assert (total["calls"], total["inbound"], total["outbound"]) == (3, 2, 1)
    assert (total["answered"], total["missed"], total["connected"]) == (1, 1, 1)
    assert (total["talk_seconds"], total["wait_seconds"]) == (120, 10)
    assert answer["by_outcome"] == {"Queja": 3}
    by_day = {day["day"]: day["calls"] for day in answer["by_day"]}
    assert by_day["2026-03-02"] == 3
    assert len(by_day) == 5
    assert {agent["name"]: agent["calls"] for agent in answer["by_agent"]} == {"Ana": 2, "": 1}


def test_a_call_that_has_not_ended_counts_for_nothing(service):
    receive(service, call_facts(new_id())[:1])
    assert figures(service) == {}


@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_order_gives_the_same_figures(service, seed: int):
    dice = random.Random(seed)
    call_id, contact_id = new_id(), new_id()
    facts = call_facts(call_id) + contact_facts(contact_id)
    before = figures(service)
    dice.shuffle(facts)
    receive(service, facts)
    after = figures(service)
    added = {
        key: value - before.get(key, Decimal(0))
        for key, value in after.items()
        if value != before.get(key)
    }
    assert {
        (metric, dimension, owner): value for (_, metric, dimension, owner), value in added.items()
    } == {
        ("calls", "inbound:completed", ANA): 1,
        ("talk_seconds", "inbound", ANA): 60,
        ("wait_seconds", "inbound", ANA): 5,
        ("outcomes", "Queja", ANA): 1,
        ("call_cost", "USD", ANA): Decimal("0.0085"),
        ("contacts_created", "call", BEATRIZ): 1,
    }


def test_a_replay_of_the_log_gives_the_same_figures(service):
    for _ in range(5):
        receive(service, call_facts(new_id()) + contact_facts(new_id()))
    interval = example_of(telephony.AgentStateChanged)
    receive(service, [(interval, ANA, 1), (interval, ANA, 2)])
    before = figures(service)
    with service.database.transaction(ORGANIZATION) as session:
        row = session.scalars(select(KpiDay).limit(1)).one()
        row.value += 7
    assert figures(service) != before
    rebuild(service.service)
    assert figures(service) == before
    rebuild(service.service)
    assert figures(service) == before


def test_the_log_keeps_every_fact_once(service):
    receive(service, call_facts(new_id()))
    with service.database.reading(ORGANIZATION) as session:
        logged = list(session.scalars(select(LoggedFact).order_by(LoggedFact.position)))
    assert [row.type.split(".")[-2] for row in logged[1:]] == [
        "started",
        "ended",
        "classified",
        "classified",
        "priced",
    ]


@pytest.mark.parametrize(
    ("actor", "names"),
    [
        (viewer(ANA, "own", TEAM_ROLE), {"Ana"}),
        (viewer(ANA, "team", TEAM_ROLE), {"Ana"}),
        (viewer(CARLOS, "own", BOSS_ROLE), set()),
        (viewer(CARLOS, "team", BOSS_ROLE), {"Ana", "Beatriz"}),
        (viewer(CARLOS, "all", BOSS_ROLE), {"Ana", "Beatriz", ""}),
    ],
    ids=["agent", "agent without team", "boss alone", "boss with team", "boss with all"],
)
def test_figures_are_summed_over_the_owners_whom_one_may_see(service, actor, names):
    """X-8: a private figure does not leak through a sum."""
    receive(service, call_facts(new_id()))
    receive(service, call_facts(new_id(), agent_id=BEATRIZ))
    receive(service, call_facts(new_id(), agent_id=None, status="missed"))
    answer = kpis(service, actor)
    assert {agent["name"] for agent in answer["by_agent"]} == names
    assert answer["total"]["calls"] == len(names)


def test_another_organizations_calls_are_not_counted(service):
    receive(service, call_facts(new_id()))
    stranger = Actor(organization_id=new_id(), user_id=new_id(), is_administrator=True)
    assert kpis(service, stranger)["total"]["calls"] == 0


def test_the_dashboard_compares_the_range_with_the_one_before(service):
    receive(service, call_facts(new_id()))
    answer = service.client(BOSS).get("/api/v1/dashboards/calls?from=2026-03-03&to=2026-03-04")
    assert answer.json["range"]["total"]["calls"] == 0
    assert answer.json["before"]["calls"] == 1
    assert answer.json["today"]["calls"] == 0


@pytest.mark.parametrize(
    "query", ["from=2026-03-05&to=2026-03-01", "from=2020-01-01&to=2026-03-01", "from=x", "since=1"]
)
def test_a_range_that_cannot_be_is_refused(service, query):
    assert service.client(BOSS).get(f"/api/v1/kpis?{query}").status_code == 422


def test_who_may_not_see_figures_sees_none(service):
    nobody = Actor(organization_id=ORGANIZATION, user_id=ANA)
    assert service.client(nobody).get("/api/v1/kpis").status_code == 403


def test_an_interval_is_cut_at_midnight_of_the_zone():
    zone = ZoneInfo("America/Bogota")
    until = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)
    cells = of_interval(ANA, "available", until, 3_600, zone)
    assert {(cell.day.isoformat(), value) for cell, value in cells.items()} == {
        ("2026-03-02", 1_800),
        ("2026-03-03", 1_800),
    }


def test_open_dashboards_are_told_that_figures_changed(service):
    receive(service, call_facts(new_id())[:2])
    told = service.live("kpis.changed")
    assert set(told[-1]["users"]) == {str(ANA), str(BEATRIZ), str(CARLOS)}
