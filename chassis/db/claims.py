"""Claiming due rows: many workers, each row to one of them, on the database's clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from chassis.db.base import Aggregate
from chassis.db.database import Database

_log = structlog.get_logger(__name__)


def claim_due(
    database: Database,
    model: type[Aggregate],
    *,
    due: InstrumentedAttribute[Any],
    where: ColumnElement[bool],
    lease: timedelta,
    limit: int = 100,
) -> list[tuple[UUID, UUID]]:
    """Take up to `limit` due rows for the length of `lease`; return (organization_id, id) pairs.

    A claimed row's due time moves forward by the lease, so a worker that dies loses it to the next
    one when the lease ends. Rows that another worker holds are skipped, not waited for.
    """
    with database.system() as session:
        chosen = (
            select(model.id)
            .where(due <= func.now(), where)
            .order_by(due)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        statement = (
            update(model)
            .where(model.id.in_(chosen))
            .values({due: func.now() + lease})
            .returning(model.organization_id, model.id)
            .execution_options(synchronize_session=False)
        )
        return [(row[0], row[1]) for row in session.chassis_execute(statement)]


def organizations_due(
    database: Database,
    model: type[Aggregate],
    *,
    due: InstrumentedAttribute[Any],
    where: ColumnElement[bool],
) -> list[UUID]:
    """Return the organizations that have due rows: a sweep claims them in their transactions."""
    column = model.organization_id
    with database.system() as session:
        statement = select(column).where(due <= func.now(), where).distinct().order_by(column)
        return list(session.chassis_execute(statement).scalars())


def for_each_due(
    database: Database,
    model: type[Aggregate],
    act: Callable[[UUID, UUID], object],
    *,
    due: InstrumentedAttribute[Any],
    where: ColumnElement[bool],
    lease: timedelta,
    limit: int = 100,
) -> int:
    """Claim due rows and call `act(organization_id, id)` for each; return how many were claimed.

    A row whose turn raises is logged and stays due when its lease ends; the others have theirs.
    """
    claimed = claim_due(database, model, due=due, where=where, lease=lease, limit=limit)
    for organization_id, id in claimed:
        try:
            act(organization_id, id)
        except Exception:  # noqa: BLE001 - whatever it is, it must not keep the others waiting
            _log.exception("a due row failed", record=model.__name__, id=str(id))
    return len(claimed)
