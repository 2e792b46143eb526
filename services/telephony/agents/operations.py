"""What can happen to an agent: every step goes through `move`, so the ledger has no gap."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import case, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import now, to_rfc3339
from chassis.db import Database, Session
from chassis.errors import Conflict
from chassis.events import record
from chassis.ids import new_id
from contracts.telephony import AgentStateChanged
from services.telephony.agents.models import Agent, AgentInterval
from services.telephony.agents.states import WITH_CALL, AgentState, ChosenState, may_move

_RENEWED_AFTER = timedelta(seconds=3)


def lock_agent(session: Session, user_id: UUID) -> Agent:
    """Return the user's agent row, locked; made as offline where it does not exist yet."""
    found = _locked(session, user_id)
    if found is not None:
        return found
    moment = now()
    made_id = session.scalars(
        insert(Agent)
        .values(
            id=new_id(),
            organization_id=session.organization,
            user_id=user_id,
            state="offline",
            reason="",
            since=moment,
            lease_until=moment,
        )
        .on_conflict_do_nothing(index_elements=["organization_id", "user_id"])
        .returning(Agent.id)
    ).one_or_none()
    agent = _locked(session, user_id)
    assert agent is not None
    if made_id is not None:
        _begin(session, agent)
    return agent


def move(
    session: Session,
    agent: Agent,
    to: AgentState,
    *,
    reason: str = "",
    call_id: UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Take a step of the table; the interval before it ends where the new one begins.

    Raises Conflict when the table has no such step. `agent` is locked by the caller. Moments never
    run backwards: one before the present interval's start counts as its start.
    """
    if agent.state == to and agent.call_id == call_id and agent.reason == reason:
        return
    if agent.state != to and not may_move(agent.state, to):
        raise Conflict("agent_state_conflict", params={"state": agent.state, "wanted": to})
    moment = max(at or now(), agent.since)
    previous, lasted = agent.state, moment - agent.since
    session.execute(
        update(AgentInterval)
        .where(AgentInterval.agent_id == agent.id, AgentInterval.ended_at.is_(None))
        .values(ended_at=moment)
        .execution_options(synchronize_session=False)
    )
    agent.state, agent.reason, agent.call_id = to, reason, call_id
    agent.since = moment
    agent.idle_since = moment if to == "available" else None
    if to not in WITH_CALL:
        agent.after_call = None
    agent.touch()
    _begin(session, agent)
    record(
        session,
        agent,
        AgentStateChanged(
            user_id=agent.user_id,
            state=to,
            previous=previous,
            reason=reason,
            since=moment,
            previous_seconds=int(lasted.total_seconds()),
        ),
    )
    session.tell([agent.user_id], "agent.state", live_view(agent))


def choose_state(
    session: Session, user_id: UUID, state: ChosenState, *, reason: str, lease: timedelta
) -> Agent:
    """Do what the agent asks: at once, or after the call that they are in.

    Choosing a state is a sign of life, so the lease is renewed.
    """
    agent = lock_agent(session, user_id)
    agent.lease_until = now() + lease
    if agent.state in WITH_CALL:
        agent.after_call = None if state == "available" else state
        agent.touch()
        return agent
    move(session, agent, state, reason=reason if state == "paused" else "")
    return agent


def reserve(
    session: Session,
    call_id: UUID,
    *,
    operators: Collection[UUID],
    preferred: Collection[UUID] = (),
) -> Agent | None:
    """Take one available operator for a call, so that no other call can: the preferred first, then
    the longest idle. Rows that another transaction is taking are skipped, not waited for.

    Returns None when nobody is available. An agent whose lease has passed is not there.
    """
    if not operators:
        return None
    chosen = (
        select(Agent)
        .where(
            Agent.user_id.in_(operators),
            Agent.state == "available",
            Agent.lease_until > now(),
        )
        .order_by(
            case((Agent.user_id.in_(preferred or [UUID(int=0)]), 0), else_=1),
            Agent.idle_since,
            Agent.id,
        )
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    agent = session.scalars(chosen).first()
    if agent is not None:
        move(session, agent, "reserved", call_id=call_id)
    return agent


def connect(session: Session, user_id: UUID, call_id: UUID, *, at: datetime) -> None:
    """The agent talks in this call now."""
    agent = lock_agent(session, user_id)
    if agent.state != "on_call" or agent.call_id != call_id:
        move(session, agent, "on_call", call_id=call_id, at=at)


def ring(session: Session, user_id: UUID, call_id: UUID) -> None:
    """The agent's browser rings for this call."""
    agent = lock_agent(session, user_id)
    if agent.state == "reserved" and agent.call_id == call_id:
        move(session, agent, "ringing", call_id=call_id)


def release(session: Session, user_id: UUID, call_id: UUID) -> None:
    """The call no longer rings this agent: free again, at the end of the line of idle ones."""
    agent = lock_agent(session, user_id)
    if agent.call_id == call_id and agent.state in {"reserved", "ringing"}:
        _after(session, agent, otherwise="available")


def wrap_up(session: Session, user_id: UUID, call_id: UUID, *, classified: bool) -> None:
    """The agent's call is over: time to say how it went, unless that was said already."""
    agent = lock_agent(session, user_id)
    if agent.call_id != call_id or agent.state != "on_call":
        return
    if classified:
        _after(session, agent, otherwise="available")
        return
    after = agent.after_call
    move(session, agent, "wrapup", call_id=call_id)
    agent.after_call = after


def finish_wrap_up(session: Session, user_id: UUID, call_id: UUID) -> None:
    """The call is classified: the agent is free, or as they asked to be after it."""
    agent = lock_agent(session, user_id)
    if agent.call_id == call_id and agent.state == "wrapup":
        _after(session, agent, otherwise="available")


def live_view(agent: Agent) -> dict[str, str | None]:
    """What the agent's own screens are told of a new state."""
    return {
        "user_id": str(agent.user_id),
        "state": agent.state,
        "reason": agent.reason,
        "since": to_rfc3339(agent.since),
        "call_id": str(agent.call_id) if agent.call_id else None,
        "after_call": agent.after_call,
    }


def _after(session: Session, agent: Agent, *, otherwise: AgentState) -> None:
    wanted: AgentState = otherwise
    if agent.after_call == "paused":
        wanted = "paused"
    elif agent.after_call == "offline" or agent.lease_until < now():
        wanted = "offline"
    move(session, agent, wanted)


def _locked(session: Session, user_id: UUID) -> Agent | None:
    return session.scalars(
        select(Agent)
        .where(Agent.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _begin(session: Session, agent: Agent) -> None:
    session.add(
        AgentInterval(
            organization_id=agent.organization_id,
            agent_id=agent.id,
            user_id=agent.user_id,
            state=agent.state,
            reason=agent.reason,
            call_id=agent.call_id,
            started_at=agent.since,
        )
    )


def known_agents(session: Session, user_ids: Sequence[UUID]) -> dict[UUID, Agent]:
    """Read several agents without locking; a user who never opened the softphone has none."""
    rows = session.scalars(select(Agent).where(Agent.user_id.in_(user_ids)))
    return {agent.user_id: agent for agent in rows}


def renew_lease(database: Database, agent: Agent, lease: timedelta) -> None:
    """Note a sign of life in a transaction of its own; at most every few seconds.

    It changes neither state nor version, so it meets no reader and states no fact.
    """
    if agent.lease_until - now() > lease - _RENEWED_AFTER:
        return
    with database.transaction(agent.organization_id) as session:
        session.execute(
            update(Agent)
            .where(Agent.id == agent.id, Agent.state != "offline")
            .values(lease_until=now() + lease)
        )
