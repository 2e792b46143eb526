"""The ways to reach a contact: phones and e-mail addresses, normalised, one of each kind primary.

Pure rules: what a person typed goes in, what is stored comes out, or every error with its field.
The invariant, tested by property: the list holds no line twice, and exactly one entry is primary
unless the list is empty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from email_validator import EmailNotValidError, validate_email

from chassis import phones
from chassis.errors import FieldError

PhoneLabel = Literal["mobile", "work", "home", "other"]
EmailLabel = Literal["work", "personal", "other"]
MAX_CHANNELS: Final = 20

_PLAINLY_SHORT: Final = 64
_PLAIN_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+"
    r"(?:com|net|org|co|mx|ar|pe|cl|ec|uy|py|bo|ve|br|es|us|cr|pa|gt|hn|ni|sv|do|edu|gov|gob|info|io)"
)


@dataclass(frozen=True, slots=True)
class Written:
    """One phone or address as typed: `primary` is None when nothing was said about it."""

    value: str
    label: str
    primary: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One phone line, stored: canonical E.164, and how its country writes it."""

    e164: str
    national: str
    label: str
    primary: bool

    def written(self) -> Written:
        """Return it as if it had been typed."""
        return Written(self.e164, self.label, self.primary)


@dataclass(frozen=True, slots=True)
class Address:
    """One e-mail address, stored: `address` keeps the local part's case, `key` is for matching."""

    address: str
    key: str
    label: str
    primary: bool

    def written(self) -> Written:
        """Return it as if it had been typed."""
        return Written(self.address, self.label, self.primary)


def read_phones(
    written: Sequence[Written], *, region: str
) -> tuple[tuple[Line, ...], list[FieldError]]:
    """Read phones in any written form; `region` (ISO 3166) holds where no country is written.

    A line given twice, in whatever two forms, is an error: two labels for one line would have to
    be chosen between.
    """
    marks = [each.primary for each in written]
    errors = second_primaries("phones", marks)
    primary = primary_place(marks)
    lines: list[Line] = []
    seen: set[str] = set()
    for position, each in enumerate(written):
        field = f"phones.{position}.number"
        line = phones.identity(each.value, region)
        if line is None:
            errors.append(FieldError(field, "invalid_phone"))
            continue
        if seen.intersection(phones.variants(line[0])):
            errors.append(FieldError(field, "repeated_phone"))
            continue
        seen.add(line[0])
        lines.append(Line(*line, each.label, position == primary))
    return tuple(lines), errors


def read_emails(written: Sequence[Written]) -> tuple[tuple[Address, ...], list[FieldError]]:
    """Read e-mail addresses: syntax is checked, deliverability is not (no network)."""
    marks = [each.primary for each in written]
    errors = second_primaries("emails", marks)
    primary = primary_place(marks)
    addresses: list[Address] = []
    seen: set[str] = set()
    for position, each in enumerate(written):
        field = f"emails.{position}.address"
        address = read_address(each.value.strip())
        if address is None:
            errors.append(FieldError(field, "invalid_email"))
            continue
        key = address.casefold()
        if key in seen:
            errors.append(FieldError(field, "repeated_email"))
            continue
        seen.add(key)
        addresses.append(Address(address, key, each.label, position == primary))
    return tuple(addresses), errors


def read_address(text: str) -> str | None:
    """Return an address as it is stored, None for what is none.

    Most are of a form that the library leaves as it is; asking it costs twenty times as much.
    """
    if len(text) <= _PLAINLY_SHORT and _PLAIN_ADDRESS.fullmatch(text):
        return text
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def primary_place(marks: Sequence[bool | None]) -> int:
    """Return the place of the primary entry: the marked one, else the first not refused as such."""
    for wanted in (True, None):
        if wanted in marks:
            return marks.index(wanted)
    return 0


def second_primaries(member: str, marks: Sequence[bool | None]) -> list[FieldError]:
    """Name every entry that claims to be primary beside another one."""
    marked = [place for place, mark in enumerate(marks) if mark]
    return [FieldError(f"{member}.{place}.primary", "second_primary") for place in marked[1:]]
