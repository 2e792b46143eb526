"""From the set of callbacks to the row, and what a changed row means for agents, facts, screens."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from chassis.clock import to_rfc3339
from chassis.db import Session
from chassis.events import record
from chassis.records import Share, grant, replace_grants
from contracts.telephony import CallEnded, CallStarted, FinalStatus
from services.telephony.agents import operations as agents
from services.telephony.calls.models import Call
from services.telephony.calls.records import CALL
from services.telephony.calls.state import (
    ENDED,
    RANK,
    CallState,
    LegStatus,
    agent_leg,
    fold,
    leg_statuses,
)
from services.telephony.calls.story import Story

PRICE_CHECKS = tuple(timedelta(seconds=s) for s in (10, 30, 120, 600, 3_600, 21_600))
"""When to ask for the price, counted from the former asking; after the last it stays unknown."""

LIVE_CHECK = timedelta(minutes=2)
"""How long a live call may be silent before the provider is asked what became of it."""


def refold(story: Story) -> None:
    """Compute the row anew from everything said of the call and act on what changed.

    Nothing changed means nothing written.
    """
    call, events = story.call, story.events
    state = fold(call.direction, events)
    was_ended = call.status in ENDED
    before = _visible(call)
    _apply(call, state)
    changed = _visible(call) != before
    if changed:
        call.touch()
    _move_agents(story.session, call, leg_statuses(events))
    if not changed:
        return
    if call.status in ENDED:
        _end(story, first_time=not was_ended)
    if not story.is_new:
        tell_screens(story, "call.ended" if call.status in ENDED else "call.updated")


def admit(story: Story) -> None:
    """Put a new call into the database and state that it exists. Once; later it does nothing."""
    if not story.is_new:
        return
    story.is_new = False
    call = story.call
    story.session.add(call)
    record(
        story.session,
        call,
        CallStarted(
            direction=call.direction,
            number_from=call.number_from,
            number_to=call.number_to,
            party=call.party,
            number_id=call.number_id,
            agent_id=call.agent_id,
            operator_ids=story.operators,
            started_at=call.started_at,
        ),
    )


def protect(story: Story) -> None:
    """Let the call's agent see it; one that is over and nobody's, everybody who answers its number
    (T-16).
    """
    call = story.call
    nobodys = call.agent_id is None and call.status in ENDED
    shares = [Share(user, "write") for user in story.operators] if nobodys else []
    if nobodys and not call.offered_to:
        grant(story.session, CALL, call.id, shares=shares)  # nobody had it: nothing to take away
    else:
        replace_grants(story.session, CALL, call, shares=shares, is_new=story.is_new)


def tell_screens(story: Story, kind: str) -> None:
    """Tell whom the call concerns: its agent, or the number's operators when nobody has it."""
    call = story.call
    users = [call.agent_id] if call.agent_id else story.operators
    story.session.tell(users, kind, live_view(call))


def live_view(call: Call) -> dict[str, object]:
    """The call as live messages carry it; the contact's name is asked for by GET, with access."""
    return {
        "id": str(call.id),
        "direction": call.direction,
        "status": call.status,
        "from": call.number_from,
        "to": call.number_to,
        "number_id": str(call.number_id) if call.number_id else None,
        "contact_id": str(call.contact_id) if call.contact_id else None,
        "agent_id": str(call.agent_id) if call.agent_id else None,
        "started_at": to_rfc3339(call.started_at),
        "answered_at": to_rfc3339(call.answered_at) if call.answered_at else None,
        "ended_at": to_rfc3339(call.ended_at) if call.ended_at else None,
        "duration_seconds": call.duration_seconds,
    }


def _visible(call: Call) -> tuple[object, ...]:
    return (
        call.status,
        call.agent_id,
        call.started_at,
        call.answered_at,
        call.ended_at,
        call.duration_seconds,
    )


def _apply(call: Call, state: CallState) -> None:
    call.status = state.status
    call.started_at = state.started_at or call.started_at
    call.answered_at = state.answered_at
    call.ended_at = state.ended_at
    call.duration_seconds = state.duration_seconds
    if state.attempt is not None and state.attempt <= len(call.offered_to):
        call.agent_id = UUID(call.offered_to[state.attempt - 1])
    elif state.status == "missed":
        call.agent_id = None


def _move_agents(session: Session, call: Call, legs: dict[str, LegStatus]) -> None:
    """Bring the agents who are in this call in line with what became of their legs.

    Only those are locked (a former operator may be in another call by now), in the order of their
    ids, so that two calls never wait for each other.
    """
    answered_by = call.agent_id if call.answered_at is not None else None
    if not call.offered_to:
        return
    attempts = {UUID(user): number for number, user in enumerate(call.offered_to, start=1)}
    known = agents.known_agents(session, list(attempts))
    here = {user for user, agent in known.items() if agent.call_id == call.id}
    if answered_by is not None and call.status == "in_progress":
        here.add(answered_by)
    for user_id in sorted(here):
        leg = legs.get(agent_leg(attempts.get(user_id, 0)))
        if user_id == answered_by and call.status == "in_progress":
            agents.connect(session, user_id, call.id, at=call.answered_at or call.started_at)
        elif user_id == answered_by:
            agents.wrap_up(session, user_id, call.id, classified=call.classified_at is not None)
            agents.release(session, user_id, call.id)
        elif call.status in ENDED or (leg is not None and RANK[leg] > RANK["in_progress"]):
            agents.release(session, user_id, call.id)
        elif leg == "ringing":
            agents.ring(session, user_id, call.id)


def _end(story: Story, *, first_time: bool) -> None:
    """State the end. A later word that corrects it is stated again, with a higher version."""
    call = story.call
    assert call.ended_at is not None
    if first_time:
        call.check_due_at = call.ended_at + PRICE_CHECKS[0]
        call.check_step = 0
    was_new = story.is_new
    protect(story)
    admit(story)
    record(
        story.session,
        call,
        CallEnded(
            direction=call.direction,
            status=cast("FinalStatus", call.status),
            number_from=call.number_from,
            number_to=call.number_to,
            party=call.party,
            number_id=call.number_id,
            agent_id=call.agent_id,
            operator_ids=story.operators,
            contact_id=call.contact_id,
            started_at=call.started_at,
            answered_at=call.answered_at,
            ended_at=call.ended_at,
            duration_seconds=call.duration_seconds or 0,
        ),
    )
    if was_new:
        tell_screens(story, "call.ended")
