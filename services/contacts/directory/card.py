"""What is written on a contact, and how a merge changes it. Pure rules, no rows.

`merge` is the only way from what somebody typed to what is stored, for a new contact (from a blank
card) and for a change (from the present one). Tested by property: merging nothing changes nothing,
merging twice is merging once, members that are not given stay, and phones and addresses keep their
invariant.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from uuid import UUID

from chassis.errors import FieldError
from chassis.money import Money
from services.contacts.directory.channels import (
    Address,
    Line,
    Written,
    primary_place,
    read_emails,
    read_phones,
    second_primaries,
)
from services.contacts.directory.naming import PERSON, display_name, missing_names, tidy

NAMES: Final = ("first_name", "last_name", "name")
OF_A_PERSON: Final = ("company_id", "area", "position")
OF_A_COMPANY: Final = ("main_contact_id",)
_TIDIED: Final = ("area", "position", "economic_activity", "price_list", "ledger_account", *NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The written content of one contact; rights and state are not on the card."""

    kind: str
    first_name: str | None = None
    last_name: str | None = None
    name: str = ""
    class_: str = "prospect"
    phones: tuple[Line, ...] = ()
    emails: tuple[Address, ...] = ()
    addresses: tuple[Mapping[str, Any], ...] = ()
    links: tuple[Mapping[str, Any], ...] = ()
    tags: tuple[str, ...] = ()
    company_id: UUID | None = None
    area: str | None = None
    position: str | None = None
    website: str | None = None
    tax_id: str | None = None
    tax_country: str | None = None
    description: str | None = None
    account_status: str = "active"
    type_id: UUID | None = None
    source_id: UUID | None = None
    referred_by_id: UUID | None = None
    main_contact_id: UUID | None = None
    role_ids: tuple[UUID, ...] = ()
    temperature_id: UUID | None = None
    priority: str = "normal"
    economic_activity: str | None = None
    price_list: str | None = None
    tax_exempt: bool = False
    ledger_account: str | None = None
    is_supplier: bool = False
    currency: str | None = None
    credit_days: int | None = None
    credit_limit: Money | None = None


def merge(
    card: Card, given: Mapping[str, Any], *, region: str
) -> tuple[Card, tuple[FieldError, ...]]:
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
    if any(name in given for name in NAMES):
        values, wrong = _named(card, values)
        errors += wrong
    foreign, code = (
        (OF_A_COMPANY, "only_of_a_company")
        if card.kind == PERSON
        else (OF_A_PERSON, "not_of_a_company")
    )
    errors += [FieldError(name, code) for name in foreign if values.get(name)]
    return _with_tax_country(replace(card, **values), region), tuple(errors)


def changed_members(before: Card, after: Card) -> list[str]:
    """Name the members in which two cards differ, as the API names them."""
    return [
        member.name.rstrip("_")
        for member in fields(Card)
        if getattr(before, member.name) != getattr(after, member.name)
    ]


def _named(card: Card, values: dict[str, Any]) -> tuple[dict[str, Any], list[FieldError]]:
    """Put the names in order: a person's display name is derived, so it cannot be sent."""
    if card.kind == PERSON:
        first = values.get("first_name", card.first_name)
        last = values.get("last_name", card.last_name)
        wrong = missing_names(card.kind, first_name=first, last_name=last, name=values.get("name"))
        shown = display_name(first_name=first, last_name=last)
        return {**values, "first_name": first, "last_name": last, "name": shown}, wrong
    name = values.get("name", card.name)
    wrong = missing_names(
        card.kind,
        first_name=values.get("first_name"),
        last_name=values.get("last_name"),
        name=name,
    )
    return {**values, "name": name or ""}, wrong


def _with_tax_country(card: Card, region: str) -> Card:
    """A tax id belongs to a country: the organization's where none is named."""
    if card.tax_id is None:
        return replace(card, tax_country=None) if card.tax_country else card
    return card if card.tax_country else replace(card, tax_country=region)


def _read_phones(
    written: Sequence[Written], region: str
) -> tuple[tuple[Line, ...], list[FieldError]]:
    return read_phones(written, region=region)


def _read_emails(
    written: Sequence[Written], _region: str
) -> tuple[tuple[Address, ...], list[FieldError]]:
    return read_emails(written)


def _read_addresses(
    written: Sequence[Mapping[str, Any]], _region: str
) -> tuple[tuple[Mapping[str, Any], ...], list[FieldError]]:
    marks = [bool(each.get("primary")) for each in written]
    primary = primary_place([mark or None for mark in marks])
    settled = ({**each, "primary": place == primary} for place, each in enumerate(written))
    return tuple(settled), second_primaries("addresses", marks)


def _read_links(
    written: Sequence[Mapping[str, Any]], _region: str
) -> tuple[tuple[Mapping[str, Any], ...], list[FieldError]]:
    return tuple(written), []


def _read_tags(written: Iterable[str], _region: str) -> tuple[tuple[str, ...], list[FieldError]]:
    """Keep each tag once, as it was first written, whatever its case."""
    tags: dict[str, str] = {}
    for tag in filter(None, map(tidy, written)):
        tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values()), []


def _read_roles(written: Iterable[UUID], _region: str) -> tuple[tuple[UUID, ...], list[FieldError]]:
    return tuple(dict.fromkeys(written)), []


Reader = Callable[[Any, str], tuple[Any, list[FieldError]]]
READERS: Final[Mapping[str, Reader]] = {
    "phones": _read_phones,
    "emails": _read_emails,
    "addresses": _read_addresses,
    "links": _read_links,
    "tags": _read_tags,
    "role_ids": _read_roles,
}
_MEMBERS: Final = tuple(member.name for member in fields(Card) if member.name != "kind")
