"""All records of a list, page by page: the list's own statement, so its own access rule.

In a snapshot (`Database.snapshot`) each record comes exactly once, whatever changes meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from chassis import budgets
from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records import access, picking
from chassis.records.copies import visible
from chassis.records.exporting.rules import Copied, Related
from chassis.records.expressions import plain
from chassis.records.ordering import ordering
from chassis.records.query import Query
from chassis.records.types import RecordType

Members = Mapping[str, Any]


def pages(
    session: Session, actor: Actor, rt: RecordType, query: Query, *, size: int = 0
) -> Iterator[list[Members]]:
    """Yield the records as the API shows them, some at a time, in the list's order."""
    rows_at_once = size or budgets.EXPORT_PAGE
    who = access.standing(session, actor, rt.access, rt.name, table=rt.table)
    body = rt.body(rt.hidden_from(actor)).label("body")
    asked = replace(query, limit=rows_at_once, after=None, offset=0)
    while True:
        picked = picking.page(rt, who, session.organization, asked).subquery("picked")
        keys = [column for column in picked.c if column.name != "id"]
        statement = select(body, *keys, picked.c.id).order_by(
            *ordering(asked.order, keys, picked.c.id)
        )
        found = session.chassis_execute(statement).all()
        shown = found[:rows_at_once]
        yield [orjson.loads(row[0]) for row in shown]
        if len(found) <= rows_at_once:
            return
        asked = replace(asked, after=tuple(shown[-1][1:]))


def related_names(
    session: Session, actor: Actor, related: Sequence[Related], page: Sequence[Members]
) -> dict[str, str]:
    """Return the names of the other records that a page names, of those that the actor sees."""
    names: dict[str, str] = {}
    for each in related:
        wanted = {
            UUID(record[member]) for record in page for member in each.members if record.get(member)
        }
        if wanted:
            names |= _names(session, actor, each, sorted(wanted))
    return names


def copied_names(
    session: Session, actor: Actor, copied: Sequence[Copied], page: Sequence[Members]
) -> dict[str, str]:
    """Return the names of other services' records that a page names, as far as the actor sees."""
    names: dict[str, str] = {}
    for each in copied:
        wanted = {id for record in page for member in each.members for id in _ids(record, member)}
        found = visible(session, actor, each.model, wanted)
        names |= {str(id): copy.name for id, copy in found.items()}
    return names


def _ids(record: Members, member: str) -> Iterator[UUID]:
    found = record.get(member)
    yield from (UUID(id) for id in (found if isinstance(found, list) else [found]) if id)


def _names(session: Session, actor: Actor, related: Related, wanted: list[UUID]) -> dict[str, str]:
    rt = related.record
    who = access.standing(session, actor, rt.access, rt.name)
    statement = select(rt.table.c.id, plain(related.shown)).where(
        rt.table.c.id == access.ids("wanted", wanted),
        *picking.visible(rt, who, session.organization),
    )
    return {str(id): name for id, name in session.chassis_execute(statement)}
