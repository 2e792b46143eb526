"""What a contact of a file's row would be. Pure: tested by example, run while others are written.

A row needs a name, a phone or an e-mail address. Other than somebody who types, a file may know a
person by one name, or by the number alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from chassis import phones
from chassis.errors import FieldError
from chassis.money import CURRENCIES, Money
from chassis.records.importing import Prepared, Terms
from services.contacts.directory.card import Card, merge
from services.contacts.directory.channels import Written
from services.contacts.directory.naming import COMPANY, PERSON, display_name, tidy
from services.contacts.directory.schemas import read_web_address
from services.contacts.directory.tax_ids import comparison_key
from services.contacts.importing.fields import EMAILS, LABELS, PHONES

_SEVERAL: Final = re.compile(r"\s*(?:[;,|\n]|:::|\s/\s|\sy\s|\so\s)\s*")
_PARTICLES: Final = frozenset(
    ["de", "del", "la", "las", "los", "da", "das", "do", "dos", "san", "santa", "van", "von", "y"]
)
_LONGEST_TAG: Final = 60
_MOST_DAYS: Final = 3650
_MOST_CREDIT: Final = 10**12
_TEXTS: Final = ("area", "position", "description", "tax_id", "economic_activity")
_PLACES: Final = {
    "address": "street",
    "city": "city",
    "region": "region",
    "postal_code": "postal_code",
}
_QUIET: Final = frozenset({"repeated_phone", "repeated_email"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row as a contact: the card that it would be, and what it says, for one that is there.

    `given` are the members that the row has. `company` is the name of the person's company. The
    keys are what it may be found by: every form of its lines, its addresses, country and tax id.
    """

    card: Card
    given: frozenset[str]
    company: str | None = None
    manager: str | None = None
    lists: Mapping[str, str] = field(default_factory=dict)
    phone_keys: frozenset[str] = frozenset()
    email_keys: frozenset[str] = frozenset()
    tax_key: tuple[str, str] | None = None


def prepare(row: int, values: Mapping[str, Any], terms: Terms) -> Prepared:
    """Read the values of a row into a draft, with every error by its field."""
    kind, names, company = _named(values, terms)
    country = values.get("country")
    region = country or terms.region
    given: dict[str, Any] = {name: values[name] for name in _TEXTS if name in values}
    if kind == COMPANY:
        given = {name: value for name, value in given.items() if name not in {"area", "position"}}
    errors: list[FieldError] = []
    given["phones"], phone_fields = _phones(values, region)
    given["emails"], email_fields = _emails(values)
    given |= _address(values, country)
    given |= _listed(values, terms)
    given |= _account(values, errors)
    if "tax_id" in given:
        given["tax_country"] = region
    if "website" in values:
        try:
            given["website"] = read_web_address(values["website"])
        except ValueError as error:
            errors.append(FieldError("website", str(error)))
    shown = names.pop("shown")
    card, wrong = merge(Card(kind=kind, name=shown or "", **names), given, region=region)  # type: ignore[arg-type]
    errors += _by_column(wrong, phone_fields, email_fields)
    if not shown:
        card = _named_by_channel(card)
        if not card.name and not errors:
            errors.append(FieldError("", "row_without_identity"))
    tax = comparison_key(card.tax_id)
    draft = Draft(
        card=card,
        phone_keys=frozenset(form for line in card.phones for form in phones.variants(line.e164)),
        email_keys=frozenset(each.key for each in card.emails),
        tax_key=(card.tax_country or "", tax) if tax else None,
        given=frozenset(name for name, value in given.items() if value) | _named_in(values, kind),
        company=company,
        manager=values.get("manager"),
        lists={name: values[name] for name in ("type", "source", "temperature") if name in values},
    )
    return Prepared(row, draft, tuple(errors))


def split_name(whole: str) -> tuple[str, str | None]:
    """Split a full name as Spanish names go: the last two words of four or more are surnames.

    Of three words two are surnames, particles stay with what follows them, and who writes
    `Apellido, Nombre` has said it.
    """
    if whole.count(",") == 1:
        last, first = (tidy(part) for part in whole.split(","))
        if first and last:
            return first, last
    words: list[str] = []
    for word in whole.split():
        if words and words[-1].split()[-1].casefold() in _PARTICLES:
            words[-1] += f" {word}"
        else:
            words.append(word)
    if len(words) == 1:
        return words[0], None
    given = 1 if len(words) <= 3 else len(words) - 2  # noqa: PLR2004
    return " ".join(words[:given]), " ".join(words[given:])


def _named(
    values: Mapping[str, Any], terms: Terms
) -> tuple[str, dict[str, str | None], str | None]:
    """Return the kind, the names with how the contact is shown, and the company of a person."""
    first, last = tidy(values.get("first_name")), tidy(values.get("last_name"))
    whole, company = tidy(values.get("name")), tidy(values.get("company"))
    kind = values.get("kind")
    if kind is None:
        person = first or last or (whole and terms.defaults.get("kind") != COMPANY)
        kind = PERSON if person or not (whole or company) else COMPANY
    if kind == COMPANY:
        shown = whole or company or display_name(first_name=first, last_name=last) or None
        return COMPANY, {"shown": shown, "first_name": None, "last_name": None}, None
    if not (first or last) and whole:
        first, last = split_name(whole)
    shown = display_name(first_name=first, last_name=last) or None
    return PERSON, {"shown": shown, "first_name": first, "last_name": last}, company


def _named_by_channel(card: Card) -> Card:
    """Call a contact without a name by its number or address, as calls do."""
    known_by = card.phones[0].national if card.phones else None
    known_by = known_by or (card.emails[0].address if card.emails else "")
    first = known_by or None
    return replace(card, name=known_by, first_name=first if card.kind == PERSON else None)


def _named_in(values: Mapping[str, Any], kind: str) -> set[str]:
    named = {name for name in ("first_name", "last_name", "name") if name in values}
    return named | {"name"} if kind == COMPANY and "company" in values else named


def _phones(values: Mapping[str, Any], region: str) -> tuple[list[Written], list[str]]:
    """Return the lines of a row, each with the field that it is from; a cell may hold several."""
    written: list[Written] = []
    fields: list[str] = []
    for name in PHONES:
        text = values.get(name)
        if text is None:
            continue
        parts = [part for part in _SEVERAL.split(text) if part]
        if len(parts) > 1 and phones.parse(text, region) is not None:
            parts = [text]
        for part in parts:
            written.append(Written(part, LABELS.get(name, "mobile")))
            fields.append(name)
    return written, fields


def _emails(values: Mapping[str, Any]) -> tuple[list[Written], list[str]]:
    written: list[Written] = []
    fields: list[str] = []
    for name in EMAILS:
        for part in _SEVERAL.split(values.get(name, "")):
            if part:
                written.append(Written(part, "work"))
                fields.append(name)
    return written, fields


def _address(values: Mapping[str, Any], country: str | None) -> dict[str, Any]:
    place = {part: values[name] for name, part in _PLACES.items() if name in values}
    if not place:
        return {}
    if country:
        place["country"] = country
    return {"addresses": [{"label": "work", **place}]}


def _listed(values: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    tags = [
        tag[:_LONGEST_TAG] for tag in (*terms.defaults.get("tags", ()), *values.get("tags", ()))
    ]
    found: dict[str, Any] = {"tags": tags} if tags else {}
    if "class" in values:
        found["class_"] = values["class"]
    if "priority" in values:
        found["priority"] = values["priority"]
    return found


def _account(values: Mapping[str, Any], errors: list[FieldError]) -> dict[str, Any]:
    """Read on which terms a client buys; a limit is in the row's currency."""
    found: dict[str, Any] = {}
    if "currency" in values:
        code = values["currency"].upper()
        if code in CURRENCIES:
            found["currency"] = code
        else:
            errors.append(FieldError("currency", "unknown_currency"))
    days: Decimal | None = values.get("credit_days")
    if days is not None:
        if days == days.to_integral_value() and 0 <= days <= _MOST_DAYS:
            found["credit_days"] = int(days)
        else:
            errors.append(FieldError("credit_days", "out_of_range"))
    limit: Decimal | None = values.get("credit_limit")
    if limit is not None:
        if "currency" not in found:
            errors.append(FieldError("credit_limit", "currency_required"))
        elif limit < 0 or limit >= _MOST_CREDIT:
            errors.append(FieldError("credit_limit", "out_of_range"))
        else:
            found["credit_limit"] = Money(limit, found["currency"])
    return found


def _by_column(
    wrong: tuple[FieldError, ...], phone_fields: list[str], email_fields: list[str]
) -> list[FieldError]:
    """Name the columns instead of the places in a list; a line that stands twice is no error."""
    found = []
    for error in wrong:
        if error.code in _QUIET:
            continue
        member, _, rest = error.field.partition(".")
        listed = {"phones": phone_fields, "emails": email_fields}.get(member)
        name = listed[int(rest.split(".")[0])] if listed else member
        found.append(FieldError(name, error.code, error.params))
    return _once(found)


def _once(errors: list[FieldError]) -> list[FieldError]:
    known: dict[tuple[str, str], FieldError] = {}
    for error in errors:
        known.setdefault((error.field, error.code), error)
    return list(known.values())
