"""Agents: reserved once, at the desk or not, and a ledger without gaps."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from chassis.clock import now
from chassis.errors import Conflict
from services.telephony.agents.models import Agent, AgentInterval
from services.telephony.agents.operations import choose_state, lock_agent, move, reserve
from services.telephony.agents.states import TRANSITIONS, may_move
from services.telephony.tests.conftest import Carrier, Desk, sid
from services.telephony.tests.test_inbound import rung


def ledger(desk: Desk, user_id: UUID) -> Sequence[AgentInterval]:
    """The agent's intervals in order."""
    with desk.telephony.database.reading(desk.organization_id) as session:
        return session.scalars(
            select(AgentInterval)
            .where(AgentInterval.user_id == user_id)
            .order_by(AgentInterval.started_at, AgentInterval.id)
        ).all()


def lapse(desk: Desk, user_id: UUID) -> None:
    """Let the agent's lease have passed."""
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(
            update(Agent)
            .where(Agent.user_id == user_id)
            .values(lease_until=now() - timedelta(seconds=1))
        )


def test_callers_at_once_never_get_the_same_operator(desk: Desk, carrier: Carrier) -> None:
    """Defect 2 of the peer: two callers, one agent. Eight callers, five operators: five rung."""
    operators = tuple(desk.member(name=f"Op {n}") for n in range(5))
    desk.link(operators=operators)
    for operator in operators:
        desk.available(operator)
    answers: list[Any] = []
    gate = threading.Barrier(8)

    def call(number: int) -> None:
        gate.wait()
        answers.append(carrier.incoming(sid(number)))

    threads = [threading.Thread(target=call, args=(n,)) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [a.status_code for a in answers] == [200] * 8
    rings = [who for who in map(rung, answers) if who is not None]
    assert len(rings) == len(set(rings)) == 5
    assert {desk.state_of(operator) for operator in operators} == {"reserved"}
    assert len(desk.calls("?status=missed")) == 3


def test_the_longest_idle_is_rung_first(desk: Desk, carrier: Carrier) -> None:
    """Fair among agents: who has waited longest is next."""
    early, late = desk.member(), desk.member()
    desk.link(operators=(late, early))
    desk.available(early)
    desk.available(late)
    assert rung(carrier.incoming(sid(1))) == f"agent_{early.hex}"
    assert rung(carrier.incoming(sid(2))) == f"agent_{late.hex}"


def test_an_agent_whose_tab_is_closed_is_not_offered_a_call(desk: Desk, carrier: Carrier) -> None:
    """Pitfall 5: the lease decides at once, the sweep says so a moment later."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    lapse(desk, agent)
    assert rung(carrier.incoming(sid(1))) is None
    desk.telephony.run_sweep("end_lapsed_leases")
    assert desk.state_of(agent) == "offline"
    assert ledger(desk, agent)[-1].reason == "lease_ended"


def test_a_tab_closed_while_ringing_sends_the_call_on(desk: Desk, carrier: Carrier) -> None:
    """Pitfall 5: the offer is withdrawn, the provider is told, the agent is offline."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    carrier.incoming(sid(1))
    lapse(desk, agent)
    desk.telephony.run_sweep("end_lapsed_leases")
    assert desk.state_of(agent) == "offline"
    woken = [e.content["job"] for e in desk.telephony.effects if e.kind == "job"]
    assert "carry_out_commands" in woken


def test_an_agent_who_talks_is_left_alone(desk: Desk, carrier: Carrier) -> None:
    """A reload during the call takes a while; the leg tells when it is over."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    carrier.incoming(sid(1))
    call_id = desk.calls()[0]["id"]
    desk.client(agent).post(f"/api/v1/calls/{call_id}/answer")
    lapse(desk, agent)
    desk.telephony.run_sweep("end_lapsed_leases")
    assert desk.state_of(agent) == "on_call"
    (shown,) = desk.client(agent).get("/api/v1/calls/current").json["items"]
    assert shown["id"] == call_id


def test_asking_for_the_current_call_renews_the_lease(desk: Desk) -> None:
    """The softphone's question every 5 s is the heartbeat; it states no fact and bumps nothing."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(update(Agent).values(lease_until=now() + timedelta(seconds=2)))
    facts = len(desk.facts("telephony.agent.state_changed"))
    desk.client(agent).get("/api/v1/calls/current")
    with desk.telephony.database.reading(desk.organization_id) as session:
        lease = session.scalars(select(Agent.lease_until)).one()
    assert lease > now() + timedelta(seconds=10)
    assert len(desk.facts("telephony.agent.state_changed")) == facts


def test_a_pause_asked_for_in_a_call_begins_after_it(desk: Desk, carrier: Carrier) -> None:
    """Beyond 9: nobody is torn out of a call, and the wish is kept."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    carrier.incoming(sid(1))
    call_id = desk.calls()[0]["id"]
    client = desk.client(agent)
    client.post(f"/api/v1/calls/{call_id}/answer")
    chosen = client.put("/api/v1/agents/me/state", json={"state": "paused", "reason": "Almuerzo"})
    assert (chosen.json["state"], chosen.json["after_call"]) == ("on_call", "paused")
    carrier.post(
        "voice/status",
        {
            "CallSid": sid(1),
            "CallStatus": "completed",
            "Direction": "inbound",
            "From": "x",
            "To": "y",
            "SequenceNumber": "3",
        },
    )
    assert desk.state_of(agent) == "wrapup"
    client.post(f"/api/v1/calls/{call_id}/disposition", json={"note": "ok"})
    assert desk.state_of(agent) == "paused"


def test_only_operators_can_be_available(desk: Desk) -> None:
    """T-08: only the users ticked at a number have a telephone."""
    stranger = desk.member()
    desk.link()
    refused = desk.client(stranger).put("/api/v1/agents/me/state", json={"state": "available"})
    assert (refused.status_code, refused.json["code"]) == (403, "not_an_operator")
    assert desk.client(stranger).post("/api/v1/softphone/credentials").status_code == 403
    unknown = desk.client(stranger).put("/api/v1/agents/me/state", json={"state": "ringing"})
    assert unknown.status_code == 422


def test_the_list_of_agents_has_names_and_states(desk: Desk) -> None:
    """T-05: every operator, present or not."""
    here, away = desk.member(name="Berta"), desk.member(name="Abel")
    desk.link(operators=(here, away))
    desk.available(here)
    items = desk.client().get("/api/v1/agents").json["items"]
    assert [(i["name"], i["state"]) for i in items] == [("Abel", "offline"), ("Berta", "available")]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(list(TRANSITIONS)), max_size=15))
def test_intervals_touch_and_never_overlap(desk: Desk, steps: list[Any]) -> None:
    """Beyond 9: the sum of the intervals is the shift, whatever was tried."""
    user_id = desk.member()
    for step in steps:
        with desk.telephony.database.transaction(desk.organization_id) as session:
            agent = lock_agent(session, user_id)
            if agent.state == step or may_move(agent.state, step):
                move(session, agent, step)
            else:
                with pytest.raises(Conflict):
                    move(session, agent, step)
    intervals = ledger(desk, user_id)
    assert all(one.ended_at == two.started_at for one, two in pairwise(intervals))
    assert [i for i in intervals if i.ended_at is None] == list(intervals[-1:])
    shift = (intervals[-1].started_at - intervals[0].started_at) if intervals else timedelta()
    assert sum((i.ended_at - i.started_at for i in intervals[:-1]), timedelta()) == shift


def test_two_callers_and_one_operator_locked_in_another_transaction(desk: Desk) -> None:
    """SKIP LOCKED: a reservation in flight is skipped, not waited for."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    database = desk.telephony.database
    with database.transaction(desk.organization_id) as first:
        assert reserve(first, UUID(int=1), operators=[agent]) is not None
        with database.transaction(desk.organization_id) as second:
            assert reserve(second, UUID(int=2), operators=[agent]) is None


def test_choosing_a_state_twice_states_it_once(desk: Desk) -> None:
    """Idempotent: the second click changes nothing."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    facts = len(desk.facts("telephony.agent.state_changed"))
    with desk.telephony.database.transaction(desk.organization_id) as session:
        choose_state(session, agent, "available", reason="", lease=timedelta(seconds=15))
    assert len(desk.facts("telephony.agent.state_changed")) == facts == 1
