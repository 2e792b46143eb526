"""Contacts' catalogs: what a new organization begins with, and where each is used.

Nobody follows them by facts: no service keeps a contact's type, source, role or temperature.
"""

from typing import Any, Final

from chassis.db import Session
from chassis.records.catalogs import Catalog, InColumn, named, seed
from services.contacts.activities.models import Activity
from services.contacts.catalogs.models import (
    REFERRAL,
    ContactRole,
    ContactSource,
    ContactType,
    EventCategory,
    TaskCategory,
    Temperature,
)
from services.contacts.directory.models import Contact
from services.contacts.forms.models import WebForm
from services.contacts.leads.models import Lead
from services.contacts.timeline.models import TimelineEntry

TYPES: Final = Catalog(
    model=ContactType,
    seed=named(
        ("Cliente", "Client"),
        ("Proveedor", "Supplier"),
        ("Socio", "Partner"),
        ("Competidor", "Competitor"),
    ),
    uses=(InColumn(column=Contact.type_id),),
)
SOURCES: Final = Catalog(
    model=ContactSource,
    seed=(
        {"name": "Base de datos", "name_en": "Database", "kind": "general"},
        {"name": "Formulario web", "name_en": "Web form", "kind": "general"},
        {"name": "Referido", "name_en": "Referral", "kind": REFERRAL},
    ),
    uses=(
        InColumn(column=Contact.source_id),
        InColumn(column=Lead.source_id),
        InColumn(column=WebForm.source_id),
    ),
)
ROLES: Final = Catalog(
    model=ContactRole,
    seed=named(
        ("Organización", "Organization"),
        ("Asesor", "Advisor"),
        ("Director de proyectos", "Project director"),
    ),
    uses=(InColumn(column=Contact.role_ids),),
)
TEMPERATURES: Final = Catalog(
    model=Temperature,
    seed=(
        {"name": "Frío", "name_en": "Cold", "colour": "#8a98d8"},
        {"name": "Tibio", "name_en": "Warm", "colour": "#ffd267"},
        {"name": "Caliente", "name_en": "Hot", "colour": "#df7895"},
    ),
    uses=(InColumn(column=Contact.temperature_id), InColumn(column=Lead.temperature_id)),
)
EVENT_CATEGORIES: Final = Catalog(
    model=EventCategory,
    seed=named(("Nota", "Note"), ("Email", "E-mail"), ("Llamada", "Call"), ("Reunión", "Meeting")),
    uses=(InColumn(column=TimelineEntry.category_id),),
)
TASK_CATEGORIES: Final = Catalog(
    model=TaskCategory,
    seed=named(
        ("Llamada", "Call"),
        ("Negocio", "Deal"),
        ("Demo", "Demo"),
        ("Email", "E-mail"),
        ("Fax", "Fax"),
        ("Seguimiento", "Follow-up"),
        ("Almuerzo", "Lunch"),
        ("Reunión", "Meeting"),
        ("Nota", "Note"),
        ("Envío", "Shipment"),
        ("Redes sociales", "Social networks"),
        ("Agradecimiento", "Thank-you"),
    ),
    uses=(InColumn(column=Activity.category_id),),
)
CATALOGS: Final[tuple[Catalog[Any], ...]] = (
    TYPES,
    SOURCES,
    ROLES,
    TEMPERATURES,
    EVENT_CATEGORIES,
    TASK_CATEGORIES,
)


def seed_catalogs(session: Session) -> None:
    """Give a new organization its first entries; a catalog that has any keeps what it has."""
    for catalog in CATALOGS:
        seed(session, catalog)
