"""What whoever may configure does with stages; each change is stated, since forecasts follow it.

An open opportunity without a probability of its own reads its stage's (X-10), so a change of the
percentage touches no opportunity.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound
from chassis.events import record
from chassis.records.catalogs import reordered
from contracts.sales import StageChanged
from services.sales.stages.models import Stage

SEED: Final = (
    ("Primer contacto", "First contact", 1),
    ("Preparación", "Preparation", 2),
    ("Calificación", "Qualification", 3),
    ("Necesidad confirmada", "Need confirmed", 20),
    ("Propuesta", "Proposal", 50),
    ("Negociación", "Negotiation", 75),
    ("Acuerdo verbal", "Verbal agreement", 90),
)
_COLUMNS: Final = {"active": "is_active"}


def seed_stages(session: Session) -> None:
    """Give a new organization its stages (S-03); one that has any keeps what it has."""
    if session.scalars(select(Stage.id).limit(1)).first() is not None:
        return
    for position, (name, english, probability) in enumerate(SEED, start=1):
        _file(session, Stage(name=name, name_en=english, probability=probability), position)


def add_stage(session: Session, *, name: str, name_en: str | None, probability: int) -> UUID:
    """Add a stage behind the others. Raises Invalid when another one has the name."""
    stages = lock_stages(session)
    _refuse_taken(stages, name)
    stage = Stage(name=name, name_en=name_en or name, probability=probability)
    _file(session, stage, len(stages) + 1)
    return stage.id


def change_stage(
    session: Session, stage_id: UUID, given: Mapping[str, Any], *, expected_version: int | None
) -> None:
    """Rename a stage, set its probability, take it out of use or back (S-03).

    Raises NotFound, Stale, Invalid for a taken name, Conflict when no stage would be left in use.
    """
    stages = lock_stages(session)
    stage = session.lock(Stage, stage_id, expected_version=expected_version)
    if stage.is_deleted:
        raise NotFound
    others = [other for other in stages if other.id != stage_id]
    if "name" in given:
        _refuse_taken(others, given["name"])
    if given.get("active") is False:
        refuse_last(others)
    values = {_COLUMNS.get(name, name): value for name, value in given.items()}
    if all(getattr(stage, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(stage, name, value)
    state(session, stage)


def order_stages(session: Session, ids: Sequence[UUID]) -> None:
    """Arrange the stages. Raises Invalid unless every stage is named once."""
    for stage in reordered(lock_stages(session), ids):
        state(session, stage)


def hold_stage(session: Session, stage_id: UUID) -> Stage | None:
    """Return a stage into which an opportunity may come, None for any other.

    It cannot be deleted or taken out of use before this transaction ends. Call it before the
    opportunity is locked: the deletion of a stage locks in that order too.
    """
    found = session.scalars(
        select(Stage).where(Stage.id == stage_id).with_for_update(read=True)
    ).one_or_none()
    return found if found is not None and found.is_active and not found.is_deleted else None


def lock_stages(session: Session) -> list[Stage]:
    """Lock and return the stages in their order: whoever changes the list is alone with it."""
    rows = session.scalars(
        select(Stage).where(Stage.is_deleted.is_(False)).order_by(Stage.id).with_for_update()
    )
    return sorted(rows, key=lambda stage: (stage.position, stage.id))


def refuse_last(others: Sequence[Stage]) -> None:
    """Raise Conflict when none of the other stages is in use."""
    if not any(other.is_active and not other.is_deleted for other in others):
        raise Conflict("last_stage")


def state(session: Session, stage: Stage) -> None:
    """State a stage as it is now."""
    stage.touch()
    session.flush()
    record(session, stage, said_of(stage))


def said_of(stage: Stage) -> StageChanged:
    """Return what is said of a stage as it is now."""
    return StageChanged(
        name=stage.name,
        position=stage.position,
        probability=Decimal(stage.probability),
        is_deleted=stage.is_deleted,
    )


def _file(session: Session, stage: Stage, position: int) -> None:
    stage.position = position
    stage.is_active, stage.is_deleted = True, False
    session.add(stage)
    session.flush()
    state(session, stage)


def _refuse_taken(others: Sequence[Stage], name: str) -> None:
    if any(other.name.casefold() == name.casefold() for other in others):
        raise Invalid("invalid_fields", FieldError("name", "name_taken"))
