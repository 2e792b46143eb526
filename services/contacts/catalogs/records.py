"""Contacts' catalogs as the API shows them."""

from typing import Final

from chassis.records import Field
from chassis.records.catalogs import catalog_record
from services.contacts.catalogs.models import (
    SOURCE_KINDS,
    ContactRole,
    ContactSource,
    ContactType,
    EventCategory,
    TaskCategory,
    Temperature,
)

CONTACT_TYPE: Final = catalog_record("contact_type", ContactType)
CONTACT_SOURCE: Final = catalog_record(
    "contact_source",
    ContactSource,
    {"kind": ContactSource.kind},
    kind=Field(ContactSource.kind, choices=SOURCE_KINDS),
)
CONTACT_ROLE: Final = catalog_record("contact_role", ContactRole)
TEMPERATURE: Final = catalog_record("temperature", Temperature)
EVENT_CATEGORY: Final = catalog_record("event_category", EventCategory)
TASK_CATEGORY: Final = catalog_record("task_category", TaskCategory)

CATALOG_RECORDS: Final = (
    CONTACT_TYPE,
    CONTACT_SOURCE,
    CONTACT_ROLE,
    TEMPERATURE,
    EVENT_CATEGORY,
    TASK_CATEGORY,
)
