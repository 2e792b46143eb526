"""A call in hand: its row, locked, and everything that was said of it, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from sqlalchemy import bindparam, select

from chassis.clock import now
from chassis.db import Session
from services.telephony.calls.models import Call, CallCallback
from services.telephony.calls.state import LegEvent, LegStatus, Source
from services.telephony.numbers.operations import operators_of
from services.telephony.projections import KnownContact

# Made once: to put a statement together costs as much as to execute it.
_SAID = select(
    CallCallback.dedup_key,
    CallCallback.kind,
    CallCallback.answer,
    CallCallback.leg,
    CallCallback.leg_status,
    CallCallback.said_by,
    CallCallback.at,
    CallCallback.duration_seconds,
).where(
    (CallCallback.call_id == bindparam("call_id"))
    | (
        (CallCallback.account_sid == bindparam("account_sid"))
        & (CallCallback.parent_call_id == bindparam("provider_call_id"))
        & CallCallback.call_id.is_(None)
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that was said: under which name, by which kind of callback, how it was answered."""

    dedup_key: str
    kind: str
    answer: str
    event: LegEvent | None


@dataclass
class Story:
    """The call and what is known of it in this transaction.

    `is_new`: the row is not in the database yet; `folding.admit` puts it there, complete. A new
    one also carries the `contact` that its number was looked up for.
    """

    session: Session
    call: Call
    words: list[Word] = field(default_factory=list)
    is_new: bool = False
    contact: KnownContact | None = None

    @cached_property
    def operators(self) -> list[UUID]:
        """Who answers the number that was called."""
        return operators_of(self.session, self.call.number_id)

    @property
    def events(self) -> list[LegEvent]:
        """What the fold reads."""
        return [word.event for word in self.words if word.event is not None]

    def add_own_word(
        self, *, leg: str, status: LegStatus, said_by: Source, duration: int | None = None
    ) -> bool:
        """Put what we know ourselves into the set; False when it is there already."""
        key = f"own:{self.call.id}:{leg}:{said_by}:{status}"
        if any(word.dedup_key == key for word in self.words):
            return False
        moment = now()
        self.session.add(
            CallCallback(
                account_sid=self.call.account_sid,
                dedup_key=key,
                kind="own",
                call_id=self.call.id,
                provider_call_id=self.call.provider_call_id,
                leg=leg,
                leg_status=status,
                said_by=said_by,
                duration_seconds=duration,
                at=moment,
                received_at=moment,
                parameters={},
                answer="",
            )
        )
        event = LegEvent(leg=leg, status=status, at=moment, source=said_by, duration=duration)
        self.words.append(Word(key, "own", "", event))
        return True


def take_up(session: Session, call_id: UUID) -> Story:
    """Lock a call and read what was said of it. Raises NotFound."""
    return tell(session, session.lock(Call, call_id))


def tell(
    session: Session, call: Call, *, is_new: bool = False, contact: KnownContact | None = None
) -> Story:
    """Read what was said of a call that the caller has locked or is about to make.

    Words about its operators' legs that came before anybody knew of the call count too.
    """
    names = {
        "call_id": call.id,
        "account_sid": call.account_sid,
        "provider_call_id": call.provider_call_id,
    }
    rows = session.execute(_SAID, names)
    return Story(session, call, _words(rows.all()), is_new, contact)


def _words(rows: Sequence[Any]) -> list[Word]:
    words = []
    for key, kind, answer, leg, status, said_by, at, duration in rows:
        event = None
        if leg is not None and status is not None:
            event = LegEvent(
                leg=leg,
                status=cast("LegStatus", status),
                at=at,
                source=cast("Source", said_by),
                duration=duration,
            )
        words.append(Word(key, kind, answer, event))
    return words
