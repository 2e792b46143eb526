"""Routes of contacts' catalogs: whoever sees contacts reads them, who may configure changes them.

Types C-02, sources C-19, roles C-20, temperatures C-42, event categories C-41, task categories
N-05.
"""

from functools import partial
from typing import Final

from chassis.web import Routes
from chassis.web.catalogs import ColouredEntryChange, ColouredEntryCreate, catalog_routes
from services.contacts.catalogs import operations, records
from services.contacts.catalogs.schemas import SourceCreate

_routes = partial(catalog_routes, view="contacts.view", configure="contacts.configure")

CATALOG_ROUTES: Final[tuple[Routes, ...]] = (
    _routes("/contact-types", operations.TYPES, records.CONTACT_TYPE, tag="Contact types"),
    _routes(
        "/contact-sources",
        operations.SOURCES,
        records.CONTACT_SOURCE,
        tag="Contact sources",
        create=SourceCreate,
    ),
    _routes("/contact-roles", operations.ROLES, records.CONTACT_ROLE, tag="Contact roles"),
    _routes(
        "/temperatures",
        operations.TEMPERATURES,
        records.TEMPERATURE,
        tag="Temperatures",
        create=ColouredEntryCreate,
        change=ColouredEntryChange,
    ),
    _routes(
        "/event-categories",
        operations.EVENT_CATEGORIES,
        records.EVENT_CATEGORY,
        tag="Event categories",
    ),
    _routes(
        "/task-categories",
        operations.TASK_CATEGORIES,
        records.TASK_CATEGORY,
        tag="Task categories",
    ),
)
