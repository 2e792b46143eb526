"""What administrators do with types, states and priorities; and the next number of a type."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, update

from chassis.db import Session
from chassis.db.locks import hold
from chassis.errors import Conflict, FieldError, Invalid
from services.cases.catalogs.models import CaseCounter, CasePriority, CaseState, CaseType

Entry = CaseType | CaseState | CasePriority

_COLUMNS: Final = {"active": "is_active", "calendar_time": "is_calendar_time"}

TYPES: Final = (
    ("Petición", "Request", "PET", True),
    ("Queja", "Complaint", "QUE", True),
    ("Reclamo", "Claim", "REC", True),
    ("Sugerencia", "Suggestion", "SUG", True),
    ("Evento", "Event", "EVE", False),
)
STATES: Final = (
    ("Nuevo", "New", "new"),
    ("En curso", "In progress", "in_progress"),
    ("En espera del cliente", "Waiting for the customer", "in_progress"),
    ("Solucionado", "Solved", "solved"),
    ("Cerrado", "Closed", "closed"),
)
PRIORITIES: Final = (
    ("Urgente", "Urgent", 40, True),
    ("Alta", "High", 4 * 60, False),
    ("Media", "Medium", 2 * 10 * 60, False),
    ("Baja", "Low", 5 * 10 * 60, False),
)
"""Minutes, and whether the clock runs day and night; a business day of the seed has ten hours."""


def seed_catalogs(session: Session) -> None:
    """Give a new organization its first types, states and priorities (K-09, K-15, K-16).

    A catalog that holds anything already stays as it is.
    """
    if _is_empty(session, CaseType):
        for position, (name, english, prefix, requires) in enumerate(TYPES, start=1):
            made = CaseType(
                name=name,
                name_en=english,
                prefix=prefix,
                requires_contact=requires,
                position=position,
            )
            _with_counter(session, made)
    if _is_empty(session, CaseState):
        session.add_all(
            CaseState(name=name, name_en=english, state_class=of_class, position=position)
            for position, (name, english, of_class) in enumerate(STATES, start=1)
        )
    if _is_empty(session, CasePriority):
        session.add_all(
            CasePriority(
                name=name,
                name_en=english,
                resolution_minutes=minutes,
                is_calendar_time=calendar_time,
                position=position,
            )
            for position, (name, english, minutes, calendar_time) in enumerate(PRIORITIES, start=1)
        )


def add_type(session: Session, given: Mapping[str, Any]) -> UUID:
    """Add a type, whose numbers begin with 1. Raises Invalid for a name or prefix that is taken."""
    hold(session, "case catalogs")
    _refuse(_taken_name(session, CaseType, given), _taken_prefix(session, given))
    made = CaseType(**_columns({"requires_contact": True, "position": 100, **given}))
    _with_counter(session, made)
    return made.id


def change_type(
    session: Session, id: UUID, given: Mapping[str, Any], *, expected_version: int | None
) -> None:
    """Merge members into a type.

    Raises Conflict for another prefix once the type has numbered a case: those numbers are out in
    the world, and the next ones would not continue them.
    """
    hold(session, "case catalogs")
    kept = session.lock(CaseType, id, expected_version=expected_version)
    if given.get("prefix", kept.prefix) != kept.prefix and _last_number(session, id):
        raise Conflict("prefix_in_use")
    _refuse(_taken_name(session, CaseType, given, kept), _taken_prefix(session, given, kept))
    _merge(kept, given)


def add_state(session: Session, given: Mapping[str, Any]) -> UUID:
    """Add a state. Raises Invalid for a name that is taken."""
    hold(session, "case catalogs")
    _refuse(_taken_name(session, CaseState, given))
    made = CaseState(**_columns({"position": 100, **given}))
    return _added(session, made)


def change_state(
    session: Session, id: UUID, given: Mapping[str, Any], *, expected_version: int | None
) -> None:
    """Merge members into a state. Raises Conflict when its class would be left without one."""
    hold(session, "case catalogs")
    kept = session.lock(CaseState, id, expected_version=expected_version)
    _refuse(_taken_name(session, CaseState, given, kept))
    if given.get("active") is False and kept.is_active:
        others = select(CaseState.id).where(
            CaseState.state_class == kept.state_class, CaseState.is_active, CaseState.id != id
        )
        if session.scalars(others.limit(1)).first() is None:
            raise Conflict("last_of_its_class")
    _merge(kept, given)


def add_priority(session: Session, given: Mapping[str, Any]) -> UUID:
    """Add a priority. Raises Invalid for a name that is taken."""
    hold(session, "case catalogs")
    _refuse(_taken_name(session, CasePriority, given))
    defaults = {"position": 100, "resolution_minutes": None, "calendar_time": False}
    return _added(session, CasePriority(**_columns({**defaults, **given})))


def change_priority(
    session: Session, id: UUID, given: Mapping[str, Any], *, expected_version: int | None
) -> None:
    """Merge members into a priority; deadlines that stand stay as they were promised."""
    hold(session, "case catalogs")
    kept = session.lock(CasePriority, id, expected_version=expected_version)
    _refuse(_taken_name(session, CasePriority, given, kept))
    _merge(kept, given)


def next_number(session: Session, type_id: UUID) -> str:
    """Return the type's next number, `PET-000123` (K-14).

    Distinct and without gaps: the counter's row stays locked until the transaction ends, so who
    opens a case of the same type waits, and a transaction that fails gives its number back.
    """
    statement = (
        update(CaseCounter)
        .where(CaseCounter.type_id == type_id)
        .values(last_number=CaseCounter.last_number + 1)
        .returning(CaseCounter.last_number)
        .execution_options(synchronize_session=False)
    )
    number = session.execute(statement).scalar_one()
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


def _is_empty(session: Session, model: type[Entry]) -> bool:
    return session.scalars(select(model.id).limit(1)).first() is None


def _with_counter(session: Session, made: CaseType) -> None:
    _added(session, made)
    session.add(CaseCounter(type_id=made.id, last_number=0))


def _added(session: Session, made: Entry) -> UUID:
    session.add(made)
    session.flush()
    return made.id


def _columns(given: Mapping[str, Any]) -> dict[str, Any]:
    values = {_COLUMNS.get(member, member): value for member, value in given.items()}
    values["name_en"] = values.get("name_en") or values["name"]
    return values


def _merge(kept: Entry, given: Mapping[str, Any]) -> None:
    for member, value in given.items():
        setattr(kept, _COLUMNS.get(member, member), value)
    kept.touch()


def _last_number(session: Session, type_id: UUID) -> int:
    """Read the counter and hold its lock, so that no number is given meanwhile."""
    counter = select(CaseCounter).where(CaseCounter.type_id == type_id).with_for_update()
    return session.scalars(counter).one().last_number


def _taken_name(
    session: Session, model: type[Entry], given: Mapping[str, Any], kept: Entry | None = None
) -> list[FieldError]:
    """Name the member when another active entry of the list has the name."""
    is_active = given.get("active", kept.is_active if kept else True)
    name = given.get("name", kept.name if kept else "")
    if not is_active:
        return []
    found = session.scalars(
        select(model.id).where(func.lower(model.name) == func.lower(name), model.is_active)
    )
    taken = any(kept is None or id != kept.id for id in found)
    return [FieldError("name", "name_taken")] if taken else []


def _taken_prefix(
    session: Session, given: Mapping[str, Any], kept: CaseType | None = None
) -> list[FieldError]:
    """Name the member when another type has the prefix, a retired one too."""
    if "prefix" not in given:
        return []
    found = session.scalars(select(CaseType.id).where(CaseType.prefix == given["prefix"]))
    taken = any(kept is None or id != kept.id for id in found)
    return [FieldError("prefix", "prefix_taken")] if taken else []


def _refuse(*wrong: list[FieldError]) -> None:
    found = [error for errors in wrong for error in errors]
    if found:
        raise Invalid("invalid_fields", *found)
