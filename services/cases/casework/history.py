"""What is written into the history of a case: who did what, and what it was before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.clock import now, to_rfc3339
from chassis.db import Session, append_row
from chassis.ids import new_id
from services.cases.casework.models import CaseEvent


def add_event(
    session: Session, case_id: UUID, kind: str, *, params: Mapping[str, Any] | None = None
) -> None:
    """Write what somebody, or the product itself, just did with a case.

    It is written at the end of the transaction.
    """
    actor = session.actor
    append_row(
        session,
        CaseEvent,
        id=new_id(),
        version=1,
        case_id=case_id,
        kind=kind,
        at=now(),
        params=dict(params or {}),
        actor_id=actor.user_id,
        actor_name=actor.name or None,
    )


def told(value: Any) -> Any:
    """Return a member's value as JSON carries it, for a line that says what it was."""
    if isinstance(value, datetime):
        return to_rfc3339(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list):
        return [told(each) for each in value]
    return value
