"""What a person reads for each refusal of this service: code → (Spanish, English)."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "opportunity_closed": (
        "La oportunidad está cerrada. Reábrala antes de modificarla.",
        "The opportunity is closed. Reopen it before you change it.",
    ),
    "opportunity_open": (
        "La oportunidad sigue abierta.",
        "The opportunity is still open.",
    ),
    "opportunity_discarded": (
        "La oportunidad está eliminada. Restáurela antes de modificarla.",
        "The opportunity is deleted. Restore it before you change it.",
    ),
    "opportunity_not_discarded": (
        "La oportunidad no está eliminada.",
        "The opportunity is not deleted.",
    ),
    "motive_required": (
        "Elija la motivación de compra.",
        "Choose the purchase motive.",
    ),
    "reason_required": (
        "Elija la razón de la pérdida.",
        "Choose the reason of the loss.",
    ),
    "unknown_reason": (
        "No existe o ya no se usa. Elija otra.",
        "It does not exist or is no longer in use. Choose another.",
    ),
    "unknown_stage": (
        "La etapa no existe o ya no se usa. Elija otra.",
        "The stage does not exist or is no longer in use. Choose another.",
    ),
    "stage_required": (
        "Su última etapa ya no se usa. Elija en cuál continúa.",
        "Its last stage is no longer in use. Choose where it goes on.",
    ),
    "stage_in_use": (
        "Hay {count} oportunidades abiertas en esta etapa. Elija a cuál pasan.",
        "There are {count} open opportunities at this stage. Choose where they go.",
    ),
    "last_stage": (
        "Debe quedar al menos una etapa en uso.",
        "At least one stage has to stay in use.",
    ),
    "unknown_contact": (
        "El contacto no existe, está descartado o no está a su alcance.",
        "The contact does not exist, is discarded or you cannot see it.",
    ),
    "unknown_product": (
        "El producto no existe o ya no se vende.",
        "The product does not exist or is no longer sold.",
    ),
    "price_required": (
        "Escriba el precio: el producto no tiene uno en esta moneda.",
        "Enter the price: the product has none in this currency.",
    ),
    "unknown_opportunity": (
        "La oportunidad no existe o no está a su alcance.",
        "The opportunity does not exist or you cannot see it.",
    ),
    "unknown_user": (
        "El usuario no existe o está inactivo.",
        "The user does not exist or is inactive.",
    ),
    "unknown_group": ("El grupo no existe.", "The group does not exist."),
}
