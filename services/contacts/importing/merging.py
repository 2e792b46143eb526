"""What a known contact becomes by a row: what the row says, and nothing taken away. Pure.

A single value takes the place of the old one; phones, e-mail addresses and tags are added; the
parts of an address that the row has replace those of the primary one. What a row leaves empty
stays. The kind of a contact never changes, so names of the other kind are left out.
"""

from dataclasses import replace
from typing import Any, Final

from chassis import phones
from services.contacts.directory.card import OF_A_PERSON, Card
from services.contacts.directory.channels import MAX_CHANNELS
from services.contacts.directory.naming import COMPANY, PERSON, display_name
from services.contacts.importing.reading import Draft

_ADDED: Final = frozenset(
    {"phones", "emails", "tags", "addresses", "first_name", "last_name", "name"}
)


def merged(card: Card, draft: Draft) -> Card:
    """Return the card with what the row says."""
    new = draft.card
    members: dict[str, Any] = {
        name: getattr(new, name)
        for name in draft.given - _ADDED
        if not (card.kind == COMPANY and name in OF_A_PERSON)
    }
    if "tax_id" in draft.given:
        members["tax_country"] = new.tax_country
    elif not card.tax_id:
        members.pop("tax_country", None)
    members |= _names(card, draft)
    members["phones"] = _lines(card, new)
    members["emails"] = _addresses_of_mail(card, new)
    members["tags"] = tuple({tag.casefold(): tag for tag in (*new.tags, *card.tags)}.values())
    if set(members["tags"]) == set(card.tags):
        members["tags"] = card.tags
    if new.addresses:
        members["addresses"] = _places(card, dict(new.addresses[0]))
    return replace(card, **members)


def _names(card: Card, draft: Draft) -> dict[str, Any]:
    if draft.card.kind != card.kind or not draft.given & {"first_name", "last_name", "name"}:
        return {}
    if card.kind != PERSON:
        return {"name": draft.card.name}
    first = draft.card.first_name or card.first_name
    last = draft.card.last_name or card.last_name
    return {
        "first_name": first,
        "last_name": last,
        "name": display_name(first_name=first, last_name=last),
    }


def _lines(card: Card, new: Card) -> tuple[Any, ...]:
    known = {form for line in card.phones for form in phones.variants(line.e164)}
    added = [line for line in new.phones if line.e164 not in known]
    return _joined(card.phones, added)


def _addresses_of_mail(card: Card, new: Card) -> tuple[Any, ...]:
    known = {each.key for each in card.emails}
    return _joined(card.emails, [each for each in new.emails if each.key not in known])


def _joined(old: tuple[Any, ...], added: list[Any]) -> tuple[Any, ...]:
    """Add lines behind those that are there; the primary one stays the primary one."""
    lines = (*old, *(replace(line, primary=line.primary and not old) for line in added))
    return lines[:MAX_CHANNELS]


def _places(card: Card, new: dict[str, Any]) -> tuple[Any, ...]:
    if not card.addresses:
        return ({**new, "primary": True},)
    at = next((place for place, each in enumerate(card.addresses) if each.get("primary")), 0)
    places = list(card.addresses)
    parts = {name: value for name, value in new.items() if name not in {"label", "primary"}}
    places[at] = {**places[at], **parts}
    return tuple(places)
