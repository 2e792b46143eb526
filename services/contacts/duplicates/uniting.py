"""How two cards become one, and how that is taken back. Pure rules, no rows.

Uniting loses nothing that the survivor had: a member is the survivor's unless another's was chosen
or the survivor has none; lists hold what both have. Separating gives back only what the merge
changed and nobody has changed since. Tested by property: separating right after uniting gives the
card before.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from chassis import phones
from services.contacts.directory.card import Card
from services.contacts.directory.channels import Address, Line, primary_place
from services.contacts.directory.naming import PERSON, display_name

NAME: Final = ("first_name", "last_name", "name")
CHOSEN_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "name": NAME,
    "class": ("class_",),
    "tax_id": ("tax_id", "tax_country"),
    "source_id": ("source_id", "referred_by_id"),
    **{
        member: (member,)
        for member in (
            "company_id", "area", "position", "website", "description", "account_status",
            "type_id", "main_contact_id", "temperature_id", "priority", "economic_activity",
            "price_list", "tax_exempt", "ledger_account", "is_supplier", "currency", "credit_days",
            "credit_limit",
        )
    },
}  # fmt: skip
"""What is chosen in a merge, as the API names it, and the members of a card that go with it."""

_CLASSES: Final = ("prospect", "interested", "client")


def united(
    card: Card, other: Card, *, taken: Collection[str] = (), refused: Collection[str] = ()
) -> Card:
    """Return the survivor's card with what the other adds.

    `taken` are the members that are to be the other's, `refused` those that are to be somebody
    else's: the other does not even fill them where they are empty.
    """
    values: dict[str, Any] = {}
    for member, parts in CHOSEN_TOGETHER.items():
        fills = member not in refused and not getattr(card, parts[0]) and getattr(other, parts[0])
        if member in taken or (fills and member != "name"):
            values |= {part: getattr(other, part) for part in parts}
    if "class" not in taken and "class" not in refused:
        values["class_"] = max(card.class_, other.class_, key=_CLASSES.index)
    for member, key in _KEYS.items():
        values[member] = _joined(getattr(card, member), getattr(other, member), key)
    return replace(card, **values)


def separated(now: Card, before: Card, after: Card) -> Card:
    """Return the card of now without what a merge did, `before` and `after` being the cards then.

    What was changed since stays as it is now.
    """
    values: dict[str, Any] = {
        part: getattr(before, part)
        for parts in CHOSEN_TOGETHER.values()
        for part in parts
        if getattr(now, part) == getattr(after, part)
    }
    for member, key in _KEYS.items():
        if getattr(before, member) == getattr(after, member):
            continue
        had = {key(each) for each in getattr(before, member)}
        came = {key(each) for each in getattr(after, member)} - had
        left = tuple(each for each in getattr(now, member) if key(each) not in came)
        values[member] = _settled(left)
    if now.kind == PERSON:
        first, last = (values.get(part, getattr(now, part)) for part in NAME[:2])
        values["name"] = display_name(first_name=first, last_name=last)
    return replace(now, **values)


def _line(line: Line) -> Any:
    return min(phones.variants(line.e164))


def _email(address: Address) -> Any:
    return address.key


def _place(written: Mapping[str, Any]) -> Any:
    return tuple(sorted((name, str(value)) for name, value in written.items() if name != "primary"))


def _tag(tag: str) -> Any:
    return tag.casefold()


def _same(value: Any) -> Any:
    return value


_KEYS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "phones": _line,
    "emails": _email,
    "addresses": _place,
    "links": _place,
    "tags": _tag,
    "role_ids": _same,
}
"""The members that hold a list, and by what two of its entries are the same."""


def _joined(
    mine: tuple[Any, ...], others: tuple[Any, ...], key: Callable[[Any], Any]
) -> tuple[Any, ...]:
    known = {key(each) for each in mine}
    added = tuple(each for each in others if key(each) not in known)
    if not mine or not added:
        return mine or added
    return (*mine, *(_unmarked(each) for each in added))


def _unmarked(entry: Any) -> Any:
    if isinstance(entry, Line | Address):
        return replace(entry, primary=False)
    return (
        {**entry, "primary": False} if isinstance(entry, Mapping) and "primary" in entry else entry
    )


def _settled(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """Mark one entry as primary again where the one that was has gone."""
    if not entries or not isinstance(entries[0], Line | Address | Mapping):
        return entries
    if isinstance(entries[0], Mapping):
        if not any("primary" in each for each in entries):
            return entries
        place = primary_place([bool(each.get("primary")) or None for each in entries])
        return tuple({**each, "primary": at == place} for at, each in enumerate(entries))
    place = primary_place([each.primary or None for each in entries])
    return tuple(replace(each, primary=at == place) for at, each in enumerate(entries))
