"""What a form may ask, and how what was sent becomes a lead or a contact. Pure rules, no rows.

A field is one of the record's own (`FIELDS`) or one of the organization's (`custom.<key>`). What
strangers send is text; the record's own rules read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from chassis.errors import FieldError
from services.contacts.directory.channels import Written
from services.contacts.directory.schemas import read_web_address
from services.contacts.forms.models import CONTACT, LEAD

Kind = Literal["text", "area", "email", "phone", "url", "number", "date", "list", "checkbox"]

CUSTOM: Final = "custom."
CONSENT: Final = "consent"
REACHES: Final = frozenset({"email", "phone"})
"""A form asks for one of these at least: nobody can answer somebody who left no way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field that a record has of its own; `fills` is by what browsers fill it in."""

    kind: Kind
    longest: int
    fills: str
    makes: tuple[str, ...] = (LEAD, CONTACT)


FIELDS: Final[Mapping[str, Asked]] = {
    "first_name": Asked(kind="text", longest=200, fills="given-name"),
    "last_name": Asked(kind="text", longest=200, fills="family-name"),
    "company_name": Asked(kind="text", longest=200, fills="organization", makes=(LEAD,)),
    "position": Asked(kind="text", longest=200, fills="organization-title"),
    "email": Asked(kind="email", longest=320, fills="email"),
    "phone": Asked(kind="phone", longest=60, fills="tel"),
    "website": Asked(kind="url", longest=500, fills="url"),
    "city": Asked(kind="text", longest=200, fills="address-level2"),
    "description": Asked(kind="area", longest=10_000, fills="off"),
}
CUSTOM_KINDS: Final[Mapping[str, Kind]] = {
    "text": "text",
    "area": "area",
    "number": "number",
    "date": "date",
    "list": "list",
    "checkbox": "checkbox",
}
"""Which of the organization's fields a form may ask, by their type. Not unique ones: the refusal
would tell a stranger what is here.
"""

UNKNOWN: Final = "lead_without_identity"
"""The code of a lead, or a contact, of which nothing is known."""

_CARD: Final = ("first_name", "last_name", "company_name", "position", "description")
_PLACES: Final = {"phones.0.number": "phone", "emails.0.address": "email"}


def given(values: Mapping[str, str]) -> tuple[dict[str, Any], list[FieldError]]:
    """Translate what was sent into members as the rules of the record read them."""
    members: dict[str, Any] = {name: values[name] for name in _CARD if values.get(name)}
    errors = []
    if values.get("email"):
        members["emails"] = [Written(values["email"], "work")]
    if values.get("phone"):
        members["phones"] = [Written(values["phone"], "mobile")]
    if values.get("city"):
        members["addresses"] = [{"label": "work", "city": values["city"]}]
    if values.get("website"):
        try:
            members["website"] = read_web_address(values["website"])
        except ValueError:
            errors.append(FieldError("website", "invalid_web_address"))
    return members, errors


def wrong_values(
    fields: Sequence[Mapping[str, Any]], values: Mapping[str, str]
) -> list[FieldError]:
    """Name what is missing or too long, and what the form does not ask."""
    names = {field["name"] for field in fields}
    errors = [FieldError(name, "unknown_member") for name in values if name not in names]
    for field in fields:
        name, value = field["name"], values.get(field["name"], "")
        if field["required"] and not value:
            errors.append(FieldError(name, "required"))
        longest = FIELDS[name].longest if name in FIELDS else FIELDS["description"].longest
        if len(value) > longest:
            errors.append(FieldError(name, "too_long", {"max_length": longest}))
    return errors


def as_sent(errors: Sequence[FieldError], fields: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """Name members of the record by the fields of the form.

    Who left nothing by which to be known is told so where the form asks how to answer.
    """
    reach = next(field["name"] for field in fields if field["name"] in REACHES)
    return [
        FieldError(
            reach if each.code == UNKNOWN else _PLACES.get(each.field, each.field),
            each.code,
            each.params,
        )
        for each in errors
    ]
