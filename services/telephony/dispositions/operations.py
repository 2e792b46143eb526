"""The catalog of call outcomes: what a new organization begins with."""

from typing import Final

from chassis.records.catalogs import Catalog, named
from services.telephony.dispositions.models import CallDisposition

DISPOSITIONS: Final = Catalog(
    model=CallDisposition,
    seed=named(
        ("Venta", "Sale"),
        ("Interesado", "Interested"),
        ("Volver a llamar", "Call back"),
        ("Consulta resuelta", "Question answered"),
        ("Reclamo", "Complaint"),
        ("No interesado", "Not interested"),
        ("Número equivocado", "Wrong number"),
        ("Sin respuesta", "No answer"),
    ),
)
