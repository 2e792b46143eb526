"""How contacts are read: the list, one contact, the field that picks one."""

from typing import Final

from chassis import phones
from chassis.records import Access, CustomFields, Field, Many, MoneyOf, RecordType
from services.contacts.activities.flags import CONTACT_FLAG, FLAGS
from services.contacts.directory.account import PRIORITIES
from services.contacts.directory.models import (
    ACCOUNT_STATUSES,
    ACTIVE,
    DISCARDED,
    Contact,
    ContactEmail,
    ContactPhone,
)


def read_line(text: str) -> str:
    """Read a number with its country code in any written form. Raises ValueError otherwise.

    A `+` that was not escaped arrives as a space, so the code may stand without it.
    """
    bare = text.strip()
    phone = phones.parse(bare if bare.startswith(("+", "00")) else f"+{bare}", "ZZ")
    if phone is None:
        raise ValueError(text)
    return phone.e164


_ACCESS = Access(owner="owner_id", managers="manager_ids", visibility="visibility")
_PHONES = Many(
    of=ContactPhone.contact_id,
    json={
        "number": ContactPhone.number,
        "national": ContactPhone.national,
        "label": ContactPhone.label,
        "primary": ContactPhone.primary,
    },
    order=(ContactPhone.place,),
)
_EMAILS = Many(
    of=ContactEmail.contact_id,
    json={
        "address": ContactEmail.address,
        "label": ContactEmail.label,
        "primary": ContactEmail.primary,
    },
    order=(ContactEmail.place,),
)
_JSON = {
    "id": Contact.id,
    "kind": Contact.kind,
    "first_name": Contact.first_name,
    "last_name": Contact.last_name,
    "name": Contact.name,
    "photo_id": Contact.photo_id,
    "class": Contact.class_,
    "phones": _PHONES,
    "emails": _EMAILS,
    "addresses": Contact.addresses,
    "links": Contact.links,
    "website": Contact.website,
    "company_id": Contact.company_id,
    "area": Contact.area,
    "position": Contact.position,
    "tax_id": Contact.tax_id,
    "tax_country": Contact.tax_country,
    "description": Contact.description,
    "account_status": Contact.account_status,
    "client_number": Contact.client_number,
    "type_id": Contact.type_id,
    "source_id": Contact.source_id,
    "referred_by_id": Contact.referred_by_id,
    "main_contact_id": Contact.main_contact_id,
    "role_ids": Contact.role_ids,
    "temperature_id": Contact.temperature_id,
    "priority": Contact.priority,
    "economic_activity": Contact.economic_activity,
    "price_list": Contact.price_list,
    "tax_exempt": Contact.tax_exempt,
    "ledger_account": Contact.ledger_account,
    "is_supplier": Contact.is_supplier,
    "currency": Contact.currency,
    "credit_days": Contact.credit_days,
    "credit_limit": MoneyOf(amount=Contact.credit_limit, currency=Contact.credit_currency),
    "tags": Contact.tags,
    "origin": Contact.origin,
    "owner_id": Contact.owner_id,
    "manager_ids": Contact.manager_ids,
    "visibility": Contact.visibility,
    "shared_with": {
        "user_ids": Contact.shared_user_ids,
        "group_ids": Contact.shared_group_ids,
        "level": Contact.share_level,
    },
    "state": Contact.state,
    "flag": CONTACT_FLAG,
    "discarded_at": Contact.discarded_at,
    "merged_into_id": Contact.merged_into_id,
    "created_at": Contact.created_at,
    "updated_at": Contact.updated_at,
    "version": Contact.version,
}
_FIELDS = {
    "id": Field(Contact.id),
    "state": Field(Contact.state, choices=(ACTIVE, DISCARDED)),
    "kind": Field(Contact.kind, choices=("person", "company")),
    "class": Field(Contact.class_, choices=("prospect", "interested", "client")),
    "name": Field(Contact.name),
    "origin": Field(Contact.origin),
    "visibility": Field(Contact.visibility, choices=("private", "read", "write")),
    "company_id": Field(Contact.company_id),
    "owner_id": Field(Contact.owner_id),
    "manager_ids": Field(Contact.manager_ids),
    "tags": Field(Contact.tags),
    "tax_id": Field(Contact.tax_id),
    "account_status": Field(Contact.account_status, choices=ACCOUNT_STATUSES),
    "client_number": Field(Contact.client_number),
    "type_id": Field(Contact.type_id),
    "source_id": Field(Contact.source_id),
    "referred_by_id": Field(Contact.referred_by_id),
    "role_ids": Field(Contact.role_ids),
    "temperature_id": Field(Contact.temperature_id),
    "priority": Field(Contact.priority, choices=PRIORITIES),
    "economic_activity": Field(Contact.economic_activity),
    "price_list": Field(Contact.price_list),
    "tax_exempt": Field(Contact.tax_exempt),
    "is_supplier": Field(Contact.is_supplier),
    "currency": Field(Contact.currency),
    "credit_days": Field(Contact.credit_days),
    "phone": Field(ContactPhone.number, of=ContactPhone.contact_id, read=read_line),
    "email": Field(ContactEmail.key, of=ContactEmail.contact_id, read=str.casefold),
    "flag": Field(CONTACT_FLAG, choices=FLAGS),
    "created_at": Field(Contact.created_at),
    "updated_at": Field(Contact.updated_at),
}
_SORTS = {
    "name": Contact.sort_key,
    "created_at": Contact.created_at,
    "updated_at": Contact.updated_at,
}

CONTACT: Final = RecordType(
    name="contact",
    model=Contact,
    json=_JSON,
    access=_ACCESS,
    fields=_FIELDS,
    sorts=_SORTS,
    default_sort="-created_at",
    search=Contact.search_text,
    live=Contact.state == ACTIVE,
    custom=Contact.custom,
)
"""Contacts as everybody sees them."""

DISCARDED_CONTACT: Final = RecordType(
    name="contact",
    model=Contact,
    json=_JSON,
    access=_ACCESS,
    fields=_FIELDS,
    sorts={
        "name": Contact.sort_key,
        "discarded_at": Contact.updated_at,
        "updated_at": Contact.updated_at,
    },
    default_sort="-discarded_at",
    search=Contact.search_text,
    live=Contact.state == DISCARDED,
    custom=Contact.custom,
)
"""The recycle area (C-18); only administrators are led here. People cannot change what lies there,
so the last change is the discarding.
"""

LOOKUP: Final = RecordType(
    name="contact",
    model=Contact,
    json={
        "id": Contact.id,
        "kind": Contact.kind,
        "name": Contact.name,
        "photo_id": Contact.photo_id,
        "class": Contact.class_,
        "phones": _PHONES,
        "emails": _EMAILS,
        "company_id": Contact.company_id,
    },
    access=_ACCESS,
    fields={"kind": _FIELDS["kind"]},
    sorts={"name": Contact.sort_key},
    default_sort="name",
    search=Contact.search_text,
    live=Contact.state == ACTIVE,
)
"""What a field that picks a contact shows (C-44); discarded ones are not there (X-11)."""

CONTACT_FIELDS: Final = CustomFields(
    record_type=CONTACT,
    plural="contacts",
    built_in=(
        "first_name", "last_name", "name", "class", "company_id", "main_contact_id", "position",
        "area", "tax_id", "phones", "emails", "website", "addresses", "type_id", "temperature_id",
        "source_id", "referred_by_id", "role_ids", "tags", "client_number", "owner_id",
        "account_status", "priority", "economic_activity", "currency", "price_list", "credit_days",
        "ledger_account", "tax_exempt", "is_supplier", "manager_ids", "visibility", "description",
    ),
    essential=frozenset({"first_name", "last_name", "name", "class"}),
)  # fmt: skip
"""That contacts take fields of the organization's own, and in which order theirs are shown.

`credit_days` stands for the terms as a whole: the limit is shown with the days.
"""
