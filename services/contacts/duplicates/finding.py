"""Which contacts may be one and the same: by telephone, e-mail address, tax id or name.

A key's index is walked in its order and each entry compared with its neighbour, so that the work
grows with what is read and never with its square (the sorted-neighbourhood method of Hernández and
Stolfo, 1995): equal keys stand side by side, and names that begin alike nearly so. One request
reads at most `_WINDOWS` · `_WINDOW` entries; its cursor says where the next goes on. Only contacts
that the actor sees are named, and no pair that somebody found to be different.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final, Literal
from uuid import UUID

import orjson
from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import selectinload

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import visible_among
from services.contacts.directory.models import ACTIVE, Contact, ContactEmail, ContactPhone
from services.contacts.directory.naming import COMPANY, PERSON
from services.contacts.directory.records import CONTACT
from services.contacts.directory.tax_ids import comparison_key
from services.contacts.duplicates.models import DistinctPair

By = Literal["phone", "email", "tax_id", "name"]
ALIKE: Final = 0.6
"""From which trigram similarity (pg_trgm, 0…1) two names count as alike."""
GROUPS: Final = 20
MEMBERS: Final = 20
_WINDOW: Final = 5_000
_WINDOWS: Final = 10
_NEIGHBOURS: Final = 50
_OF_COMPANIES: Final = "c"
_ORDER: Final[tuple[By, ...]] = ("tax_id", "email", "phone", "name")


@dataclass(slots=True)
class Group:
    """Contacts that share a key, or whose names are alike."""

    by: By
    key: str
    at: str
    contacts: list[Contact] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """Neighbours in an index that are equal or alike: the first one's key, and where it stands."""

    key: str
    ids: list[UUID]
    at: str


def find_groups(
    session: Session, actor: Actor, by: By, cursor: str | None
) -> tuple[list[Group], str | None]:
    """Return the next groups of possible duplicates, and where to go on; None at the end.

    A page may be short, or empty, with more to come. Raises Invalid for a cursor of another list.
    """
    at = _read(cursor, by)
    found: list[Group] = []
    for _ in range(_WINDOWS):
        runs, following = _READS[by](session, at)
        groups = _groups(session, actor, by, runs)
        room = GROUPS - len(found)
        if len(groups) > room:
            return found + groups[:room], _written(by, groups[room].at)
        found += groups
        at = following
        if at is None:
            return found, None
        if len(found) == GROUPS:
            break
    return found, _written(by, at)


def like(session: Session, actor: Actor, contact: Contact) -> list[tuple[Contact, list[By]]]:
    """Return the contacts that one contact may be as well, the surest first, and by what."""
    found: dict[UUID, list[By]] = {}
    for by, ids in _candidates(session, contact):
        for id in ids:
            if id != contact.id:
                found.setdefault(id, []).append(by)
    seen = _seen(session, actor, set(found) - _apart(session, contact.id, found))
    ordered = sorted(
        seen.values(), key=lambda row: ([_ORDER.index(by) for by in found[row.id]], row.sort_key)
    )
    return [(row, found[row.id]) for row in ordered[:MEMBERS]]


def _apart(session: Session, id: UUID, among: Collection[UUID]) -> set[UUID]:
    pairs = _different(session, [id, *among])
    return {other for pair in pairs if id in pair for other in pair} - {id}


def _candidates(session: Session, contact: Contact) -> Iterator[tuple[By, Iterable[UUID]]]:
    key = comparison_key(contact.tax_id)
    if key is not None:
        yield (
            "tax_id",
            session.scalars(
                select(Contact.id).where(
                    Contact.tax_country == contact.tax_country,
                    Contact.tax_key == key,
                    Contact.state == ACTIVE,
                )
            ),
        )
    for by, model, at, keys in (
        ("email", ContactEmail, ContactEmail.key, [each.key for each in contact.emails]),
        ("phone", ContactPhone, ContactPhone.number, [each.number for each in contact.phones]),
    ):
        if keys:
            held = select(model.contact_id).where(at.in_(keys)).limit(_NEIGHBOURS)
            yield by, list(dict.fromkeys(session.scalars(held)))  # type: ignore[misc]
    yield "name", list(_named_alike(session, contact))


def _named_alike(session: Session, contact: Contact) -> Iterator[UUID]:
    """Yield those near the contact in the order of names whose name is like its own."""
    mine = contact.sort_key
    alike = func.similarity(Contact.sort_key, literal(mine))
    here = select(Contact.id, alike).where(Contact.state == ACTIVE, Contact.kind == contact.kind)
    for near in (
        here.where(Contact.sort_key >= mine).order_by(Contact.sort_key, Contact.id),
        here.where(Contact.sort_key < mine).order_by(Contact.sort_key.desc(), Contact.id.desc()),
    ):
        for id, degree in session.execute(near.limit(_NEIGHBOURS)):
            if degree >= ALIKE:
                yield id


def _named_runs(session: Session, at: str | None) -> tuple[list[_Run], str | None]:
    """Walk the names of people, then those of companies; the place begins with the kind."""
    kind = COMPANY if at is not None and at.startswith(_OF_COMPANIES) else PERSON
    mark = kind[0]
    key, id = Contact.sort_key, Contact.id
    alike = func.similarity(key, func.lag(key).over(order_by=(key, id))) >= ALIKE
    rows = select(key, id, alike).where(Contact.state == ACTIVE, Contact.kind == kind)
    runs, following = _walk(session, rows, key, id, at[1:] if at else None)
    for run in runs:
        run.at = mark + run.at
    if following is None:
        return runs, _OF_COMPANIES if kind == PERSON else None
    return runs, mark + following


def _phone_runs(session: Session, at: str | None) -> tuple[list[_Run], str | None]:
    key, id = ContactPhone.number, ContactPhone.contact_id
    rows = select(key, id, func.lag(key).over(order_by=(key, id)) == key)
    return _walk(session, rows, key, id, at)


def _email_runs(session: Session, at: str | None) -> tuple[list[_Run], str | None]:
    key, id = ContactEmail.key, ContactEmail.contact_id
    rows = select(key, id, func.lag(key).over(order_by=(key, id)) == key)
    return _walk(session, rows, key, id, at)


def _walk(
    session: Session, statement: Any, key: Any, id: Any, at: str | None
) -> tuple[list[_Run], str | None]:
    """Read one window of a key's index; return its runs of two or more, and where it ended.

    The statement selects key, id and whether the row before has the same or a similar key. The run
    that touches the end is read again by the next window, unless it fills this one.
    """
    if at is not None:
        statement = statement.where(key >= at)
    rows = session.execute(statement.order_by(key, id).limit(_WINDOW)).all()
    runs: list[_Run] = []
    for found, holder, same in rows:
        if runs and same:
            runs[-1].ids.append(holder)
        else:
            runs.append(_Run(found, [holder], found))
    following = None
    if len(rows) == _WINDOW:
        following = runs.pop().key if len(runs) > 1 else f"{rows[-1][0]}\x01"
    return [run for run in runs if len(run.ids) > 1], following


def _tax_runs(session: Session, at: str | None) -> tuple[list[_Run], str | None]:
    """Return who has the tax id of another: the database lets only one of them be compared by it.

    Such a contact came back after its tax id was given away (ADR 0038).
    """
    rows = select(Contact.id, Contact.tax_country, Contact.tax_id).where(
        Contact.tax_id.is_not(None), Contact.tax_key.is_(None), Contact.state == ACTIVE
    )
    if at is not None:
        rows = rows.where(Contact.id >= _id(at))
    found = session.execute(rows.order_by(Contact.id).limit(GROUPS + 1)).all()
    keys = {id: (country, comparison_key(tax_id)) for id, country, tax_id in found[:GROUPS]}
    holders = session.execute(
        select(Contact.tax_country, Contact.tax_key, Contact.id).where(
            tuple_(Contact.tax_country, Contact.tax_key).in_(set(keys.values())),
            Contact.state == ACTIVE,
        )
    )
    held = {(country, key): id for country, key, id in holders}
    runs = [_Run(str(key[1]), [held[key], id], str(id)) for id, key in keys.items() if key in held]
    return runs, str(found[GROUPS][0]) if len(found) > GROUPS else None


_READS: Final[Mapping[By, Callable[[Session, str | None], tuple[list[_Run], str | None]]]] = {
    "phone": _phone_runs,
    "email": _email_runs,
    "tax_id": _tax_runs,
    "name": _named_runs,
}


def _groups(session: Session, actor: Actor, by: By, runs: Sequence[_Run]) -> list[Group]:
    """Return the runs of which the actor sees two or more that are not known to be different."""
    seen = _seen(session, actor, {id for run in runs for id in run.ids[: MEMBERS * 5]})
    different = _different(session, seen)
    groups = []
    for run in runs:
        ids = [id for id in dict.fromkeys(run.ids) if id in seen]
        pairs = [pair for pair in combinations(sorted(ids[:MEMBERS]), 2) if pair not in different]
        left = {id for pair in pairs for id in pair}
        if left:
            shown = [seen[id] for id in ids if id in left]
            groups.append(Group(by, run.key, run.at, shown))
    return groups


def _seen(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Contact]:
    visible = visible_among(session, actor, CONTACT, ids)
    rows = session.scalars(
        select(Contact)
        .where(Contact.id.in_(sorted(visible)), Contact.state == ACTIVE)
        .options(selectinload(Contact.phones), selectinload(Contact.emails))
    )
    return {row.id: row for row in rows}


def _different(session: Session, ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return the pairs among the contacts that somebody found to be different."""
    wanted = sorted(ids)
    rows = session.execute(
        select(DistinctPair.low_id, DistinctPair.high_id).where(
            DistinctPair.low_id.in_(wanted), DistinctPair.high_id.in_(wanted)
        )
    )
    return {(low, high) for low, high in rows}


def _written(by: By, key: str | None) -> str | None:
    if key is None:
        return None
    return urlsafe_b64encode(orjson.dumps([by, key])).rstrip(b"=").decode()


def _read(cursor: str | None, by: By) -> str | None:
    if cursor is None:
        return None
    try:
        parts = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        parts = None
    if not (isinstance(parts, list) and len(parts) == 2 and parts[0] == by):  # noqa: PLR2004
        raise _wrong_cursor()
    if not isinstance(parts[1], str) or "\x00" in parts[1]:
        raise _wrong_cursor()
    return parts[1]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _wrong_cursor() from None


def _wrong_cursor() -> Invalid:
    return Invalid("invalid_query", FieldError("cursor", "invalid_cursor"))
