"""What an import changed of a contact, as JSON and back, so that it can be given back. Pure."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from chassis.money import Money
from services.contacts.directory.card import Card
from services.contacts.directory.channels import Address, Line

_IDS: Final = frozenset(
    {"company_id", "type_id", "source_id", "referred_by_id", "main_contact_id", "temperature_id"}
)


def kept(card: Card, members: Iterable[str]) -> dict[str, Any]:
    """Return the members, named as the API names them, as JSON has them."""
    return {name: _plain(getattr(card, _attribute(name))) for name in members}


def given_back(card: Card, before: Mapping[str, Any]) -> Card:
    """Return the card with members as they were kept; others stay."""
    values = {
        _attribute(name): _read(name, value)
        for name, value in before.items()
        if _attribute(name) in _MEMBERS
    }
    return dataclasses.replace(card, **values)


def _attribute(name: str) -> str:
    return "class_" if name == "class" else name


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    return str(value) if isinstance(value, UUID | Decimal) else value


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _IDS:
        return UUID(value)
    read = _READERS.get(name)
    return read(value) if read else value


def _money(value: Mapping[str, str]) -> Money:
    return Money(Decimal(value["amount"]), value["currency"])


_MEMBERS: Final = frozenset(member.name for member in dataclasses.fields(Card))
_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "phones": lambda value: tuple(Line(**each) for each in value),
    "emails": lambda value: tuple(Address(**each) for each in value),
    "addresses": tuple,
    "links": tuple,
    "tags": tuple,
    "role_ids": lambda value: tuple(UUID(each) for each in value),
    "credit_limit": _money,
}
