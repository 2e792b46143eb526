"""Pages, single reads and totals: each one SQL statement that PostgreSQL turns into the answer.

What holds for each: the session's organization, `live` (or its opposite), the access rule and the
filters. A page is picked as ids first, over indexes alone, and only its rows are then made into
JSON. Who sees everything walks the list's index. Who was granted few records starts from those; who
was granted many walks the index and is tested record by record; public records are a branch of
their own with a partial index. So the cost follows the page and not the table (ADR 0028).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from chassis.db import Session
from chassis.errors import NotFound
from chassis.identity.actor import Actor
from chassis.records import access, cursors, picking
from chassis.records.asking import body_of
from chassis.records.counting import Total, count
from chassis.records.custom.definitions import asked_for
from chassis.records.ordering import ordering
from chassis.records.query import Query, parse
from chassis.records.types import RecordType


@dataclass(frozen=True, slots=True)
class Found:
    """One record as its JSON text and the version that its ETag names."""

    body: bytes
    version: int


def one(session: Session, actor: Actor, rt: RecordType, id: UUID) -> Found:
    """Return one record; NotFound when it is absent, discarded, foreign or not visible.

    Inside a write transaction it sees what the transaction has written.
    """
    session.flush()
    row = body_of(session, actor, rt, id)
    if row is None:
        raise NotFound
    return Found(row.body.encode(), row.version)


def page(session: Session, actor: Actor, rt: RecordType, query: Query) -> bytes:
    """Return `{"items": […], "next_cursor": …}`."""
    session.flush()
    who = access.standing(session, actor, rt.access, rt.name, table=rt.table)
    picked = picking.page(rt, who, session.organization, query).subquery("picked")
    keys = [column for column in picked.c if column.name != "id"]
    statement = select(rt.body(rt.hidden_from(actor)).label("body"), *keys, picked.c.id).order_by(
        *ordering(query.order, keys, picked.c.id)
    )
    rows = session.chassis_execute(statement).all()
    shown = rows[: query.limit]
    following = b"null"
    if len(rows) > query.limit:
        following = orjson.dumps(cursors.write(query.key, shown[-1][1:]))
    items = ",".join([row[0] for row in shown]).encode()
    return b'{"items":[' + items + b'],"next_cursor":' + following + b"}"


def total(session: Session, actor: Actor, rt: RecordType, query: Query) -> Total:
    """Return how many records the query meets; exact up to 10,000, then the planner's estimate.

    May be ten seconds old.
    """
    session.flush()
    who = access.standing(session, actor, rt.access, rt.name, table=rt.table)
    return count(session, rt, query, who)


def read(
    session: Session,
    actor: Actor,
    rt: RecordType,
    arguments: Iterable[tuple[str, str]],
    *,
    fixed: Mapping[str, Any] | None = None,
) -> Query:
    """Read the arguments of a list as `parse` does, with the organization's own fields."""
    given = list(arguments)
    custom = {} if rt.custom is None else asked_for(session, rt.name, given)
    return parse(rt, actor, given, fixed=fixed, custom=custom)


def answer(
    session: Session,
    actor: Actor,
    rt: RecordType,
    arguments: Iterable[tuple[str, str]],
    *,
    fixed: Mapping[str, Any] | None = None,
) -> bytes:
    """Return what `GET /<resource>?<arguments>` answers: a page, or with `count=1` the total.

    `fixed` holds filters that the route itself sets (field: value, hidden fields too); nobody can
    lift them. Raises Invalid naming every argument that is wrong.
    """
    query = read(session, actor, rt, arguments, fixed=fixed)
    if query.count:
        return orjson.dumps(total(session, actor, rt, query))
    return page(session, actor, rt, query)
