"""How often the public side answers: a form per address and in all (C-13), a calendar in all.

A unit of each budget is taken before anything is read, in a transaction of its own: what dies in
between has counted. Keys are digests, so that no address is kept here.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import case, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Database, Session
from chassis.errors import TooMany
from chassis.spec import Service
from services.contacts.forms.models import FormBudget

_WINDOW: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many submissions ten minutes hold."""

    per_address: int = 10
    per_form: int = 600


LIMITS: Final = Limits()


def take(database: Database, organization_id: UUID, form_id: UUID, address: str) -> None:
    """Take one unit of each budget. Raises TooMany, taking none, when one is used up."""
    with database.transaction(organization_id) as session:
        # In this order everywhere, so that two never wait for each other's rows.
        wait = take_unit(session, key_of(form_id), LIMITS.per_form)
        wait = wait or take_unit(session, key_of(form_id, address), LIMITS.per_address)
        if wait is not None:
            raise TooMany("too_many_submissions", retry_after=wait)


def forget_past_windows(service: Service) -> None:
    """Drop the counters whose window has ended."""
    for organization_id in service.database.organizations(FormBudget):
        with service.database.transaction(organization_id) as session:
            session.execute(delete(FormBudget).where(FormBudget.window_ends_at < func.now()))


def key_of(id: UUID, address: str = "") -> str:
    """Return the key of a budget: of a record in all, or for one address."""
    return hashlib.sha256(f"{id.hex}\0{address}".encode()).hexdigest()


def take_unit(session: Session, key: str, limit: int) -> int | None:
    """Take one unit of a budget of ten minutes; return the seconds to wait when it is used up."""
    over = FormBudget.window_ends_at <= func.now()
    new_window = func.now() + _WINDOW
    row = insert(FormBudget).values(
        organization_id=session.organization, key=key, used=1, window_ends_at=new_window
    )
    statement = row.on_conflict_do_update(
        index_elements=[FormBudget.organization_id, FormBudget.key],
        set_={
            "used": case((over, 1), else_=FormBudget.used + 1),
            "window_ends_at": case((over, new_window), else_=FormBudget.window_ends_at),
        },
        where=over | (FormBudget.used < limit),
    ).returning(FormBudget.key)
    if session.scalars(statement).one_or_none() is not None:
        return None
    left = session.scalars(
        select(func.extract("epoch", FormBudget.window_ends_at - func.now())).where(
            FormBudget.key == key
        )
    ).one()
    return max(1, int(left) + 1)
