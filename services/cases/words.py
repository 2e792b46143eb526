"""What a person reads for each refusal of this service: code → (Spanish, English)."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "case_discarded": (
        "El caso está eliminado. Restáurelo antes de modificarlo.",
        "The case is deleted. Restore it before you change it.",
    ),
    "case_not_discarded": ("El caso no está eliminado.", "The case is not deleted."),
    "case_not_open": (
        "El caso ya está solucionado o cerrado.",
        "The case is solved or closed already.",
    ),
    "case_closed": ("El caso ya está cerrado.", "The case is closed already."),
    "case_open": ("El caso ya está abierto.", "The case is open already."),
    "reopen_first": (
        "Un caso solucionado o cerrado se reabre con un motivo.",
        "A solved or closed case is reopened with a reason.",
    ),
    "solution_required": (
        "Escriba la solución: sin ella el caso no queda solucionado.",
        "Write the solution: without it the case is not solved.",
    ),
    "solution_of_an_open_case": (
        "Un caso abierto no lleva solución todavía; elija el estado solucionado.",
        "An open case has no solution yet; choose a solved state.",
    ),
    "reason_required": ("Escriba el motivo.", "Write the reason."),
    "open_dependents": (
        "{count} casos abiertos dependen de este. Soluciónelos primero o indique un motivo.",
        "{count} open cases depend on this one. Solve them first or give a reason.",
    ),
    "contact_required": (
        "Este tipo de caso necesita un contacto.",
        "A case of this type needs a contact.",
    ),
    "unknown_contact": (
        "El contacto no existe o no está a su alcance.",
        "The contact does not exist or you cannot see it.",
    ),
    "unknown_company": (
        "La empresa no existe o no está a su alcance.",
        "The company does not exist or you cannot see it.",
    ),
    "unknown_user": (
        "El usuario no existe o está inactivo.",
        "The user does not exist or is inactive.",
    ),
    "unknown_group": ("El grupo no existe.", "The group does not exist."),
    "unknown_call": (
        "La llamada no existe, no está a su alcance o aún no ha llegado.",
        "The call does not exist, you cannot see it, or it has not arrived yet.",
    ),
    "unknown_case": (
        "El caso no existe o no está a su alcance.",
        "The case does not exist or you cannot see it.",
    ),
    "circular_dependency": (
        "Ese caso ya depende de este: sería un círculo.",
        "That case depends on this one already: it would be a circle.",
    ),
    "unknown_case_type": (
        "El tipo de caso no existe o está retirado.",
        "The case type does not exist or is retired.",
    ),
    "unknown_state": (
        "El estado no existe o está retirado.",
        "The state does not exist or is retired.",
    ),
    "unknown_priority": (
        "La prioridad no existe o está retirada.",
        "The priority does not exist or is retired.",
    ),
    "no_state": (
        "No hay un estado activo de esta clase. Pida a un administrador que lo agregue.",
        "There is no active state of this class. Ask an administrator to add one.",
    ),
    "last_of_its_class": (
        "Es el último estado activo de su clase; agregue otro antes de retirarlo.",
        "It is the last active state of its class; add another before you retire it.",
    ),
    "prefix_taken": (
        "Otro tipo ya usa ese prefijo.",
        "Another type uses that prefix already.",
    ),
    "prefix_in_use": (
        "Ya hay casos numerados con este prefijo; no se puede cambiar.",
        "There are cases numbered with this prefix; it cannot be changed.",
    ),
    "no_calendar": (
        "No hay un calendario laboral predeterminado. Pida a un administrador que lo cree.",
        "There is no default business calendar. Ask an administrator to make one.",
    ),
    "default_calendar": (
        "Es el calendario predeterminado; elija otro antes.",
        "It is the default calendar; choose another first.",
    ),
    "calendar_without_hours": (
        "El calendario necesita al menos una franja de horas.",
        "The calendar needs one range of hours at least.",
    ),
    "deadline_out_of_reach": (
        "Con el calendario laboral este plazo no se cumple en veinte años.",
        "By the business calendar this deadline is more than twenty years away.",
    ),
}
