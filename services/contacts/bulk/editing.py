"""One change to many contacts: tags put on and taken off (C-43), one field set."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final, Self
from uuid import UUID

from pydantic import Field, model_validator
from sqlalchemy import select

from chassis.errors import FieldError, NotFound
from chassis.records.bulk import Order, Outcomes, Task, one_by_one
from chassis.records.custom import storing as values
from chassis.records.custom.designing import definitions_for_writing
from chassis.web import Body
from services.contacts.directory.card import Card
from services.contacts.directory.models import Contact
from services.contacts.directory.naming import PERSON
from services.contacts.directory.operations import edit_contact
from services.contacts.directory.records import CONTACT
from services.contacts.directory.references import wrong_entries
from services.contacts.directory.schemas import ContactChange, Tag
from services.contacts.projections import region_of

ONE_AT_A_TIME: Final = frozenset(
    {
        "class_", "area", "position", "description", "type_id", "source_id", "temperature_id",
        "role_ids", "priority", "economic_activity", "price_list", "tax_exempt", "ledger_account",
        "is_supplier", "currency", "credit_days", "account_status", "visibility", "company_id",
        "custom",
    }
)  # fmt: skip
"""What may be the same on many contacts. Names, channels and identifications are of one each;
tags and who is responsible have acts of their own.
"""

_ENTRIES: Final = ("type_id", "source_id", "temperature_id", "role_ids")
_Tags = Annotated[list[Tag], Field(default_factory=list, max_length=50)]


class Tagging(Body):
    """Tags to put on and to take off; one that is in both is put on."""

    add: _Tags
    remove: _Tags

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.add and not self.remove:
            raise ValueError("no_tag_chosen")
        return self


class OneChange(ContactChange):
    """Exactly one member of a contact, or one field of `custom`; null empties it."""

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        sent = self.model_fields_set
        fields = self.custom or {}
        if len(sent) != 1 or not sent <= ONE_AT_A_TIME or ("custom" in sent and len(fields) != 1):
            raise ValueError("one_field_only")
        return self


def tag_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Put tags on contacts and take others off."""
    given = task.params
    added = {name.casefold(): name for name in given.add}
    removed = {name.casefold() for name in given.remove} - added.keys()

    def change(contact: Contact) -> dict[str, Any]:
        kept = [name for name in contact.tags if name.casefold() not in removed]
        known = {name.casefold() for name in kept}
        return {"tags": [*kept, *(name for key, name in added.items() if key not in known)]}

    return _edit(task, ids, change)


def wrong_change(order: Order) -> list[FieldError]:
    """Name what would be refused on every contact: an entry or a value that cannot be."""
    session, sent = order.session, order.params.given()
    blank = Card(kind=PERSON)
    entries = {name: sent[name] for name in _ENTRIES if sent.get(name)}
    if "role_ids" in entries:
        entries["role_ids"] = tuple(entries["role_ids"])
    wrong = wrong_entries(session, blank, replace(blank, **entries)) if entries else []
    if sent.get("custom"):
        fields = definitions_for_writing(session, CONTACT.name)
        wrong += values.merge(fields, {}, sent["custom"], is_new=False)[1]
    return wrong


def change_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Set one field of contacts."""
    given = task.params.given()
    return _edit(task, ids, lambda _: given)


def _edit(task: Task, ids: Sequence[UUID], change: Callable[[Contact], dict[str, Any]]) -> Outcomes:
    """Merge what `change` says of each into it, as somebody would who edits it."""
    session = task.session
    region = region_of(session, otherwise=task.service.settings.region)

    def edit(contact_id: UUID) -> bool:
        found = select(Contact).where(Contact.id == contact_id).with_for_update()
        contact = session.scalars(found).one_or_none()
        if contact is None:
            raise NotFound
        version = contact.version
        edit_contact(
            session,
            task.actor,
            contact_id,
            change(contact),
            region=region,
            expected_version=None,
        )
        return contact.version != version

    return one_by_one(ids, edit)
