"""The catalog of call outcomes: seeded in both languages, changed by whoever may configure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from services.telephony.dispositions.models import CallDisposition

SEED = (
    ("Venta", "Sale"),
    ("Interesado", "Interested"),
    ("Volver a llamar", "Call back"),
    ("Consulta resuelta", "Question answered"),
    ("Reclamo", "Complaint"),
    ("No interesado", "Not interested"),
    ("Número equivocado", "Wrong number"),
    ("Sin respuesta", "No answer"),
)


def seed_dispositions(session: Session) -> None:
    """Give a new organization its first outcomes; one that has any keeps what it has."""
    if session.scalars(select(CallDisposition.id).limit(1)).first() is not None:
        return
    session.add_all(
        CallDisposition(name=name, name_en=english, position=position)
        for position, (name, english) in enumerate(SEED, start=1)
    )


def add_disposition(session: Session, *, name: str, name_en: str, position: int) -> UUID:
    """Add an outcome. Raises Invalid when an active one has the name."""
    _refuse_taken(session, name, but=None)
    made = CallDisposition(name=name, name_en=name_en or name, position=position)
    session.add(made)
    session.flush()
    return made.id


def change_disposition(
    session: Session, id: UUID, *, expected_version: int | None, changed: Mapping[str, Any]
) -> None:
    """Rename, move, retire or bring back an outcome."""
    kept = session.lock(CallDisposition, id, expected_version=expected_version)
    if "name" in changed:
        _refuse_taken(session, changed["name"], but=id)
    columns = {"active": "is_active"}
    for member, value in changed.items():
        setattr(kept, columns.get(member, member), value)
    kept.touch()


def _refuse_taken(session: Session, name: str, *, but: UUID | None) -> None:
    taken = session.scalars(
        select(CallDisposition.id).where(
            func.lower(CallDisposition.name) == name.lower(), CallDisposition.is_active
        )
    )
    if any(found != but for found in taken):
        raise Invalid("invalid_fields", FieldError("name", "name_taken"))
