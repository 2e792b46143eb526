"""Whether what a contact points to exists: users, groups, its company, a free tax id.

Each function returns the wrong members, none when all is well.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final
from uuid import UUID

from psycopg.errors import UniqueViolation
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryGroup, DirectoryUser
from chassis.records.catalogs import CatalogEntry, chosen
from services.contacts.catalogs.models import (
    REFERRAL,
    ContactRole,
    ContactSource,
    ContactType,
    Temperature,
)
from services.contacts.directory.card import Card
from services.contacts.directory.models import ACTIVE, Contact
from services.contacts.directory.naming import COMPANY, PERSON
from services.contacts.directory.rights import visible
from services.contacts.directory.tax_ids import comparison_key

_TAX_KEY = "uq_contact_tax_key"
_LISTS: Final[Mapping[str, type[CatalogEntry]]] = {
    "type_id": ContactType,
    "source_id": ContactSource,
    "temperature_id": Temperature,
}


@contextmanager
def unique_tax_id() -> Iterator[None]:
    """Around writes: the second of two people who write one tax id at once is told so.

    `wrong_tax_id` cannot see what another transaction has not committed; the unique index does.
    """
    try:
        yield
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation) and error.orig.diag.constraint_name == _TAX_KEY:
            raise Invalid("invalid_fields", FieldError("tax_id", "tax_id_taken")) from None
        raise


def wrong_users(session: Session, member: str, user_ids: Collection[UUID]) -> list[FieldError]:
    """Name the member when one of the users is unknown here or inactive."""
    if not user_ids:
        return []
    known = session.scalars(
        select(DirectoryUser.user_id).where(
            DirectoryUser.user_id.in_(user_ids), DirectoryUser.is_active
        )
    )
    return [FieldError(member, "unknown_user")] if set(user_ids).difference(known) else []


def wrong_groups(session: Session, member: str, group_ids: Collection[UUID]) -> list[FieldError]:
    """Name the member when one of the groups is unknown here."""
    if not group_ids:
        return []
    known = session.scalars(
        select(DirectoryGroup.group_id).where(
            DirectoryGroup.group_id.in_(group_ids), DirectoryGroup.is_active
        )
    )
    return [FieldError(member, "unknown_group")] if set(group_ids).difference(known) else []


def wrong_company(session: Session, actor: Actor, company_id: UUID) -> list[FieldError]:
    """Name the member unless it is a company that the actor sees (C-25)."""
    company = visible(session, actor, company_id)
    if company is None or company.kind != COMPANY or company.state != ACTIVE:
        return [FieldError("company_id", "unknown_company")]
    return []


def wrong_tax_id(session: Session, card: Card, *, contact_id: UUID | None) -> list[FieldError]:
    """Name the member when another active contact of the country has the tax id (C-24).

    The refusal does not say which contact: it may be one that the actor may not see.
    """
    key = comparison_key(card.tax_id)
    if key is None:
        return []
    other = select(Contact.id).where(
        Contact.tax_country == card.tax_country, Contact.tax_key == key, Contact.state == ACTIVE
    )
    if contact_id is not None:
        other = other.where(Contact.id != contact_id)
    taken = session.scalars(other.limit(1)).first() is not None
    return [FieldError("tax_id", "tax_id_taken")] if taken else []


def wrong_entries(session: Session, before: Card, after: Card) -> list[FieldError]:
    """Name the members that hold an entry which may not be chosen; what was there may stay."""
    wrong = [
        FieldError(member, "unknown_entry")
        for member, model in _LISTS.items()
        if (id := getattr(after, member)) is not None
        and id != getattr(before, member)
        and not chosen(session, model, {id})
    ]
    new_roles = set(after.role_ids) - set(before.role_ids)
    if new_roles.difference(chosen(session, ContactRole, new_roles)):
        wrong.append(FieldError("role_ids", "unknown_entry"))
    return wrong


def wrong_people(
    session: Session, actor: Actor, before: Card, after: Card, *, contact_id: UUID | None
) -> list[FieldError]:
    """Name who refers or stands for a company, unless it is a contact that the actor sees.

    A contact does not refer itself (C-49), and a person stands for a company (C-32).
    """
    wrong = []
    for member in ("referred_by_id", "main_contact_id"):
        id = getattr(after, member)
        if id is None or id == getattr(before, member):
            continue
        if member == "main_contact_id" and after.kind != COMPANY:
            continue
        other = visible(session, actor, id) if id != contact_id else None
        right = other is not None and other.state == ACTIVE
        if not right or (member == "main_contact_id" and other and other.kind != PERSON):
            wrong.append(FieldError(member, "unknown_contact"))
    return wrong


def settle_referral(
    session: Session, card: Card, given: Mapping[str, object]
) -> tuple[Card, list[FieldError]]:
    """Hold who referred a contact to its source (C-49): only a referral source has one.

    Another source forgets who referred it, unless the change names somebody: that is refused.
    """
    if card.referred_by_id is None:
        return card, []
    source = session.get(ContactSource, card.source_id) if card.source_id else None
    if source is not None and source.kind == REFERRAL:
        return card, []
    if given.get("referred_by_id"):
        return card, [FieldError("referred_by_id", "source_not_referral")]
    return replace(card, referred_by_id=None), []
