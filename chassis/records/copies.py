"""Copies of other services' records: what is kept of them, how, and who may see it here.

A service that shows a foreign record's name keeps a copy of it, as its owner last stated it, with
who may see it. `Copy` has the columns, `keep_newest` applies facts in whatever order they come, and
`sees` is the rule of `chassis.records.access` on a copy: the copy of a private record is no less
private than the record.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Uuid, any_, inspect, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import ORGANIZATION, Owned, Prepared, Session, given
from chassis.events import Received, newer, newest
from chassis.identity.actor import Actor
from chassis.identity.directory import team_of

PUBLIC = frozenset({"read", "write"})


class Guarded(Owned):
    """Columns by which a copy knows how new it is."""

    incarnation: Mapped[int]
    version: Mapped[int]


class Copy(Guarded):
    """Columns of a copied record that has a name, and of who may see it."""

    name: Mapped[str]
    owner_id: Mapped[UUID | None]
    manager_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    shared_user_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    shared_group_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    visibility: Mapped[str]
    is_discarded: Mapped[bool] = mapped_column(default=False)


G = TypeVar("G", bound=Guarded)
C = TypeVar("C", bound=Copy)


def copied(session: Session, model: type[G], ids: Iterable[UUID]) -> dict[UUID, G]:
    """Return the copies of these records, to be read only: rows that nothing tracks.

    The model's primary key is the record's id.
    """
    session.flush()
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = _kept(cast("Any", model)).execute(session, ids=wanted)
    key = _key(model).key
    return {getattr(row, key): cast("G", row) for row in rows}


def keep_newest(
    session: Session,
    model: type[G],
    facts: Sequence[Received[Any]],
    write: Callable[[G, Any], None],
) -> dict[UUID, Any]:
    """Write what a list of facts last said of each record, unless something newer is kept.

    `write` fills a row from a fact's data; the guard is written here. Returns the data that was
    written, by the record's id.
    """
    last = newest(facts)
    key = _key(model)
    rows = session.scalars(_rows(model, last).with_for_update())
    known = {getattr(row, key.key): row for row in rows}
    written: dict[UUID, Any] = {}
    for id, received in last.items():
        row = known.get(id)
        if row is None:
            row = model(**{key.key: id})
            session.add(row)
        elif not newer(received, row.incarnation, row.version):
            continue
        write(row, received.data)
        row.incarnation, row.version = received.incarnation, received.version
        written[id] = received.data
    session.flush()
    return written


def write_access(copy: Copy, data: Any, *, name: str) -> None:
    """Fill the columns of `Copy` from a fact that carries a record's whole state."""
    copy.name = name
    copy.owner_id = data.owner_id
    copy.manager_ids = list(getattr(data, "manager_ids", ()))
    copy.shared_user_ids = list(data.shared_user_ids)
    copy.shared_group_ids = list(data.shared_group_ids)
    copy.visibility = data.visibility
    copy.is_discarded = getattr(data, "is_discarded", False)


def sees(actor: Actor, copy: Copy, team: Collection[UUID]) -> bool:
    """Whether the actor sees the record; `team` are the users below them in the role tree."""
    if actor.is_administrator:
        return True
    responsible = {*copy.manager_ids, *((copy.owner_id,) if copy.owner_id else ())}
    if actor.user_id in responsible or actor.user_id in copy.shared_user_ids:
        return True
    if set(actor.group_ids) & set(copy.shared_group_ids):
        return True
    if actor.scope != "own" and not responsible.isdisjoint(team):
        return True
    return actor.scope == "all" and copy.visibility in PUBLIC


def visible(session: Session, actor: Actor, model: type[C], ids: Iterable[UUID]) -> dict[UUID, C]:
    """Return the copies of those records that the actor sees."""
    return seen_among(session, actor, copied(session, model, ids))


def seen_among(session: Session, actor: Actor, found: Mapping[UUID, C]) -> dict[UUID, C]:
    """Return those of these copies that the actor sees."""
    narrow = bool(found) and not actor.is_administrator and actor.scope != "own"
    team = team_of(session, actor) if narrow else set()
    return {id: copy for id, copy in found.items() if sees(actor, copy, team)}


def add_names(
    session: Session,
    actor: Actor,
    items: Iterable[dict[str, Any]],
    model: type[Copy],
    names: Mapping[str, str],
) -> None:
    """Put names beside ids in representations: `{"contact_id": "contact_name"}`.

    Null where the actor may not see the record, or where it is not known here (yet).
    """
    shown = list(items)
    ids = {UUID(item[id]) for item in shown for id in names if item.get(id)}
    found = visible(session, actor, model, ids)
    for item in shown:
        for id, name in names.items():
            copy = found.get(UUID(item[id])) if item.get(id) else None
            item[name] = copy.name if copy else None


def _key(model: type[Any]) -> Any:
    (column,) = model.__table__.primary_key
    return getattr(model, column.key)


@cache
def _kept(model: type[Any]) -> Prepared:
    """Return the statement of some copies, each column under its member's name."""
    table = model.__table__
    key = table.c[_key(model).key]
    named = [column.label(name) for name, column in inspect(model).c.items()]
    wanted = any_(given("ids", ARRAY(Uuid())))
    return Prepared(select(*named).where(table.c.organization_id == ORGANIZATION, key == wanted))


def _rows(model: type[Any], ids: Iterable[UUID]) -> Any:
    key = _key(model)
    return select(model).where(key.in_(list(ids))).order_by(key)
