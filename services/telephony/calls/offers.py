"""Whom a call is offered to: reserve, ring, and go on to the next until somebody answers."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from chassis import phones
from chassis.clock import now
from chassis.db import Session
from services.telephony.agents import operations as agents
from services.telephony.calls.folding import admit, live_view, protect, refold
from services.telephony.calls.models import Call, CallCommand
from services.telephony.calls.state import CUSTOMER, ENDED, agent_leg
from services.telephony.calls.story import Story, take_up
from services.telephony.projections import KnownContact, KnownPhone
from services.telephony.providers import twiml

_WHOSE = (
    select(KnownContact)
    .join(KnownPhone, KnownPhone.contact_id == KnownContact.contact_id)
    .where(KnownPhone.e164.in_(bindparam("numbers", expanding=True)), ~KnownContact.is_discarded)
    .order_by(KnownContact.contact_id)
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a webhook's answer is made of: the address of ours, how long a browser rings, region."""

    public_url: str
    ring_seconds: int
    region: str


def offer_next(story: Story, line: Line) -> str:
    """Offer the call to the next operator and return what the provider shall do.

    The contact's own people come first, then the longest idle; nobody twice. When nobody is
    available the call is given up: politely, in Spanish, and it counts as missed.
    """
    session, call = story.session, story.call
    tried = {UUID(user) for user in call.offered_to}
    waiting = [user for user in story.operators if user not in tried]
    preferred = _preferred(story) if len(waiting) > 1 else []
    agent = agents.reserve(session, call.id, operators=waiting, preferred=preferred)
    if agent is None:
        give_up(story)
        return twiml.apologise(twiml.NOBODY if call.number_id else twiml.UNCONFIGURED)
    call.offered_to = [*call.offered_to, str(agent.user_id)]
    call.agent_id = agent.user_id
    call.touch()
    protect(story)
    admit(story)
    session.tell([agent.user_id], "call.ringing", {**live_view(call), "status": "ringing"})
    return ring_again(call, line)


def ring_again(call: Call, line: Line) -> str:
    """Return the document that rings the operator whom the call is offered to now."""
    return twiml.ring_operator(
        user_id=UUID(call.offered_to[-1]),
        call_id=call.id,
        attempt=len(call.offered_to),
        ring_seconds=line.ring_seconds,
        public_url=line.public_url,
    )


def give_up(story: Story) -> None:
    """Nobody is left to answer: part of what is known of the call, like a callback."""
    story.add_own_word(leg=CUSTOMER, status="no_answer", said_by="gave_up")
    refold(story)


def withdraw_offer(session: Session, call_id: UUID, user_id: UUID) -> Call:
    """Take the call from an operator who rejects it or is gone, and tell the provider to go on."""
    story = take_up(session, call_id)
    call = story.call
    if call.status in ENDED or call.answered_at or not call.offered_to:
        return call
    if call.offered_to[-1] != str(user_id):
        return call
    if story.add_own_word(leg=agent_leg(len(call.offered_to)), status="busy", said_by="agent"):
        command(session, call, "reject", user_id=user_id)
        refold(story)
    return call


def command(session: Session, call: Call, verb: str, *, user_id: UUID | None) -> None:
    """Intend an effect at the provider; a job carries it out after the commit."""
    session.add(
        CallCommand(
            call_id=call.id,
            verb=verb,
            attempt=len(call.offered_to),
            user_id=user_id,
            due_at=now(),
        )
    )
    session.wake("carry_out_commands")


def contact_of(session: Session, e164: str | None) -> KnownContact | None:
    """Find whose number it is; of several people who share it, the one known first."""
    if e164 is None:
        return None
    return session.scalars(_WHOSE, {"numbers": phones.variants(e164)}).first()


def _preferred(story: Story) -> list[UUID]:
    contact = story.contact
    if not story.is_new:
        contact = contact_of(story.session, story.call.party)
    if contact is None:
        return []
    return [*contact.manager_ids, *([contact.owner_id] if contact.owner_id else [])]
