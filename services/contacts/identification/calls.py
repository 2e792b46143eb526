"""A call as this service understands it: telephony's facts translated at the edge."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which version of the call said it, in which life of telephony's database."""

    incarnation: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCall:
    """What is known of a call from its beginning.

    `party` is the outside number as written, None where it cannot be one; `own` the organization's
    side; `operator_ids` who may see a contact that the call makes until somebody takes it.
    """

    id: UUID
    direction: Literal["inbound", "outbound"]
    party: str | None
    own: str
    agent_id: UUID | None
    operator_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a call ended. `contact_id` is set when telephony already knew whose call it was."""

    status: str
    contact_id: UUID | None
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    duration_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an agent said about a call."""

    disposition_id: UUID | None
    disposition: str | None
    note: str
