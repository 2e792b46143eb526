"""Phone numbers: one identity per line, however it was written.

A number is stored as E.164. Latin America has written forms that differ for the same line: Mexico's
old mobile `1` after 52, Argentina's `9` after 54 (and `15` at home), Brazil's ninth digit. `parse`
folds them to one canonical form; `variants` lists the forms under which the same line may have
been stored or may be reported by a carrier.
"""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

_CARRIER_PLACEHOLDERS = frozenset({"+266696687", "+86282452253", "+2562533", "+656696", "+464"})
_MEXICO_OLD_MOBILE = re.compile(r"^\+521(\d{10})$")
_MEXICO = re.compile(r"^\+52([2-9]\d{9})$")
_ARGENTINA_MOBILE = re.compile(r"^\+549(\d{10})$")
_ARGENTINA_PLAIN = re.compile(r"^\+54([1-8]\d{9})$")
_BRAZIL_NINE = re.compile(r"^\+55(\d\d)9([6-9]\d{7})$")
_BRAZIL_EIGHT = re.compile(r"^\+55(\d\d)([6-9]\d{7})$")
_WRITTEN = re.compile(r"^[\s+()\-.\d/]*(?:(?:ext|x|#)\.?\s*\d+)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """A line: `e164` is its identity, `national` how people of its country write it."""

    e164: str
    national: str
    region: str
    is_mobile: bool


def parse(text: str, region: str) -> Phone | None:
    """Read a number in any written form, or return None when it cannot be a telephone line.

    `region` (ISO 3166) is used where no country code is written. Carriers' placeholders for hidden
    callers (`anonymous`, +266696687 and its kin), SIP and client addresses are not numbers.
    """
    found = _read(text, region)
    if found is None:
        return None
    e164, number = found
    return Phone(
        e164=e164,
        national=phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        region=phonenumbers.region_code_for_number(number) or region,
        is_mobile=phonenumbers.number_type(number)
        in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE),
    )


def identity(text: str, region: str) -> tuple[str, str] | None:
    """Return only E.164 and national form of what `parse` reads, which is all that is stored."""
    found = _read(text, region)
    if found is None:
        return None
    return found[0], phonenumbers.format_number(found[1], PhoneNumberFormat.NATIONAL)


def _read(text: str, region: str) -> tuple[str, phonenumbers.PhoneNumber] | None:
    text = text.strip()
    if not text or not _WRITTEN.match(text) or "".join(text.split()) in _CARRIER_PLACEHOLDERS:
        return None
    try:
        number = phonenumbers.parse(_fold(text, region), region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    e164 = _canonical(written)
    if e164 != written or number.extension:
        number = phonenumbers.parse(e164)
    return e164, number


def variants(e164: str) -> tuple[str, ...]:
    """Return every E.164 form of the same line, the canonical one first."""
    canonical = _canonical(e164)
    forms = [canonical]
    if match := _MEXICO.match(canonical):
        forms.append(f"+521{match[1]}")
    elif match := _ARGENTINA_MOBILE.match(canonical):
        forms.append(f"+54{match[1]}")
    elif match := _ARGENTINA_PLAIN.match(canonical):
        forms.append(f"+549{match[1]}")
    elif match := _BRAZIL_NINE.match(canonical):
        forms.append(f"+55{match[1]}{match[2]}")
    return tuple(forms)


def _fold(text: str, region: str) -> str:
    """Bring old written forms to one that the numbering library knows."""
    digits = "+" + re.sub(r"\D", "", text) if text.lstrip().startswith(("+", "00")) else ""
    if text.lstrip().startswith("00"):
        digits = "+" + digits[3:]
    if digits:
        return _canonical(digits)
    bare = re.sub(r"\D", "", text)
    if region == "MX" and re.match(r"^1\d{10}$", bare):
        return bare[1:]
    if region == "MX" and re.match(r"^04[45]\d{10}$", bare):
        return bare[3:]
    return text


def _canonical(e164: str) -> str:
    if match := _MEXICO_OLD_MOBILE.match(e164):
        return f"+52{match[1]}"
    if match := _BRAZIL_EIGHT.match(e164):
        return f"+55{match[1]}9{match[2]}"
    return e164
