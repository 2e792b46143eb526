"""What a person reads for each refusal of this service: code → (Spanish, English)."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "already_taken": ("Ya existe otro igual.", "There is another one like it already."),
    "unknown_currency": (
        "No es una moneda de ISO 4217. Por ejemplo: COP",
        "Not a currency of ISO 4217. For example: COP",
    ),
    "other_currency": (
        "Este valor está en otra moneda que la del registro.",
        "This amount is in another currency than the record.",
    ),
    "own_currency": (
        "Es la moneda de la organización; no necesita tasa.",
        "This is the organization's own currency; it needs no rate.",
    ),
    "unknown_category": ("La categoría no existe.", "The category does not exist."),
    "same_category": (
        "Elija otra categoría: los productos no pueden quedarse en la que se elimina.",
        "Choose another category: products cannot stay in the one that goes.",
    ),
    "category_in_use": (
        "La categoría tiene productos. Elija a cuál pasan antes de eliminarla.",
        "The category has products. Choose where they move before you delete it.",
    ),
    "unknown_tax": ("El impuesto no existe.", "The tax does not exist."),
    "repeated_tax": (
        "El mismo impuesto está dos veces en la línea.",
        "The line bears the same tax twice.",
    ),
    "unknown_product": ("El producto no existe.", "The product does not exist."),
    "unknown_contact": (
        "El contacto no existe o no está a su alcance.",
        "The contact does not exist or you cannot see it.",
    ),
    "contacts_unavailable": (
        "No se puede comprobar ahora quién es el cliente. Inténtelo en unos segundos.",
        "Who the client is cannot be checked now. Try again in a few seconds.",
    ),
    "unknown_opportunity": (
        "La oportunidad no existe o no está a su alcance.",
        "The opportunity does not exist or you cannot see it.",
    ),
    "opportunity_of_another_contact": (
        "La oportunidad es de otro cliente.",
        "The opportunity is another client's.",
    ),
    "invalid_logo": (
        "El logo debe ser una imagen PNG o JPEG.",
        "The logo must be a PNG or JPEG image.",
    ),
    "logo_too_large": (
        "El logo no puede pesar más de 300 KB.",
        "The logo may have 300 KB at most.",
    ),
    "series_in_use": (
        "Ya hay facturas con este prefijo: la siguiente es la {next}.",
        "There are invoices with this prefix: the next is {next}.",
    ),
    "invoice_not_draft": (
        "Solo un borrador se puede modificar, emitir o eliminar.",
        "Only a draft can be changed, issued or deleted.",
    ),
    "invoice_step_not_allowed": (
        "El estado de la factura no permite esta acción.",
        "The invoice's state does not allow this.",
    ),
    "invoice_numbered": (
        "Esta factura ya tuvo número: no se elimina. Emítala o déjela como borrador.",
        "This invoice had a number: it cannot be deleted. Issue it or leave it a draft.",
    ),
    "invoice_without_lines": (
        "La factura no tiene líneas. Agregue al menos una antes de emitirla.",
        "The invoice has no lines. Add one at least before you issue it.",
    ),
    "client_suspended": (
        "La cuenta del cliente está suspendida: no se le puede facturar.",
        "The client's account is suspended: no invoice can be issued.",
    ),
    "client_restricted": (
        "La cuenta del cliente está restringida: no se le puede facturar.",
        "The client's account is restricted: no invoice can be issued.",
    ),
    "exchange_rate_missing": (
        "No hay tasa de cambio de {currency} para el {day}. Agréguela en los ajustes.",
        "There is no exchange rate of {currency} for {day}. Add it in the settings.",
    ),
    "issue_date_in_future": (
        "La fecha de la factura no puede ser posterior a hoy ({today}).",
        "The invoice's date cannot be after today ({today}).",
    ),
    "issue_date_backwards": (
        "Ya se emitió una factura con fecha {last}; la siguiente no puede ser anterior.",
        "An invoice of {last} was issued already; the next cannot be earlier.",
    ),
    "issue_date_fixed": (
        "La factura conserva la fecha con la que recibió su número.",
        "The invoice keeps the date on which it got its number.",
    ),
    "due_before_issue": (
        "La fecha límite es anterior a la de la factura.",
        "The due date is before the invoice's date.",
    ),
    "paid_before_issue": (
        "La fecha de pago es anterior a la de la factura.",
        "The day of payment is before the invoice's date.",
    ),
    "day_in_future": ("La fecha es posterior a hoy.", "The day is after today."),
    "client_hidden": (
        "La factura lleva el nombre de un cliente que no está a su alcance.",
        "The invoice bears the name of a client whom you cannot see.",
    ),
    "document_not_made": (
        "El documento no se pudo generar. Inténtelo de nuevo.",
        "The document could not be made. Try again.",
    ),
}
