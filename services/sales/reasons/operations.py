"""The catalogs of purchase motives and loss reasons: first entries, and where they are used."""

from typing import Final

from chassis.db import Session
from chassis.records.catalogs import Catalog, named, seed
from services.sales.opportunities.reason_moves import OfOpportunities
from services.sales.reasons.models import LossReason, PurchaseMotive

MOTIVES: Final = Catalog(
    model=PurchaseMotive,
    seed=named(
        ("Precio", "Price"),
        ("Calidad del producto", "Product quality"),
        ("Atención recibida", "Service received"),
        ("Recomendación", "Recommendation"),
        ("Plazo de entrega", "Delivery time"),
        ("Ya era cliente", "Was already a client"),
    ),
    uses=(OfOpportunities("purchase_motive_id"),),
)
LOSSES: Final = Catalog(
    model=LossReason,
    seed=named(
        ("Precio", "Price"),
        ("Eligió a la competencia", "Chose a competitor"),
        ("Sin presupuesto", "No budget"),
        ("No respondió", "No answer"),
        ("No era el momento", "Bad timing"),
        ("No cubre lo que necesita", "Does not cover the need"),
    ),
    uses=(OfOpportunities("loss_reason_id"),),
)


def seed_reasons(session: Session) -> None:
    """Give a new organization both lists; one that has any entry keeps what it has."""
    seed(session, MOTIVES)
    seed(session, LOSSES)
