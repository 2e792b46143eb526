"""What whoever may configure does with purchase motives and loss reasons (S-12, S-13)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from services.sales.reasons.models import LossReason, PurchaseMotive, Reason
from services.sales.stages.ordering import reordered

R = TypeVar("R", PurchaseMotive, LossReason)

MOTIVES: Final = (
    ("Precio", "Price"),
    ("Calidad del producto", "Product quality"),
    ("Atención recibida", "Service received"),
    ("Recomendación", "Recommendation"),
    ("Plazo de entrega", "Delivery time"),
    ("Ya era cliente", "Was already a client"),
)
LOSSES: Final = (
    ("Precio", "Price"),
    ("Eligió a la competencia", "Chose a competitor"),
    ("Sin presupuesto", "No budget"),
    ("No respondió", "No answer"),
    ("No era el momento", "Bad timing"),
    ("No cubre lo que necesita", "Does not cover the need"),
)
_COLUMNS: Final = {"active": "is_active"}


def seed_reasons(session: Session) -> None:
    """Give a new organization both lists; one that has any entry keeps what it has."""
    _seed(session, PurchaseMotive, MOTIVES)
    _seed(session, LossReason, LOSSES)


def add_reason(session: Session, model: type[R], *, name: str, name_en: str | None) -> UUID:
    """Add a reason behind the others. Raises Invalid when another one has the name."""
    entries = _all(session, model)
    _refuse_taken(entries, name)
    made = model(name=name, name_en=name_en or name, position=len(entries) + 1, is_active=True)
    session.add(made)
    session.flush()
    return made.id


def change_reason(
    session: Session,
    model: type[R],
    id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> None:
    """Rename a reason, take it out of use or back. Raises NotFound, Stale, Invalid."""
    entries = _all(session, model)
    kept = session.lock(model, id, expected_version=expected_version)
    if "name" in given:
        _refuse_taken([entry for entry in entries if entry.id != id], given["name"])
    for name, value in given.items():
        setattr(kept, _COLUMNS.get(name, name), value)
    kept.touch()


def order_reasons(session: Session, model: type[R], ids: Sequence[UUID]) -> None:
    """Arrange the list. Raises Invalid unless every entry is named once."""
    for entry in reordered(_all(session, model), ids):
        entry.touch()


def usable(session: Session, model: type[R], id: UUID) -> R | None:
    """Return a reason that may be chosen, None for any other."""
    found = session.scalars(select(model).where(model.id == id)).one_or_none()
    return found if found is not None and found.is_active else None


def _seed(session: Session, model: type[R], names: Sequence[tuple[str, str]]) -> None:
    if session.scalars(select(model.id).limit(1)).first() is None:
        session.add_all(
            model(name=name, name_en=english, position=position, is_active=True)
            for position, (name, english) in enumerate(names, start=1)
        )


def _all(session: Session, model: type[R]) -> list[R]:
    """Lock and return the list in its order: whoever changes it is alone with it."""
    rows = session.scalars(select(model).order_by(model.id).with_for_update())
    return sorted(rows, key=lambda entry: (entry.position, entry.id))


def _refuse_taken(others: Sequence[Reason], name: str) -> None:
    if any(other.name.casefold() == name.casefold() for other in others):
        raise Invalid("invalid_fields", FieldError("name", "name_taken"))
