"""vCard 3.0 (RFC 2426) and 4.0 (RFC 6350) of people and companies; pure.

Lines are folded at 75 bytes between letters, values escaped, so that nothing typed into a record
becomes a property of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Version = Literal["3.0", "4.0"]
_FOLD: Final = 75
_KINDS_3: Final = {"mobile": "CELL", "work": "WORK", "home": "HOME", "personal": "HOME"}
_KINDS_4: Final = {"mobile": "cell", "work": "work", "home": "home", "personal": "home"}


@dataclass(frozen=True, slots=True)
class Channel:
    """A number or an address with its label, and whether it is the one to use first."""

    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A postal address."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One person (or company) as an address book takes it."""

    uid: str
    name: str
    first_name: str = ""
    last_name: str = ""
    is_company: bool = False
    company: str = ""
    area: str = ""
    position: str = ""
    phones: Sequence[Channel] = ()
    emails: Sequence[Channel] = ()
    places: Sequence[Place] = ()
    urls: Sequence[str] = ()
    categories: Sequence[str] = ()
    note: str = ""


def vcard(card: Card, version: Version) -> bytes:
    """Return the card as it stands in a file."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *_lines(card, version), "END:VCARD"]
    return "".join(_folded(line) for line in lines).encode()


def _lines(card: Card, version: Version) -> Iterator[str]:
    newer = version == "4.0"
    yield f"UID:urn:uuid:{card.uid}"
    if newer:
        yield f"KIND:{'org' if card.is_company else 'individual'}"
    yield from _names(card)
    for phone in card.phones:
        if newer:
            yield f"TEL;VALUE=uri{_marks(phone, newer=True)}:tel:{phone.value}"
        else:
            yield f"TEL{_marks(phone, newer=False)}:{_text(phone.value)}"
    for email in card.emails:
        yield f"EMAIL{_marks(email, newer=newer)}:{_text(email.value)}"
    for place in card.places:
        label = _marks(Channel("", place.label), newer=newer)
        parts = (place.street, place.city, place.region, place.postal_code, place.country)
        yield f"ADR{label}:;;" + ";".join(_text(part) for part in parts)
    for url in card.urls:
        yield f"URL:{url.translate(_NO_BREAKS)}"
    yield from _remarks(card)


def _names(card: Card) -> Iterator[str]:
    yield f"FN:{_text(card.name)}"
    last, first = card.last_name, card.first_name
    yield f"N:{_text(last if last or first else card.name)};{_text(first)};;;"
    if card.company or card.area:
        yield f"ORG:{_text(card.company)}" + (f";{_text(card.area)}" if card.area else "")
    if card.position:
        yield f"TITLE:{_text(card.position)}"


def _remarks(card: Card) -> Iterator[str]:
    if card.categories:
        yield "CATEGORIES:" + ",".join(_text(each) for each in card.categories)
    if card.note:
        yield f"NOTE:{_text(card.note)}"


def _marks(channel: Channel, *, newer: bool) -> str:
    kind = (_KINDS_4 if newer else _KINDS_3).get(channel.label)
    if newer:
        return (f";TYPE={kind}" if kind else "") + (";PREF=1" if channel.preferred else "")
    marks = [mark for mark in (kind, "PREF" if channel.preferred else None) if mark]
    return f";TYPE={','.join(marks)}" if marks else ""


_NO_BREAKS: Final = str.maketrans("", "", "\r\n")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line at 75 bytes, between letters; what continues begins with a space."""
    if len(line.encode()) <= _FOLD:
        return f"{line}\r\n"
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = "", 1
        piece += sign
        size += width
    return "\r\n ".join([*pieces, piece]) + "\r\n"
