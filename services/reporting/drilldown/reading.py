"""The records behind a figure, as far as one viewer may see them (X-8).

They are held to the same condition as the figure itself: what is not listed does not count, and
what counts is listed.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, func, select, tuple_

from chassis.db import Session
from chassis.errors import FieldError, Invalid, NotFound
from chassis.identity import directory
from chassis.identity.actor import Actor
from chassis.money import Money
from chassis.records import cursors, values
from chassis.records.types import Order
from services.reporting.business.reading import shown
from services.reporting.drilldown.schemas import (
    Behind,
    RecordBehind,
    RecordLink,
    RecordsBehind,
)
from services.reporting.drilldown.sources import SOURCES, Source
from services.reporting.kpis.reading import range_of, seen
from services.reporting.projections import zone_of


def read_records(session: Session, actor: Actor, metric: str, asked: Behind) -> RecordsBehind:
    """Return a page of the records behind a figure, the newest first.

    Raises NotFound for a figure that has none, Forbidden without the module's permission, Invalid
    for a range or a cursor that cannot be.
    """
    source = SOURCES.get(metric)
    if source is None:
        raise NotFound
    actor.require(f"{source.module}.view")
    conditions = [
        *source.where,
        *seen(session, actor, owner=source.owner, is_public=source.is_public),
        *_asked(session, source, asked),
    ]
    page = [*conditions, *_after(source, metric, asked.cursor)]
    statement = (
        select(
            source.id.label("id"),
            source.title.label("title"),
            source.at.label("at"),
            source.owner.label("owner_id"),
            source.amount.label("amount"),
            source.currency.label("currency"),
        )
        .where(*page)
        .order_by(source.at.desc(), source.id.desc())
        .limit(asked.limit + 1)
    )
    rows = session.execute(statement).all()
    total = session.scalar(select(func.count(source.id)).where(*conditions)) or 0
    listed = rows[: asked.limit]
    more = len(rows) > asked.limit
    last = listed[-1] if more else None
    return RecordsBehind(
        items=_shown(session, source, listed),
        next_cursor=cursors.write(metric, [last.at, last.id]) if last else None,
        total=total,
    )


def _asked(session: Session, source: Source, asked: Behind) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if source.ranged:
        first, last = range_of(session, asked.from_, asked.to)
        found += _between(session, source, first, last)
    if asked.dimension is not None:
        found.append(source.part == _part(source, asked.dimension))
    if asked.owner_id is not None:
        found.append(source.owner == asked.owner_id)
    return found


def _between(
    session: Session, source: Source, first: date, last: date
) -> list[ColumnElement[bool]]:
    if isinstance(source.at.type, Date):
        return [source.at.between(first, last)]
    zone = zone_of(session)
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    return [source.at >= begin, source.at < end]


def _part(source: Source, text: str) -> Any:
    if source.record_type == "opportunity" and not source.ranged:
        try:
            return values.identity(text)
        except ValueError as error:
            raise Invalid("invalid_fields", FieldError("dimension", "invalid_value")) from error
    return text


def _after(source: Source, metric: str, cursor: str | None) -> list[ColumnElement[bool]]:
    if cursor is None:
        return []
    try:
        at, id = cursors.read(cursor, Order("-at", ((source.at, True),)), metric)
    except ValueError as error:
        raise Invalid("invalid_fields", FieldError("cursor", "invalid_cursor")) from error
    return [tuple_(source.at, source.id) < tuple_(at, id)]


def _shown(session: Session, source: Source, rows: Any) -> list[RecordBehind]:
    names = directory.names(session, {row.owner_id for row in rows if row.owner_id})
    return [
        RecordBehind(
            record=RecordLink(type=source.record_type, id=row.id),
            title=row.title,
            at=row.at,
            owner=names.get(row.owner_id, ""),
            owner_id=row.owner_id,
            amount=None if row.amount is None else shown(Money(row.amount, row.currency)),
        )
        for row in rows
    ]
