"""What is written on a lead, and how a merge changes it. Pure rules, no rows.

A lead asks for little: whoever can be named or reached in some way is one. Phones, addresses and
tags are read as those of contacts are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from uuid import UUID

from chassis.errors import FieldError
from services.contacts.directory.card import READERS
from services.contacts.directory.channels import Address, Line
from services.contacts.directory.naming import display_name, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadCard:
    """The written content of one lead; rights, state and what it became are not on it."""

    first_name: str | None = None
    last_name: str | None = None
    company_name: str | None = None
    position: str | None = None
    progress: str = "new"
    phones: tuple[Line, ...] = ()
    emails: tuple[Address, ...] = ()
    addresses: tuple[Mapping[str, Any], ...] = ()
    website: str | None = None
    tax_id: str | None = None
    tax_country: str | None = None
    tags: tuple[str, ...] = ()
    description: str | None = None
    source_id: UUID | None = None
    temperature_id: UUID | None = None

    @property
    def name(self) -> str:
        """How the lead is shown: the person, else the company, else how it is reached."""
        person = display_name(first_name=self.first_name, last_name=self.last_name)
        reached = [each.address for each in self.emails] + [line.e164 for line in self.phones]
        return person or self.company_name or next(iter(reached), "")


def merge(
    card: LeadCard, given: Mapping[str, Any], *, region: str
) -> tuple[LeadCard, tuple[FieldError, ...]]:
    """Return the card with the given members in place of its own, and what is wrong with them.

    `given` holds only members that were sent (RFC 7396: None empties, a list replaces the list);
    members that a card does not have are left alone. With errors the card is not to be stored.
    """
    values = {name: given[name] for name in _MEMBERS if name in given}
    errors: list[FieldError] = []
    for name in _TIDIED:
        if name in values:
            values[name] = tidy(values[name])
    for name, read in READERS.items():
        if name in values:
            values[name], wrong = read(values[name] or (), region)
            errors += wrong
    after = replace(card, **values)
    if after.tax_id is None:
        after = replace(after, tax_country=None)
    elif after.tax_country is None:
        after = replace(after, tax_country=region)
    if not after.name and not errors:
        errors.append(FieldError("last_name", "lead_without_identity"))
    return after, tuple(errors)


def changed_members(before: LeadCard, after: LeadCard) -> list[str]:
    """Name the members in which two cards differ, as the API names them."""
    return [
        member.name
        for member in fields(LeadCard)
        if getattr(before, member.name) != getattr(after, member.name)
    ]


_TIDIED: Final = ("first_name", "last_name", "company_name", "position")
_MEMBERS: Final = tuple(member.name for member in fields(LeadCard))
