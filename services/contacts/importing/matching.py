"""Which contacts a row may be: by phone, e-mail or tax id, among those that the actor sees.

A contact that the actor may not see is no match, so nobody learns of one by importing. Its tax id
is taken all the same, as in the form.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, any_, literal, select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records import sort_key, visible_among
from services.contacts.directory.models import ACTIVE, Contact, ContactEmail, ContactPhone
from services.contacts.directory.naming import COMPANY
from services.contacts.directory.records import CONTACT
from services.contacts.importing.reading import Draft

TaxKey = tuple[str, str]


@dataclass(slots=True)
class Known:
    """What a chunk's rows are compared with: contacts by each key, those of earlier rows included.

    `tax_taken` are the tax ids of all active contacts, seen or not, with whose they are.
    """

    phone: dict[str, set[UUID]] = field(default_factory=dict)
    email: dict[str, set[UUID]] = field(default_factory=dict)
    tax_id: dict[TaxKey, set[UUID]] = field(default_factory=dict)
    tax_taken: dict[TaxKey, UUID] = field(default_factory=dict)
    companies: dict[str, UUID] = field(default_factory=dict)

    def matches(self, draft: Draft, match_by: Sequence[str]) -> set[UUID]:
        """Return the contacts that a row is by the first key that finds any."""
        for name in match_by:
            found: set[UUID] = set()
            for key in keys_of(draft)[name]:
                found |= getattr(self, name).get(key, set())
            if found:
                return found
        return set()

    def add(self, id: UUID, draft: Draft) -> None:
        """Let later rows find what an earlier one became."""
        for name, keys in keys_of(draft).items():
            for key in keys:
                getattr(self, name).setdefault(key, set()).add(id)
        if draft.tax_key:
            self.tax_taken[draft.tax_key] = id
        if draft.card.kind == COMPANY:
            self.companies.setdefault(sort_key(draft.card.name), id)


def keys_of(draft: Draft) -> Mapping[str, Iterable[Any]]:
    """Return what a row can be found by."""
    return {
        "phone": draft.phone_keys,
        "email": draft.email_keys,
        "tax_id": (draft.tax_key,) if draft.tax_key else (),
    }


def find_known(session: Session, actor: Actor, drafts: Sequence[Draft], *, match: bool) -> Known:
    """Look up what the rows of a chunk may be; without `match` only what tax ids are taken."""
    known = Known()
    _find_tax_ids(session, drafts, known)
    _find_companies(session, actor, drafts, known)
    if not match:
        return known
    lines = {form for draft in drafts for form in draft.phone_keys}
    addresses = {key for draft in drafts for key in draft.email_keys}
    found: list[tuple[dict[Any, set[UUID]], Any, UUID]] = [
        *((known.phone, key, id) for key, id in _holders(session, ContactPhone, "number", lines)),
        *((known.email, key, id) for key, id in _holders(session, ContactEmail, "key", addresses)),
        *((known.tax_id, key, id) for key, id in known.tax_taken.items()),
    ]
    seen = visible_among(session, actor, CONTACT, {id for _, _, id in found})
    for index, key, id in found:
        if id in seen:
            index.setdefault(key, set()).add(id)
    return known


def among(keys: Iterable[str]) -> ColumnElement[Any]:
    """Return the keys as one bound array: a parameter for each costs more than the look-up."""
    found: ColumnElement[Any] = any_(literal(sorted(keys), ARRAY(Text())))
    return found


def _holders(
    session: Session, model: type[Any], column: str, keys: set[str]
) -> list[tuple[str, UUID]]:
    """Return which active contacts have which of the keys."""
    if not keys:
        return []
    held = getattr(model, column)
    rows = session.execute(
        select(held, Contact.id)
        .join(Contact, Contact.id == model.contact_id)
        .where(held == among(keys), Contact.state == ACTIVE)
    )
    return [(row[0], row[1]) for row in rows]


def _find_tax_ids(session: Session, drafts: Sequence[Draft], known: Known) -> None:
    wanted = sorted({draft.tax_key for draft in drafts if draft.tax_key})
    if wanted:
        rows = session.execute(
            select(Contact.tax_country, Contact.tax_key, Contact.id).where(
                Contact.tax_country == among({country for country, _ in wanted}),
                Contact.tax_key == among({key for _, key in wanted}),
                Contact.state == ACTIVE,
            )
        )
        known.tax_taken = {(str(row[0]), str(row[1])): row[2] for row in rows}


def _find_companies(session: Session, actor: Actor, drafts: Sequence[Draft], known: Known) -> None:
    """Find the companies that people of the chunk belong to, by name; the oldest of a name."""
    names = sorted({sort_key(draft.company) for draft in drafts if draft.company})
    if not names:
        return
    rows = list(
        session.execute(
            select(Contact.sort_key, Contact.id)
            .where(Contact.kind == COMPANY, Contact.state == ACTIVE, Contact.sort_key.in_(names))
            .order_by(Contact.id)
        )
    )
    seen = visible_among(session, actor, CONTACT, {row[1] for row in rows})
    for name, id in rows:
        if id in seen:
            known.companies.setdefault(name, id)
