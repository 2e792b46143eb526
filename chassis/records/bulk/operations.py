"""What people do with bulk runs: start one, stop it, see what was refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Table, delete, literal, select
from sqlalchemy.dialects.postgresql import insert

from chassis import budgets
from chassis.clock import now
from chassis.db import Session, insert_many
from chassis.errors import Conflict, FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import access, picking
from chassis.records.acting import kept_actor
from chassis.records.bulk.records import BULK_RUN
from chassis.records.bulk.rules import Action, Bulk, Order
from chassis.records.bulk.tables import CANCELLED, RUNNING, BulkRecord, BulkRun
from chassis.records.expressions import plain
from chassis.records.query import Query
from chassis.records.reading import one, read, total
from chassis.records.types import RecordType

JOB: Final = "bulk"
_PAGING: Final = ("limit", "cursor", "offset", "count", "sort")
_RECORDS = cast("Table", BulkRecord.__table__)


def start(
    bulk: Bulk,
    action: Action,
    order: Order,
    *,
    ids: Sequence[UUID] | None,
    filters: Mapping[str, str] | None,
) -> BulkRun:
    """Start an act on the records with these ids, or on all that the filters meet.

    Few records are settled here and now, many by the job's first step. Raises Forbidden without
    the action's permission, Invalid naming each wrong member.
    """
    session, actor = order.session, order.actor
    actor.require(action.permission)
    wrong = [replace(error, field=f"params.{error.field}") for error in action.check(order)]
    if (ids is None) == (filters is None):
        wrong.append(FieldError("ids", "ids_or_filter"))
    query, refused = _query_or_faults(session, actor, bulk, filters)
    if wrong or refused:
        raise Invalid("invalid_fields", *wrong, *refused)
    run = BulkRun(
        organization_id=session.organization,
        entity=bulk.entity,
        action=action.name,
        state=RUNNING,
        owner_id=actor.user_id,
        params=order.params.model_dump(mode="json", exclude_unset=True, by_alias=True),
        filters=None if filters is None else dict(filters),
        acting=kept_actor(actor),
        total=len(set(ids or ())),
        is_estimate=False,
        due_at=now(),
        expires_at=now() + timedelta(seconds=budgets.BULK_KEEP),
    )
    session.add(run)
    session.flush()
    if query is not None:
        rt = bulk.record_for(actor, filters or {})
        counted = total(session, actor, rt, query)
        run.total, run.is_estimate = counted["total"], counted["total_is_estimate"]
        if not run.is_estimate:
            settle(session, actor, bulk, run)
    else:
        rows = ({"bulk_run_id": run.id, "record_id": id} for id in sorted(set(ids or ())))
        insert_many(session, BulkRecord, rows)
    wake(session, run.organization_id, run.id)
    return run


def settle(session: Session, actor: Actor, bulk: Bulk, run: BulkRun) -> None:
    """Write down which records the question of a run meets now; later ones are not among them."""
    filters = run.filters or {}
    rt = bulk.record_for(actor, filters)
    who = access.standing(session, actor, rt.access, rt.name, table=rt.table)
    found = picking.matching(
        rt,
        who,
        session.organization,
        _query(session, actor, rt, filters),
        columns=[rt.table.c.id.label("record_id")],
    ).subquery("found")
    rows = select(
        literal(session.organization).label("organization_id"),
        literal(run.id).label("bulk_run_id"),
        found.c.record_id,
    )
    statement = insert(_RECORDS).from_select(list(rows.selected_columns.keys()), rows)
    result = session.chassis_execute(
        statement.on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    )
    run.total, run.is_estimate = int(result.rowcount), False


def cancel(session: Session, actor: Actor, run_id: UUID) -> None:
    """Stop a run after the chunk at hand; what was done stays. Raises NotFound, Conflict."""
    run = session.lock(BulkRun, run_id)
    one(session, actor, BULK_RUN, run_id)
    if run.state != RUNNING:
        raise Conflict("bulk_not_running")
    run.state, run.due_at, run.ended_at = CANCELLED, None, now()
    run.touch()
    forget_records(session, run_id)


def forget_records(session: Session, run_id: UUID, *, refused: bool = False) -> None:
    """Forget the records of a run; `refused` those too that tell why they were refused."""
    statement = delete(BulkRecord).where(BulkRecord.bulk_run_id == run_id)
    if not refused:
        statement = statement.where(BulkRecord.code.is_(None))
    session.execute(statement.execution_options(synchronize_session=False))


def refused_page(
    session: Session,
    actor: Actor,
    bulk: Bulk,
    run: BulkRun,
    *,
    after: UUID | None,
    limit: int,
) -> list[dict[str, Any]]:
    """Return the next refused records: id, code and, where the actor sees it, what it is called."""
    rows = select(_RECORDS.c.record_id, _RECORDS.c.code).where(
        _RECORDS.c.organization_id == session.organization,
        _RECORDS.c.bulk_run_id == run.id,
        _RECORDS.c.code.is_not(None),
    )
    if after is not None:
        rows = rows.where(_RECORDS.c.record_id > after)
    found = session.chassis_execute(rows.order_by(_RECORDS.c.record_id).limit(limit)).all()
    rt = bulk.record_for(actor, run.filters or {})
    who = access.standing(session, actor, rt.access, rt.name)
    statement = select(rt.table.c.id, plain(bulk.shown)).where(
        rt.table.c.id == access.ids("wanted", [row.record_id for row in found]),
        *picking.visible(rt, who, session.organization),
    )
    names = dict(iter(session.chassis_execute(statement))) if found else {}
    return [
        {"id": str(row.record_id), "code": row.code, "name": names.get(row.record_id)}
        for row in found
    ]


def wake(session: Session, organization_id: UUID, run_id: UUID) -> None:
    """Wake the job of a run."""
    session.wake(JOB, organization_id=str(organization_id), bulk_run_id=str(run_id))


def _query(session: Session, actor: Actor, rt: RecordType, filters: Mapping[str, str]) -> Query:
    return replace(read(session, actor, rt, filters.items()), count=False)


def _query_or_faults(
    session: Session, actor: Actor, bulk: Bulk, filters: Mapping[str, str] | None
) -> tuple[Query | None, list[FieldError]]:
    if filters is None:
        return None, []
    wrong = [FieldError(f"filter.{name}", "unknown_filter") for name in filters if name in _PAGING]
    if wrong:
        return None, wrong
    try:
        return _query(session, actor, bulk.record_for(actor, filters), filters), []
    except Invalid as refused:
        return None, [replace(each, field=f"filter.{each.field}") for each in refused.fields]
