"""The work of exports: a wake-up starts it, the row rules.

Guarantee: a file is whole or there is none, and holds what its maker saw at one moment, each record
once. A worker that dies loses its lease; the next one begins again. An export that was deleted
meanwhile ends at the next page.
"""

import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, BinaryIO, Final
from uuid import UUID

from sqlalchemy import func, select

from chassis import budgets, faults
from chassis.clock import now
from chassis.db import Session
from chassis.errors import NotFound
from chassis.observability import logs
from chassis.records.acting import actor_of
from chassis.records.exporting import files
from chassis.records.exporting.operations import ALL_DATA, CARDS, JOB, file_key, query_of, wake
from chassis.records.exporting.rules import Exports
from chassis.records.exporting.tables import DONE, FAILED, RUNNING, ExportRun
from chassis.records.leased import draining
from chassis.spec import Job, Service, Sweep
from chassis.storage import storage_of

log = logs.logger(__name__)

_SWEEP: Final = timedelta(seconds=10)
_CLEARING: Final = timedelta(minutes=15)
_LEASE: Final = timedelta(seconds=budgets.EXPORT_LEASE)


class _Ended(Exception):
    """The export is gone, another's by now, or this process stops."""


def export_jobs(all_exports: Sequence[Exports]) -> tuple[tuple[Job, ...], tuple[Sweep, ...]]:
    """Return the job and the sweeps of a service's exports, for its `ServiceSpec`."""
    by_entity = {each.entity: each for each in all_exports}

    def run(service: Service, *, organization_id: str, export_id: str) -> None:
        work_off(service, by_entity, UUID(organization_id), UUID(export_id))

    return (
        (Job(name=JOB, run=run),),
        (
            Sweep(name="exports", every=_SWEEP, run=wake_due),
            Sweep(name="old_exports", every=_CLEARING, run=clear_old),
        ),
    )


def wake_due(service: Service) -> None:
    """Wake the job of every export that waits without a worker."""
    with service.database.system() as session:
        due = _found(session, ExportRun.state == RUNNING, ExportRun.due_at <= func.now())
    for organization_id, id in due:
        with service.database.transaction(organization_id) as session:
            wake(session, organization_id, id)


def clear_old(service: Service) -> None:
    """Delete exports whose time is over, with their files."""
    storage = storage_of(service)
    with service.database.system() as session:
        old = _found(session, ExportRun.expires_at <= func.now())
    for organization_id, id in old:
        storage.delete(file_key(organization_id, id))  # first: what is left of a crash is found
        with suppress(NotFound), service.database.transaction(organization_id) as session:
            session.delete(session.lock(ExportRun, id))


def _found(session: Session, *conditions: Any) -> list[tuple[UUID, UUID]]:
    statement = select(ExportRun.organization_id, ExportRun.id).where(*conditions)
    return [(row.organization_id, row.id) for row in session.chassis_execute(statement)]


def work_off(
    service: Service, all_exports: dict[str, Exports], organization_id: UUID, export_id: UUID
) -> None:
    """Write the file of an export, if no other worker is at it."""
    run = _claim(service, organization_id, export_id)
    if run is None:
        return
    with logs.context(export_id=str(export_id)):
        if run.attempts > budgets.EXPORT_ATTEMPTS:
            _fail(service, run)
            return
        try:
            _write(service, all_exports[run.entity], run)
        except _Ended:
            _release(service, run)
        except faults.InjectedFault:
            raise
        except Exception:
            log.exception("export_failed")
            _fail(service, run)


def _claim(service: Service, organization_id: UUID, export_id: UUID) -> ExportRun | None:
    with service.database.transaction(organization_id) as session:
        try:
            run = session.lock(ExportRun, export_id)
        except NotFound:
            return None
        if run.state != RUNNING or run.due_at is None or run.due_at > now():
            return None
        run.due_at, run.done = now() + _LEASE, 0
        run.attempts += 1
    return run


def _write(service: Service, exports: Exports, run: ExportRun) -> None:
    storage, key = storage_of(service), file_key(run.organization_id, run.id)
    with tempfile.TemporaryFile() as out, draining(service) as stopping:
        progress = _Progress(service, run, stopping)
        _write_file(service, exports, run, out, progress)
        progress.add(0)
        out.seek(0)
        size = storage.put(key, out)
    with service.database.transaction(run.organization_id) as session:
        try:
            kept = session.lock(ExportRun, run.id)
        except NotFound:
            session.after_commit(lambda: storage.delete(key))
            return
        if kept.attempts != run.attempts:
            return  # another worker began again meanwhile: its file is the same
        kept.state, kept.due_at, kept.ended_at = DONE, None, now()
        kept.done = kept.total = progress.done
        kept.is_estimate, kept.file_size = False, size
        kept.touch()
        _tell(session, kept)


def _write_file(
    service: Service, exports: Exports, run: ExportRun, out: BinaryIO, progress: "_Progress"
) -> None:
    actor = actor_of(run.organization_id, run.acting)
    told = progress.add
    with service.database.snapshot(run.organization_id, actor=actor) as session:
        if run.format == ALL_DATA:
            files.write_all(session, actor, service.spec.records, out=out, told=told)
            return
        cards = run.format == CARDS
        rt, query = query_of(session, actor, exports, run.filters, sort=run.sort, cards=cards)
        listing = files.Listing(
            session=session,
            actor=actor,
            exports=exports,
            record_type=rt,
            query=query,
            options=run.options,
            told=told,
        )
        if cards:
            files.write_cards(listing, out)
        else:
            files.write_table(listing, out, as_format=run.format, names=run.columns)


class _Progress:
    """Keeps the lease and tells how far an export is, at most once a second."""

    def __init__(self, service: Service, run: ExportRun, stopping: threading.Event) -> None:
        self.done = 0
        self._service, self._run, self._stopping = service, run, stopping
        self._told = time.monotonic()

    def add(self, rows: int) -> None:
        """Count rows. Raises _Ended when nobody waits for them any more."""
        self.done += rows
        if rows:
            faults.point("export.page")
        if self._stopping.is_set():
            raise _Ended
        if time.monotonic() - self._told < budgets.EXPORT_TELLS:
            return
        self._told = time.monotonic()
        with self._service.database.transaction(self._run.organization_id) as session:
            try:
                kept = session.lock(ExportRun, self._run.id)
            except NotFound:
                raise _Ended from None
            if kept.state != RUNNING or kept.attempts != self._run.attempts:
                raise _Ended
            kept.done, kept.due_at = self.done, now() + _LEASE
            kept.total = max(kept.total, self.done)
            _tell(session, kept)


def _release(service: Service, run: ExportRun) -> None:
    """Give an export back that this process leaves; being stopped is no failed attempt."""
    with service.database.transaction(run.organization_id) as session:
        try:
            kept = session.lock(ExportRun, run.id)
        except NotFound:
            return
        if kept.state == RUNNING and kept.attempts == run.attempts:
            kept.due_at = now()
            kept.attempts -= 1


def _fail(service: Service, run: ExportRun) -> None:
    from chassis.web.messages import CHASSIS_MESSAGES

    spanish, english = CHASSIS_MESSAGES["export_failed"]
    with service.database.transaction(run.organization_id) as session:
        try:
            kept = session.lock(ExportRun, run.id)
        except NotFound:
            return
        if kept.state == RUNNING and kept.attempts == run.attempts:
            kept.state, kept.due_at, kept.ended_at = FAILED, None, now()
            kept.failure = {"code": "export_failed", "es": spanish, "en": english}
            kept.touch()
            _tell(session, kept)


def _tell(session: Session, run: ExportRun) -> None:
    """Let its maker's screen follow."""
    if run.owner_id:
        session.tell([run.owner_id], "export", {"id": str(run.id), "state": run.state})
