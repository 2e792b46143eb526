"""What is printed on a document, in the languages that there are, and how numbers and days look."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from chassis.money import minor_units

WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "es": {
        "invoice": "FACTURA",
        "draft": "BORRADOR",
        "states": {"draft": "Borrador", "paid": "Pagada", "rejected": "Rechazada"},
        "tax_id": "NIT",
        "client": "Cliente",
        "consignee": "Consignatario",
        "issued_on": "Fecha",
        "due_on": "Vence",
        "paid_on": "Pagada el",
        "order_number": "Pedido",
        "columns": ["Descripción", "Cantidad", "Precio", "Desc.", "Impuesto", "Total"],
        "subtotal": "Subtotal",
        "discount_total": "Descuento",
        "total": "Total",
        "on": "{name} {percent} % sobre {base}",
        "rate": "1 {currency} = {rate} {own}",
        "rate_label": "Tasa de cambio",
        "terms": "Términos de pago",
        "notes": "Notas",
    },
    "en": {
        "invoice": "INVOICE",
        "draft": "DRAFT",
        "states": {"draft": "Draft", "paid": "Paid", "rejected": "Rejected"},
        "tax_id": "Tax ID",
        "client": "Bill to",
        "consignee": "Deliver to",
        "issued_on": "Date",
        "due_on": "Due",
        "paid_on": "Paid on",
        "order_number": "Order",
        "columns": ["Description", "Quantity", "Price", "Disc.", "Tax", "Total"],
        "subtotal": "Subtotal",
        "discount_total": "Discount",
        "total": "Total",
        "on": "{name} {percent} % on {base}",
        "rate": "1 {currency} = {rate} {own}",
        "rate_label": "Exchange rate",
        "terms": "Terms of payment",
        "notes": "Notes",
    },
}
_POINTS: Final = {"es": str.maketrans(",.", ".,"), "en": {}}


def number(value: str | Decimal, language: str, *, least: int = 0) -> str:
    """Write a number with at least so many decimals: 1.234,5 in Spanish, 1,234.5 in English."""
    exact = Decimal(value)
    exponent = exact.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return f"{exact:,.{max(least, -exponent)}f}".translate(_POINTS[language])


def money(value: Mapping[str, str], language: str, *, with_currency: bool = False) -> str:
    """Write an amount with the decimals of its currency."""
    written = number(value["amount"], language, least=minor_units(value["currency"]))
    return f"{written} {value['currency']}" if with_currency else written


def day(value: str, language: str) -> str:
    """Write a day: 31/01/2026 in Spanish (O-36), 31 Jan 2026 in English."""
    return date.fromisoformat(value).strftime("%d/%m/%Y" if language == "es" else "%d %b %Y")
