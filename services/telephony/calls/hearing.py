"""What a callback does: kept once, folded into its call, answered; all in one short transaction.

No call elsewhere is made here: a caller waits on the line. A repeat finds the row that the first
one wrote and gets the same answer; two copies at once meet at the unique key, where the second
waits for the first and then reads its answer.
"""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import bindparam, select, update

from chassis import phones
from chassis.clock import now
from chassis.db import Session, insert_many
from chassis.ids import new_id
from chassis.records import search_text
from services.telephony.calls.folding import LIVE_CHECK, admit, refold
from services.telephony.calls.models import Call, CallCallback
from services.telephony.calls.offers import Line, contact_of, give_up, offer_next, ring_again
from services.telephony.calls.said import Said
from services.telephony.calls.state import ENDED
from services.telephony.calls.story import Story, take_up, tell
from services.telephony.providers import twiml
from services.telephony.providers.models import CallRoute

_ANSWERED = (
    update(CallCallback)
    .where(CallCallback.id == bindparam("kept"))
    .values(answer=bindparam("said"))
    .execution_options(synchronize_session=False)
)

NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response />'


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a callback belongs. `from_ourselves`: the other side is a number of ours (O-32)."""

    organization_id: UUID
    call_id: UUID | None
    number_id: UUID | None
    from_ourselves: bool


def hear(session: Session, said: Said, *, where: Where, provider: str, line: Line) -> str:
    """Take one callback in and return the answer, which is an empty document where none is
    expected. A repeat changes nothing and returns the first answer.
    """
    kept = new_id()
    call_id = where.call_id or (None if said.parent_call_id else new_id())
    if not _keep(session, said, kept, call_id):
        return _stored(session, said)
    if call_id is None:
        return NOTHING
    if where.call_id is not None:
        story = take_up(session, call_id)
    else:
        story = _open(session, said, kept, call_id, where=where, provider=provider, line=line)
    answer = _answer(story, said, line)
    admit(story)
    _look_again_later(story.call)
    if answer != NOTHING:
        session.execute(_ANSWERED, {"kept": kept, "said": answer})
    return answer


def _answer(story: Story, said: Said, line: Line) -> str:
    call = story.call
    refold(story)
    if said.kind == "incoming":
        return _incoming(story, said, line)
    if said.kind == "dial":
        return _after_dial(story, said, line)
    if said.kind == "fallback":
        if call.status not in ENDED and call.answered_at is None:
            give_up(story)
        return twiml.apologise(twiml.TROUBLE)
    return NOTHING


def _incoming(story: Story, said: Said, line: Line) -> str:
    """Answer the first word of a call. Asked twice under two names, it says the same twice."""
    for word in story.words:
        if word.kind == "incoming" and word.dedup_key != said.dedup_key:
            return word.answer
    if story.call.status in ENDED:
        return twiml.hang_up()
    return offer_next(story, line)


def _after_dial(story: Story, said: Said, line: Line) -> str:
    """An operator's leg is over: the call is over too, or the next operator rings."""
    call = story.call
    if call.status in ENDED or call.answered_at is not None:
        return twiml.hang_up()
    if said.attempt is not None and said.attempt < len(call.offered_to):
        return ring_again(call, line)
    return offer_next(story, line)


def _keep(session: Session, said: Said, kept: UUID, call_id: UUID | None) -> bool:
    """Insert the callback; False when it was kept before, by another transaction too."""
    row = {
        "id": kept,
        "account_sid": said.account_sid,
        "dedup_key": said.dedup_key,
        "kind": said.kind,
        "call_id": call_id,
        "provider_call_id": said.provider_call_id,
        "parent_call_id": said.parent_call_id,
        "leg": said.leg,
        "leg_status": said.status if said.leg else None,
        "said_by": "provider",
        "duration_seconds": said.duration,
        "at": said.at,
        "received_at": said.received_at,
        "parameters": dict(said.parameters),
        "answer": NOTHING,
    }
    return insert_many(session, CallCallback, [row], ignore_known=True) == 1


def _stored(session: Session, said: Said) -> str:
    first = session.scalars(
        select(CallCallback.answer).where(
            CallCallback.account_sid == said.account_sid,
            CallCallback.dedup_key == said.dedup_key,
        )
    ).one_or_none()
    return first or NOTHING


def _open(
    session: Session,
    said: Said,
    kept: UUID,
    call_id: UUID,
    *,
    where: Where,
    provider: str,
    line: Line,
) -> Story:
    """Begin the story of a call that was not known a moment ago.

    Two first words at once meet at the route's key; the second goes on with the first one's call.
    """
    route = {
        "account_sid": said.account_sid,
        "provider_call_id": said.provider_call_id,
        "organization_id": session.organization,
        "call_id": call_id,
    }
    if not insert_many(session, CallRoute, [route], ignore_known=True):
        known = session.scalars(
            select(CallRoute.call_id).where(
                CallRoute.account_sid == said.account_sid,
                CallRoute.provider_call_id == said.provider_call_id,
            )
        ).one()
        adopted = update(CallCallback).where(CallCallback.id == kept).values(call_id=known)
        session.execute(adopted.execution_options(synchronize_session=False))
        return take_up(session, known)
    outside = read_number(said.their_number, line.region)
    party = outside.e164 if outside and not where.from_ourselves else None
    contact = contact_of(session, party)
    call = _new_call(session, said, call_id, where=where, provider=provider)
    call.party = party
    call.contact_id = contact.contact_id if contact else None
    return tell(session, call, is_new=True, contact=contact)


def _new_call(session: Session, said: Said, call_id: UUID, *, where: Where, provider: str) -> Call:
    return Call(
        id=call_id,
        organization_id=session.organization,
        direction="inbound" if said.is_inbound else "outbound",
        status="queued",
        number_from=said.number_from,
        number_to=said.number_to,
        number_id=where.number_id,
        offered_to=[],
        started_at=said.at,
        note="",
        provider=provider,
        account_sid=said.account_sid,
        provider_call_id=said.provider_call_id,
        check_due_at=now() + LIVE_CHECK,
        check_step=0,
        search_text=search_text(phones=(said.number_from, said.number_to)),
    )


def _look_again_later(call: Call) -> None:
    """A live call that just spoke is not silent; moved on only when the look is near."""
    moment = now()
    due = call.check_due_at
    if call.status not in ENDED and (due is None or due < moment + LIVE_CHECK / 2):
        call.check_due_at = moment + LIVE_CHECK


@lru_cache(maxsize=4_096)
def read_number(text: str, region: str) -> phones.Phone | None:
    """Read a number as carriers write it; remembered, since a call says the same two many times."""
    return phones.parse(text, region)


def spellings(number: str, region: str) -> tuple[str, ...]:
    """Every form under which a number of ours may be stored, the written one included."""
    phone = read_number(number, region)
    return (number, *phones.variants(phone.e164)) if phone else (number,)
