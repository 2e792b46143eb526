"""The work of bulk runs: a wake-up starts it, the row rules.

Guarantee: the position moves, the counts change and the records change in one transaction for each
chunk, so each record is dealt with exactly once. A worker that dies loses its lease; the next one
goes on at the position. What the actor may change is asked for each chunk, as of then.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from chassis import budgets, faults
from chassis.clock import now
from chassis.db import Session
from chassis.errors import NotFound
from chassis.identity.actor import Actor
from chassis.observability import logs
from chassis.records.acting import actor_of
from chassis.records.bulk.operations import JOB, forget_records, settle, wake
from chassis.records.bulk.rules import DONE, UNCHANGED, Action, Bulk, Task
from chassis.records.bulk.tables import DONE as ENDED
from chassis.records.bulk.tables import FAILED, RUNNING, BulkRecord, BulkRun
from chassis.records.grants import visible_among
from chassis.records.leased import again, draining
from chassis.spec import Job, Service, Sweep

log = logs.logger(__name__)

_SWEEP: Final = timedelta(seconds=10)
_CLEARING: Final = timedelta(minutes=15)
_LEASE: Final = timedelta(seconds=budgets.BULK_LEASE)


def bulk_jobs(all_bulk: Sequence[Bulk]) -> tuple[tuple[Job, ...], tuple[Sweep, ...]]:
    """Return the job and the sweeps of a service's bulk runs, for its `ServiceSpec`."""
    by_entity = {each.entity: each for each in all_bulk}

    def run(service: Service, *, organization_id: str, bulk_run_id: str) -> None:
        work_off(service, by_entity, UUID(organization_id), UUID(bulk_run_id))

    return (
        (Job(name=JOB, run=run),),
        (
            Sweep(name="bulk_runs", every=_SWEEP, run=wake_due),
            Sweep(name="old_bulk_runs", every=_CLEARING, run=clear_old),
        ),
    )


def wake_due(service: Service) -> None:
    """Wake the job of every run that waits without a worker."""
    with service.database.system() as session:
        due = _found(session, BulkRun.state == RUNNING, BulkRun.due_at <= func.now())
    for organization_id, id in due:
        with service.database.transaction(organization_id) as session:
            wake(session, organization_id, id)


def clear_old(service: Service) -> None:
    """Delete runs whose time is over, with what was refused."""
    with service.database.system() as session:
        old = _found(session, BulkRun.expires_at <= func.now(), BulkRun.state != RUNNING)
    for organization_id, id in old:
        with suppress(NotFound), service.database.transaction(organization_id) as session:
            session.delete(session.lock(BulkRun, id))
            forget_records(session, id, refused=True)


def _found(session: Session, *conditions: Any) -> list[tuple[UUID, UUID]]:
    statement = select(BulkRun.organization_id, BulkRun.id).where(*conditions)
    return [(row.organization_id, row.id) for row in session.chassis_execute(statement)]


def work_off(
    service: Service, all_bulk: dict[str, Bulk], organization_id: UUID, run_id: UUID
) -> None:
    """Do what a run has left, if no other worker is at it."""
    run = _claim(service, organization_id, run_id)
    if run is None:
        return
    bulk = all_bulk[run.entity]
    with logs.context(bulk_run_id=str(run_id)), draining(service) as stopping:
        step = partial(_step, service, bulk, organization_id, run_id)
        try:
            while not stopping.is_set():
                faults.point("bulk.before_chunk")
                goes_on = again(step, work=JOB, attempts=budgets.BULK_ATTEMPTS)
                faults.point("bulk.after_chunk")
                if not goes_on:
                    return
        except faults.InjectedFault:
            raise
        except Exception:
            log.exception("bulk_failed")
            _fail(service, organization_id, run_id)
            return
    _release(service, organization_id, run_id)


def _claim(service: Service, organization_id: UUID, run_id: UUID) -> BulkRun | None:
    with service.database.transaction(organization_id) as session:
        try:
            run = session.lock(BulkRun, run_id)
        except NotFound:
            return None
        if run.state != RUNNING or run.due_at is None or run.due_at > now():
            return None
        run.due_at = now() + _LEASE
    return run


def _step(service: Service, bulk: Bulk, organization_id: UUID, run_id: UUID) -> bool:
    """Settle the records, deal with a chunk of them, or end; whether there is more to do for us."""
    with service.database.transaction(organization_id) as session:
        try:
            run = session.lock(BulkRun, run_id)
        except NotFound:
            return False
        action = bulk.action(run.action)
        assert action is not None
        if run.state != RUNNING:
            return False
        actor = actor_of(run.organization_id, run.acting)
        session.act_for(actor)
        session.correlation_id = run.id
        if run.is_estimate:
            settle(session, actor, bulk, run)
            goes_on = True
        else:
            goes_on = _chunk(service, session, bulk, action, actor=actor, run=run)
        run.due_at = now() + _LEASE if goes_on else None
        _tell(session, run)
    return goes_on


def _chunk(
    service: Service, session: Session, bulk: Bulk, action: Action, *, actor: Actor, run: BulkRun
) -> bool:
    """Deal with the next records, or end the run behind the last."""
    statement = select(BulkRecord.record_id).where(BulkRecord.bulk_run_id == run.id)
    if run.position is not None:
        statement = statement.where(BulkRecord.record_id > run.position)
    ids = list(session.scalars(statement.order_by(BulkRecord.record_id).limit(action.chunk)))
    if not ids:
        run.state, run.ended_at = ENDED, now()
        run.touch()
        forget_records(session, run.id)
        return False
    mine = visible_among(session, actor, bulk.record, ids, edit=action.edits)
    missing = set(ids) - mine
    seen = visible_among(session, actor, bulk.record, missing) if action.edits else set()
    outcomes = {id: "read_only_record" if id in seen else "not_found" for id in missing}
    task = Task(
        service=service,
        session=session,
        actor=actor,
        params=action.params.model_validate(run.params),
        total=run.total,
    )
    if mine:
        outcomes |= action.apply(task, [id for id in ids if id in mine])
    counts = Counter(outcomes.values())
    run.done += counts.pop(DONE, 0)
    run.unchanged += counts.pop(UNCHANGED, 0)
    run.refused = dict(Counter(run.refused) + counts)
    run.position = ids[-1]
    session.flush()
    _note_refused(session, run.id, outcomes)
    return True


def _note_refused(session: Session, run_id: UUID, outcomes: dict[UUID, str]) -> None:
    refused = [
        {"refused_id": id, "why": code}
        for id, code in sorted(outcomes.items())
        if code not in {DONE, UNCHANGED}
    ]
    if refused:
        statement = (
            update(BulkRecord.__table__)  # type: ignore[arg-type]
            .where(
                BulkRecord.organization_id == session.organization,
                BulkRecord.bulk_run_id == run_id,
                BulkRecord.record_id == bindparam("refused_id"),
            )
            .values(code=bindparam("why"))
        )
        session.chassis_execute(statement, refused)


def _fail(service: Service, organization_id: UUID, run_id: UUID) -> None:
    from chassis.web.messages import CHASSIS_MESSAGES

    spanish, english = CHASSIS_MESSAGES["bulk_failed"]
    with suppress(NotFound), service.database.transaction(organization_id) as session:
        run = session.lock(BulkRun, run_id)
        if run.state == RUNNING:
            run.state, run.due_at, run.ended_at = FAILED, None, now()
            run.failure = {"code": "bulk_failed", "es": spanish, "en": english}
            run.touch()
            forget_records(session, run_id)
            _tell(session, run)


def _release(service: Service, organization_id: UUID, run_id: UUID) -> None:
    """Give a run back that this process leaves because it stops."""
    with suppress(NotFound), service.database.transaction(organization_id) as session:
        run = session.lock(BulkRun, run_id)
        if run.state == RUNNING:
            run.due_at = now()


def _tell(session: Session, run: BulkRun) -> None:
    """Let the screen of who started it follow."""
    if run.owner_id:
        session.tell([run.owner_id], "bulk", {"id": str(run.id), "state": run.state})
