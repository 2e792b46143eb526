"""The work of imports: reading large files, writing rows, undoing. A wake-up starts it, rows rule.

Guarantee: the position moves, the counts change and the records appear in one transaction for each
chunk. A worker that dies loses its lease; the next one goes on at the position. Two workers at once
cannot both write a chunk: the second finds another position.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, BinaryIO, Final
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from chassis import budgets, faults
from chassis.clock import now
from chassis.db import Session, forget_plans, insert_many
from chassis.errors import FieldError, NotFound
from chassis.observability import logs
from chassis.records.importing.files import Line, lines_of, read_source
from chassis.records.importing.operations import JOB, acting_of, take_reading
from chassis.records.importing.rows import Plan, terms_of
from chassis.records.importing.rules import Made, Outcome, Prepared, Rules
from chassis.records.importing.tables import (
    AT_WORK,
    DONE,
    FAILED,
    READING,
    RUNNING,
    UNDOING,
    UNDONE,
    ImportBadRow,
    ImportMade,
    ImportRun,
)
from chassis.records.leased import again, draining
from chassis.spec import Job, Service, Sweep
from chassis.storage import storage_of
from chassis.tabular.refusals import Unreadable
from chassis.web.messages import CHASSIS_MESSAGES

log = logs.logger(__name__)

_SWEEP: Final = timedelta(seconds=10)
_LEASE: Final = timedelta(seconds=budgets.IMPORT_LEASE)


def import_jobs(rules: Sequence[Rules]) -> tuple[tuple[Job, ...], tuple[Sweep, ...]]:
    """Return the job and the sweep of a service's imports, for its `ServiceSpec`."""
    by_entity = {each.entity: each for each in rules}

    def run(service: Service, *, organization_id: str, import_id: str) -> None:
        work_off(service, by_entity, UUID(organization_id), UUID(import_id))

    return (
        (Job(name=JOB, run=run),),
        (Sweep(name="imports", every=_SWEEP, run=wake_due),),
    )


def wake_due(service: Service) -> None:
    """Wake the job of every import that waits without a worker."""
    with service.database.system() as session:
        statement = select(ImportRun.organization_id, ImportRun.id).where(
            ImportRun.state.in_(AT_WORK), ImportRun.due_at <= func.now()
        )
        due = list(session.chassis_execute(statement))
    for organization_id, id in due:
        with service.database.transaction(organization_id) as session:
            session.wake(JOB, organization_id=str(organization_id), import_id=str(id))


def work_off(
    service: Service, rules: dict[str, Rules], organization_id: UUID, import_id: UUID
) -> None:
    """Do what an import waits for, if no other worker is at it."""
    run = _claim(service, organization_id, import_id)
    if run is None:
        return
    work = {READING: _read, RUNNING: _write_all, UNDOING: _undo_all}[run.state]
    with logs.context(import_id=str(import_id)):
        try:
            work(service, rules[run.entity], run)
        except faults.InjectedFault:
            raise
        except Exception:
            log.exception("import_failed")
            _end(service, run, FAILED, failure={"code": "import_failed", "params": {}})


def _claim(service: Service, organization_id: UUID, import_id: UUID) -> ImportRun | None:
    with service.database.transaction(organization_id) as session:
        try:
            run = session.lock(ImportRun, import_id)
        except NotFound:
            return None
        if run.state not in AT_WORK or run.due_at is None or run.due_at > now():
            return None
        run.due_at = now() + _LEASE
    return run


def _read(service: Service, rules: Rules, run: ImportRun) -> None:
    """Read a large file. It takes longer than a lease: what another worker reads is the same."""
    try:
        found = read_source(storage_of(service), run)
    except Unreadable as refused:
        _end(service, run, FAILED, failure={"code": refused.code, "params": refused.params})
        return
    with service.database.transaction(run.organization_id) as session:
        kept = session.lock(ImportRun, run.id)
        if kept.state == READING:
            take_reading(kept, rules, found)
            _tell(session, kept)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Rows of the file between two positions, as far as they are read without the database."""

    place: int
    begin: int
    end: int
    lines: list[Line]
    prepared: list[Prepared]


def _write_all(service: Service, rules: Rules, run: ImportRun) -> None:
    """Write chunk after chunk."""
    with service.database.reading(run.organization_id) as session:
        plan = Plan.of(run, rules, rules.choices(session))
    with (
        storage_of(service).open(run.found["rows_key"]) as file,
        draining(service) as stopping,
    ):
        file.seek(run.position)
        for place in itertools.count():
            if stopping.is_set():
                break
            chunk = _prepare(file, plan, run.header_row, place)
            faults.point("import.before_chunk")
            step = partial(_write, service, plan, run.id, run.organization_id, chunk)
            goes_on = again(step, work=JOB, attempts=budgets.IMPORT_ATTEMPTS)
            faults.point("import.after_chunk")
            if not goes_on:
                return
    _release(service, run)


def _prepare(file: BinaryIO, plan: Plan, header_row: int, place: int) -> _Chunk:
    """Read the next chunk. On this thread: another one would hold the interpreter (ADR 0092)."""
    begin = file.tell()
    lines = list(lines_of(file, after=header_row, most=budgets.IMPORT_CHUNK))
    return _Chunk(place, begin, file.tell(), lines, plan.prepare(lines))


def _write(
    service: Service, plan: Plan, import_id: UUID, organization_id: UUID, chunk: _Chunk
) -> bool:
    """Write one chunk, or end the import behind the last; whether there is more to do for us."""
    with service.database.transaction(organization_id) as session:
        run = session.lock(ImportRun, import_id)
        if run.state != RUNNING or run.position != chunk.begin:
            return False
        actor = acting_of(run)
        session.act_for(actor)
        session.correlation_id = run.id
        if chunk.lines:
            if not chunk.place & (chunk.place - 1):  # at the first, and as often as it doubles
                forget_plans(session)
            good = [row for row in chunk.prepared if not row.errors]
            outcomes = plan.rules.write(session, actor, plan.terms, good) if good else []
            _note(
                session,
                run,
                plan,
                chunk,
                dict(zip((row.row for row in good), outcomes, strict=True)),
            )
            run.position, run.due_at = chunk.end, now() + _LEASE
        else:
            run.state, run.due_at, run.ended_at = DONE, None, now()
            run.touch()
        _tell(session, run)
    return bool(chunk.lines)


def _note(
    session: Session, run: ImportRun, plan: Plan, chunk: _Chunk, outcomes: dict[int, Outcome]
) -> None:
    """Count the rows of a chunk, keep the refused ones and what the others made."""
    bad: list[dict[str, Any]] = []
    made: dict[UUID, Made] = {}
    for line, row in zip(chunk.lines, chunk.prepared, strict=True):
        outcome = outcomes.get(row.row) or Outcome(result="rejected", errors=row.errors)
        setattr(run, outcome.result, getattr(run, outcome.result) + 1)
        if outcome.result == "rejected":
            bad.append(_bad(run, plan, line, outcome.errors))
        for each in outcome.made:
            known = made.get(each.id)
            made[each.id] = each if known is None else Made(each.id, each.version, known.before)
    run.read += len(chunk.lines)
    insert_many(session, ImportBadRow, bad)
    _keep_made(session, run, list(made.values()))


def _bad(run: ImportRun, plan: Plan, line: Line, errors: Sequence[FieldError]) -> dict[str, Any]:
    number, cells, _ = line
    shown = [
        {
            "field": error.field,
            "column": plan.header_of(error.field),
            "code": error.code,
            "params": {name: str(value) for name, value in error.params.items()},
        }
        for error in errors
    ]
    return {
        "import_id": run.id,
        "row": number,
        "cells": [storable(cell) for cell in cells],
        "errors": shown,
    }


def storable(text: str) -> str:
    """Return a text with a sign where bytes were that no database keeps."""
    kept = text.replace("\x00", "\ufffd")
    return (
        "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in kept)
        if not kept.isascii()
        else kept
    )


def _keep_made(session: Session, run: ImportRun, made: list[Made]) -> None:
    """Keep what is to be undone: of a record met twice what it was before the first time."""
    new, known = [], []
    for each in made:
        row = {"import_id": run.id, "record_id": each.id, "version": each.version}
        if each.before is None and each.version == 1:
            new.append(row)
        else:
            known.append(row | {"before": each.before, "organization_id": session.organization})
    insert_many(session, ImportMade, new)
    if known:
        statement = insert(ImportMade)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["organization_id", "import_id", "record_id"],
                set_={
                    "version": statement.excluded.version,
                    "before": statement.excluded.before.op("||")(ImportMade.before),
                },
            ),
            known,
        )


def _undo_all(service: Service, rules: Rules, run: ImportRun) -> None:
    with draining(service) as stopping:
        while not stopping.is_set():
            step = partial(_undo, service, rules, run)
            if not again(step, work=JOB, attempts=budgets.IMPORT_ATTEMPTS):
                return
    _release(service, run)


def _undo(service: Service, rules: Rules, claimed: ImportRun) -> bool:
    """Undo some of what was made; what is done is forgotten in the same transaction."""
    with service.database.transaction(claimed.organization_id) as session:
        run = session.lock(ImportRun, claimed.id)
        if run.state != UNDOING:
            return False
        session.act_for(acting_of(run))
        session.correlation_id = run.id
        found = session.scalars(
            select(ImportMade)
            .where(ImportMade.import_id == run.id)
            .order_by(ImportMade.record_id)
            .limit(budgets.IMPORT_CHUNK)
        ).all()
        made = [Made(row.record_id, row.version, row.before) for row in found]
        if made:
            undone = rules.undo(session, terms_of(run), made)
            run.removed += len(undone.removed)
            run.restored += len(undone.restored)
            run.kept += len(made) - len(undone.removed) - len(undone.restored)
            run.due_at = now() + _LEASE
            ids = [each.id for each in made]
            session.execute(
                delete(ImportMade)
                .where(ImportMade.import_id == run.id, ImportMade.record_id.in_(ids))
                .execution_options(synchronize_session=False)
            )
        else:
            run.state, run.due_at, run.ended_at = UNDONE, None, now()
            run.touch()
        _tell(session, run)
    faults.point("import.after_undo")
    return bool(made)


def _end(service: Service, run: ImportRun, state: str, *, failure: dict[str, Any]) -> None:
    with service.database.transaction(run.organization_id) as session:
        kept = session.lock(ImportRun, run.id)
        if kept.state in AT_WORK:
            kept.state, kept.failure = state, failure | _words(service, failure)
            kept.due_at, kept.ended_at = None, now()
            kept.touch()
            _tell(session, kept)


def _words(service: Service, failure: dict[str, Any]) -> dict[str, str]:
    """Return what a person reads of a failure, in both languages."""
    words = {**CHASSIS_MESSAGES, **service.spec.messages}[failure["code"]]
    return {
        language: text.format_map({name: str(value) for name, value in failure["params"].items()})
        for language, text in zip(("es", "en"), words, strict=True)
    }


def _release(service: Service, run: ImportRun) -> None:
    """Give an import back that this process leaves because it stops."""
    with service.database.transaction(run.organization_id) as session:
        kept = session.lock(ImportRun, run.id)
        if kept.state in AT_WORK:
            kept.due_at = now()


def _tell(session: Session, run: ImportRun) -> None:
    """Let the screen of who sent the file follow."""
    if run.owner_id:
        session.tell([run.owner_id], "import", {"id": str(run.id), "state": run.state})
