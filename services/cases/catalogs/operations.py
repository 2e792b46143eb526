"""What administrators lay out for cases: types, states, priorities; and a type's next number."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.errors import Conflict, FieldError
from chassis.records.catalogs import Catalog, seed
from services.cases.catalogs.models import CaseCounter, CasePriority, CaseState, CaseType


def _check_type(
    session: Session, kept: CaseType | None, given: Mapping[str, Any]
) -> list[FieldError]:
    """Name the prefix when another type has it, a retired one too.

    Raises Conflict for another prefix once the type has numbered a case: those numbers are out in
    the world, and the next ones would not continue them.
    """
    prefix = given.get("prefix")
    if prefix is None or (kept is not None and prefix == kept.prefix):
        return []
    if kept is not None and _count(session, kept.id, more=0):
        raise Conflict("prefix_in_use")
    taken = session.scalars(select(CaseType.id).where(CaseType.prefix == prefix)).first()
    return [FieldError("prefix", "prefix_taken")] if taken is not None else []


def _check_state(
    session: Session, kept: CaseState | None, given: Mapping[str, Any]
) -> list[FieldError]:
    """Raise Conflict when the state's class would be left without one."""
    if kept is not None and kept.is_active and given.get("active") is False:
        others = select(CaseState.id).where(
            CaseState.state_class == kept.state_class, CaseState.is_active, CaseState.id != kept.id
        )
        if session.scalars(others.limit(1)).first() is None:
            raise Conflict("last_of_its_class")
    return []


TYPES: Final = Catalog(
    model=CaseType,
    seed=tuple(
        {"name": name, "name_en": english, "prefix": prefix, "requires_contact": requires}
        for name, english, prefix, requires in (
            ("Petición", "Request", "PET", True),
            ("Queja", "Complaint", "QUE", True),
            ("Reclamo", "Claim", "REC", True),
            ("Sugerencia", "Suggestion", "SUG", True),
            ("Evento", "Event", "EVE", False),
        )
    ),
    check=_check_type,
)
STATES: Final = Catalog(
    model=CaseState,
    seed=tuple(
        {"name": name, "name_en": english, "state_class": of_class}
        for name, english, of_class in (
            ("Nuevo", "New", "new"),
            ("En curso", "In progress", "in_progress"),
            ("En espera del cliente", "Waiting for the customer", "in_progress"),
            ("Solucionado", "Solved", "solved"),
            ("Cerrado", "Closed", "closed"),
        )
    ),
    check=_check_state,
)
PRIORITIES: Final = Catalog(
    model=CasePriority,
    seed=tuple(
        {
            "name": name,
            "name_en": english,
            "resolution_minutes": minutes,
            "is_calendar_time": calendar_time,
        }
        for name, english, minutes, calendar_time in (
            ("Urgente", "Urgent", 40, True),
            ("Alta", "High", 4 * 60, False),
            ("Media", "Medium", 2 * 10 * 60, False),
            ("Baja", "Low", 5 * 10 * 60, False),
        )
    ),
    columns={"calendar_time": "is_calendar_time"},
)
"""Minutes, and whether the clock runs day and night; a business day of the seed has ten hours."""


def seed_catalogs(session: Session) -> None:
    """Give a new organization its first types, states and priorities (K-09, K-15, K-16).

    A catalog that holds anything already stays as it is.
    """
    for catalog in (TYPES, STATES, PRIORITIES):
        seed(session, catalog)


def next_number(session: Session, type_id: UUID) -> str:
    """Return the type's next number, `PET-000123` (K-14).

    Distinct and without gaps: the counter's row stays locked until the transaction ends, so who
    opens a case of the same type waits, and a transaction that fails gives its number back.
    """
    number = _count(session, type_id, more=1)
    # Read under the counter's lock: whoever changes a prefix holds it too.
    prefix = session.scalars(select(CaseType.prefix).where(CaseType.id == type_id)).one()
    return f"{prefix}-{number:06d}"


def first_state(session: Session, *classes: str) -> CaseState:
    """Return the first active state of the first class that has one. Raises Conflict for none."""
    for of_class in classes:
        found = session.scalars(
            select(CaseState)
            .where(CaseState.state_class == of_class, CaseState.is_active)
            .order_by(CaseState.position, CaseState.id)
            .limit(1)
        ).first()
        if found is not None:
            return found
    raise Conflict("no_state", params={"state_class": classes[0]})


def _count(session: Session, type_id: UUID, *, more: int) -> int:
    """Return the last number of a type after counting some more, and hold its counter."""
    statement = insert(CaseCounter).values(
        organization_id=session.organization, type_id=type_id, last_number=more
    )
    counted = statement.on_conflict_do_update(
        index_elements=["organization_id", "type_id"],
        set_={"last_number": CaseCounter.last_number + more},
    )
    return session.scalars(counted.returning(CaseCounter.last_number)).one()
