"""Opportunities as files (R-13, R-15), and what their saved views speak of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import RecordType
from chassis.records.exporting import (
    Column,
    Copied,
    Exports,
    Row,
    choice,
    joined,
    listed,
    member,
    moment,
    money,
    related,
)
from chassis.records.exporting.listing import Names, list_names
from services.sales.opportunities.records import DISCARDED, OPPORTUNITY
from services.sales.projections import KnownContact
from services.sales.reasons.models import LossReason, PurchaseMotive
from services.sales.stages.models import Stage

_LISTS: Final = {"stages": Stage, "motives": PurchaseMotive, "reasons": LossReason}
_STATES: Final = {
    "open": ("Abierta", "Open"),
    "won": ("Ganada", "Won"),
    "lost": ("Perdida", "Lost"),
}
_VISIBILITIES: Final = {
    "private": ("Restringido", "Restricted"),
    "read": ("Todos leen", "Everybody reads"),
    "write": ("Todos editan", "Everybody edits"),
}
_KINDS: Final = {
    "fixed": ("Fijo", "Fixed"),
    "hour": ("Por hora", "Per hour"),
    "day": ("Por día", "Per day"),
    "week": ("Por semana", "Per week"),
    "month": ("Por mes", "Per month"),
    "year": ("Por año", "Per year"),
}
_DELETED: Final = replace(DISCARDED, live=OPPORTUNITY.live)
"""The deleted ones by their own sort; the filter `discarded` itself says that they are wanted."""


def names(session: Session, language: int) -> Names:
    """Return the stages, motives, reasons and people, by id."""
    return list_names(session, language, _LISTS)


def choose(actor: Actor, filters: Mapping[str, str]) -> RecordType | None:
    """Lead administrators to the deleted ones as the list does; others have none."""
    if "discarded" not in filters:
        return None
    if not actor.is_administrator:
        raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
    return _DELETED if filters["discarded"] == "true" else None


def _budget(row: Row) -> str | None:
    found: str | None = row.members["budget"]["amount"]
    return found


def _kind(row: Row) -> str | None:
    budget = row.members["budget"]
    return row.word(_KINDS[budget["kind"]]) if budget["amount"] is not None else None


def _periods(row: Row) -> str | None:
    budget = row.members["budget"]
    return str(budget["periods"]) if budget["amount"] is not None else None


def _currency(row: Row) -> str | None:
    found: str | None = row.members["amount"]["currency"]
    return found


def _products(row: Row) -> str | None:
    return joined(
        f"{line['quantity']} × {line['product_name'] or ''}".rstrip(" ×")
        for line in row.members["lines"]
    )


COLUMNS: Final = (
    member("title", ("Título", "Title")),
    related("contact", ("Contacto", "Contact"), of="contact_id"),
    listed("stage", ("Etapa", "Stage"), of="stage_id", names="stages"),
    choice("state", ("Estado", "State"), _STATES),
    money("amount", ("Importe", "Amount")),
    money("expected_amount", ("Importe esperado", "Expected amount")),
    Column(name="currency", title=("Moneda", "Currency"), value=_currency),
    member("probability", ("Probabilidad (%)", "Probability (%)"), kind="number"),
    member("expected_close_on", ("Fecha límite", "Expected close"), kind="date"),
    listed("owner", ("Responsable", "Owner"), of="owner_id", names="users"),
    related("contacts", ("Todos los contactos", "All contacts"), of="contact_ids"),
    Column(name="products", title=("Productos", "Products"), value=_products),
    Column(name="budget", title=("Presupuesto", "Budget"), kind="number", value=_budget),
    Column(name="budget_kind", title=("Tipo de presupuesto", "Budget kind"), value=_kind),
    Column(name="budget_periods", title=("Períodos", "Periods"), kind="number", value=_periods),
    listed("motive", ("Motivación de compra", "Purchase motive"), of="purchase_motive_id",
           names="motives"),
    listed("reason", ("Razón de pérdida", "Loss reason"), of="loss_reason_id", names="reasons"),
    choice("visibility", ("Acceso", "Access"), _VISIBILITIES),
    member("description", ("Descripción", "Description")),
    moment("moved_at", ("En su etapa desde", "In its stage since")),
    moment("closed_at", ("Cerrada", "Closed")),
    moment("created_at", ("Creada", "Created")),
    moment("updated_at", ("Actualizada", "Updated")),
    moment("discarded_at", ("Eliminada", "Deleted")),
    member("id", ("Id", "Id")),
)  # fmt: skip

OPPORTUNITY_EXPORT: Final = Exports(
    entity="opportunities",
    aliases=("opportunity",),
    titles=("Oportunidades", "Opportunities"),
    record=OPPORTUNITY,
    columns=COLUMNS,
    names=names,
    lists={
        "stage_id": "stages",
        "purchase_motive_id": "motives",
        "loss_reason_id": "reasons",
        "owner_id": "users",
    },
    copied=(Copied(members=("contact_ids",), model=KnownContact),),
    choose=choose,
)
