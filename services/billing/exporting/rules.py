"""Invoices as files (R-13, R-15), and what their saved views speak of."""

from typing import Final

from chassis.db import Session
from chassis.records.exporting import (
    Column,
    Copied,
    Exports,
    Row,
    choice,
    listed,
    member,
    moment,
    money,
    related,
)
from chassis.records.exporting.listing import Names, list_names
from services.billing.invoices.records import INVOICE
from services.billing.projections import KnownContact, KnownOpportunity

_STATES: Final = {
    "draft": ("Borrador", "Draft"),
    "issued": ("Facturada", "Issued"),
    "paid": ("Pagada", "Paid"),
    "rejected": ("Rechazada", "Rejected"),
}
_LANGUAGES: Final = {"es": ("Español", "Spanish"), "en": ("Inglés", "English")}


def names(session: Session, language: int) -> Names:
    """Return the people, by id."""
    return list_names(session, language, {})


def _party(name: str, title: tuple[str, str], *, of: str, shown: str) -> Column:
    """Return the column of a name on the invoice, for who may read the contact's (X-8)."""

    def value(row: Row) -> str | None:
        found: str | None = row.members[shown]
        return found if row.members[of] in row.related else None

    return Column(name=name, title=title, value=value)


def _products(row: Row) -> str | None:
    return "; ".join(f"{line['quantity']} × {line['description']}" for line in row.members["lines"])


COLUMNS: Final = (
    member("number", ("Número", "Number")),
    _party("client", ("Cliente", "Client"), of="contact_id", shown="contact_name"),
    choice("state", ("Estado", "State"), _STATES),
    member("issued_on", ("Fecha de factura", "Invoice date"), kind="date"),
    member("due_on", ("Fecha límite", "Due date"), kind="date"),
    member("paid_on", ("Fecha de pago", "Paid on"), kind="date"),
    money("subtotal", ("Subtotal", "Subtotal")),
    money("discount_total", ("Descuento", "Discount")),
    money("tax_total", ("Impuestos", "Taxes")),
    money("total", ("Total", "Total")),
    member("currency", ("Moneda", "Currency")),
    member("exchange_rate", ("Tasa de cambio", "Exchange rate"), kind="number"),
    listed("owner", ("Hecha por", "Made by"), of="owner_id", names="users"),
    _party("consignee", ("Consignatario", "Consignee"), of="consignee_id", shown="consignee_name"),
    related("opportunity", ("Oportunidad", "Opportunity"), of="opportunity_id"),
    member("order_number", ("Número de pedido", "Order number")),
    Column(name="products", title=("Productos", "Products"), value=_products),
    choice("language", ("Idioma del documento", "Document language"), _LANGUAGES),
    member("billing_address", ("Dirección de facturación", "Billing address")),
    member("delivery_address", ("Dirección de entrega", "Delivery address")),
    member("terms", ("Términos de pago", "Payment terms")),
    member("notes", ("Notas", "Notes")),
    moment("created_at", ("Creada", "Created")),
    moment("updated_at", ("Actualizada", "Updated")),
    member("id", ("Id", "Id")),
)

INVOICE_EXPORT: Final = Exports(
    entity="invoices",
    aliases=("invoice",),
    titles=("Facturas", "Invoices"),
    record=INVOICE,
    columns=COLUMNS,
    names=names,
    lists={"owner_id": "users"},
    copied=(
        Copied(members=("contact_id", "consignee_id"), model=KnownContact),
        Copied(members=("opportunity_id",), model=KnownOpportunity),
    ),
)
