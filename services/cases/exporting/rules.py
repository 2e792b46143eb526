"""Cases as files (R-13, R-15), and what their saved views speak of."""

from collections.abc import Mapping
from typing import Final

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import RecordType
from chassis.records.exporting import (
    Copied,
    Exports,
    Related,
    choice,
    listed,
    member,
    moment,
    related,
    yes_or_no,
)
from chassis.records.exporting.listing import Names, list_names
from services.cases.casework.models import Case
from services.cases.casework.records import CASE
from services.cases.catalogs.models import CasePriority, CaseState, CaseType
from services.cases.projections import KnownContact

_LISTS: Final = {"types": CaseType, "states": CaseState, "priorities": CasePriority}
_CLASSES: Final = {
    "new": ("Nuevo", "New"),
    "in_progress": ("En curso", "In progress"),
    "solved": ("Solucionado", "Solved"),
    "closed": ("Cerrado", "Closed"),
}
_VISIBILITIES: Final = {
    "private": ("Privado", "Private"),
    "read": ("Todos leen", "Everybody reads"),
    "write": ("Todos editan", "Everybody edits"),
}


def names(session: Session, language: int) -> Names:
    """Return the types, states, priorities and people, by id."""
    return list_names(session, language, _LISTS)


def choose(actor: Actor, filters: Mapping[str, str]) -> RecordType | None:
    """Refuse the deleted ones to all but administrators, as the list does (K-08)."""
    if "discarded" in filters and not actor.is_administrator:
        raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
    return None


COLUMNS: Final = (
    member("number", ("Número", "Number")),
    member("title", ("Título", "Title")),
    listed("state", ("Estado", "State"), of="state_id", names="states"),
    choice("state_class", ("Clase del estado", "State class"), _CLASSES),
    moment("due_at", ("Vencimiento", "Due")),
    yes_or_no("overdue", ("Vencido", "Overdue")),
    listed("priority", ("Prioridad", "Priority"), of="priority_id", names="priorities"),
    related("contact", ("Contacto", "Contact"), of="contact_id"),
    related("company", ("Empresa", "Company"), of="company_id"),
    listed("assignee", ("Responsable", "Assignee"), of="assignee_id", names="users"),
    listed("type", ("Tipo", "Type"), of="type_id", names="types"),
    moment("opened_at", ("Abierto", "Opened")),
    listed("owner", ("Propietario", "Owner"), of="owner_id", names="users"),
    related("participants", ("Participantes", "Participants"), of="participant_ids"),
    related("depends_on", ("Depende de", "Depends on"), of="depends_on_id"),
    member("description", ("Descripción", "Description")),
    member("solution", ("Solución", "Solution")),
    choice("visibility", ("Acceso", "Access"), _VISIBILITIES),
    moment("solved_at", ("Solucionado el", "Solved at")),
    moment("closed_at", ("Cerrado el", "Closed at")),
    moment("created_at", ("Creado", "Created")),
    moment("updated_at", ("Actualizado", "Updated")),
    moment("discarded_at", ("Eliminado", "Deleted")),
    member("id", ("Id", "Id")),
)

CASE_EXPORT: Final = Exports(
    entity="cases",
    aliases=("case",),
    titles=("Casos", "Cases"),
    record=CASE,
    columns=COLUMNS,
    names=names,
    lists={
        "type_id": "types",
        "state_id": "states",
        "priority_id": "priorities",
        "assignee_id": "users",
        "owner_id": "users",
    },
    related=(Related(members=("depends_on_id",), record=CASE, shown=Case.number),),
    copied=(Copied(members=("contact_id", "company_id", "participant_ids"), model=KnownContact),),
    choose=choose,
)
