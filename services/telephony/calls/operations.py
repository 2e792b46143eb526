"""What people do with calls: answer, reject, hang up, say how it went."""

from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Forbidden, Invalid
from chassis.events import record
from chassis.identity.actor import Actor
from contracts.telephony import CallClassified
from services.telephony.agents import operations as agents
from services.telephony.agents.models import Agent
from services.telephony.calls.folding import refold, tell_screens
from services.telephony.calls.models import Call
from services.telephony.calls.offers import command, withdraw_offer
from services.telephony.calls.state import ENDED, agent_leg
from services.telephony.calls.story import Story, take_up
from services.telephony.dispositions.models import CallDisposition


def answer_call(session: Session, actor: Actor, call_id: UUID) -> Call:
    """Take the call that rings at the actor's. Again by the same agent: nothing changes.

    Where the browser's own leg answers at the provider this is the acknowledgement; where it does
    not, a job tells the provider. Raises Conflict when the call is over or rings elsewhere.
    """
    story = take_up(session, call_id)
    call = story.call
    if call.answered_at is not None and call.agent_id == actor.user_id:
        return call
    if call.status in ENDED:
        raise Conflict("call_ended")
    if not _is_offered(call, actor):
        raise Conflict("call_offered_to_another")
    attempt = len(call.offered_to)
    story.add_own_word(leg=agent_leg(attempt), status="in_progress", said_by="agent")
    command(session, call, "answer", user_id=actor.user_id)
    refold(story)
    if call.answered_at is None:
        raise Conflict("call_offered_to_another")
    return call


def reject_call(session: Session, actor: Actor, call_id: UUID) -> Call:
    """Let the call go on to the next operator. Raises Conflict when it is not ringing here."""
    call = session.lock(Call, call_id)
    if call.status in ENDED:
        return call
    if call.answered_at is not None:
        raise Conflict("call_already_answered")
    if actor.user_id is None or str(actor.user_id) not in call.offered_to:
        raise Conflict("call_offered_to_another")
    return withdraw_offer(session, call_id, actor.user_id)


def hang_up_call(session: Session, actor: Actor, call_id: UUID) -> Call:
    """End the call for both. Over already: nothing changes. Ringing at the actor's: a rejection.

    Raises Forbidden for somebody else's call unless the actor is an administrator.
    """
    call = session.lock(Call, call_id)
    if call.status in ENDED:
        return call
    if call.agent_id != actor.user_id and not actor.is_administrator:
        raise Forbidden("call_of_another_agent")
    if call.answered_at is None and _is_offered(call, actor):
        return reject_call(session, actor, call_id)
    command(session, call, "hang_up", user_id=actor.user_id)
    return call


def classify_call(
    session: Session, actor: Actor, call_id: UUID, *, disposition_id: UUID | None, note: str
) -> Call:
    """Say how a call went (T-32): the wrap-up ends and the agent is free again.

    May be said once more, the last word holds. Raises Conflict while nobody has answered yet,
    Forbidden for somebody else's call unless the actor is an administrator, Invalid for an
    outcome that does not exist or is retired.
    """
    call = session.lock(Call, call_id)
    if call.answered_at is None and call.status not in ENDED:
        raise Conflict("call_not_answered")
    theirs = call.agent_id in (None, actor.user_id) or actor.is_administrator
    if not theirs:
        raise Forbidden("call_of_another_agent")
    disposition = _disposition(session, disposition_id)
    call.disposition_id = disposition_id
    call.note = note
    call.classified_at = now()
    call.touch()
    record(
        session,
        call,
        CallClassified(
            disposition_id=disposition_id,
            disposition=disposition.name if disposition else None,
            note=note,
            agent_id=call.agent_id or actor.user_id,
            contact_id=call.contact_id,
        ),
    )
    if call.agent_id is not None and call.status in ENDED:
        agents.finish_wrap_up(session, call.agent_id, call.id)
    tell_screens(Story(session, call), "call.updated")
    return call


def current_call_ids(session: Session, user_id: UUID) -> list[UUID]:
    """Find what the agent has in hand: the ringing or running call, or the one to classify."""
    call_ids = session.scalars(select(Agent.call_id).where(Agent.user_id == user_id))
    return [call_id for call_id in call_ids if call_id is not None]


def _is_offered(call: Call, actor: Actor) -> bool:
    return bool(call.offered_to) and call.offered_to[-1] == str(actor.user_id)


def _disposition(session: Session, disposition_id: UUID | None) -> CallDisposition | None:
    if disposition_id is None:
        return None
    found = session.scalars(
        select(CallDisposition).where(CallDisposition.id == disposition_id)
    ).one_or_none()
    if found is None or not found.is_active:
        raise Invalid("invalid_fields", FieldError("disposition_id", "unknown_disposition"))
    return found
