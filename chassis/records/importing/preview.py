"""What an import would do: its own rules on its first rows, in a transaction that is dropped."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from chassis import budgets
from chassis.db import Session
from chassis.errors import Conflict, FieldError
from chassis.identity.actor import Actor
from chassis.records.importing.files import Line, lines_of
from chassis.records.importing.rows import Plan
from chassis.records.importing.rules import Outcome, Rules
from chassis.records.importing.tables import ImportRun
from chassis.records.importing.work import storable
from chassis.spec import Service
from chassis.storage import storage_of

_CHECKED: Final = 1_000
_PROBLEMS: Final = 50


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One row as it would become, or why it would not."""

    row: int
    result: str
    values: Mapping[str, Any]
    errors: tuple[FieldError, ...]


@dataclass(slots=True)
class Preview:
    """The first rows, and the first bad ones among those that were checked."""

    columns: Mapping[str, str]
    rows: list[Foreseen] = field(default_factory=list)
    problems: list[Foreseen] = field(default_factory=list)
    checked: int = 0


class _Dropped(Exception):
    """Ends the transaction of a preview."""


@contextmanager
def _dropped(service: Service, actor: Actor) -> Iterator[Session]:
    """Open a transaction of which nothing stays, facts and effects included."""
    with (
        suppress(_Dropped),
        service.database.transaction(actor.organization_id, actor=actor) as session,
    ):
        yield session
        raise _Dropped


def preview(service: Service, actor: Actor, rules: Rules, import_id: UUID) -> Preview:
    """Return what the first rows would become. Nothing of it is written.

    Raises Conflict while the file is being read or when it is gone.
    """
    with service.database.reading(actor.organization_id, actor=actor) as session:
        run = session.get(ImportRun, import_id)
        if run is None or "rows_key" not in run.found:
            raise Conflict("import_not_read")
        plan = Plan.of(run, rules, rules.choices(session))
        session.expunge(run)
    try:
        with storage_of(service).open(run.found["rows_key"]) as file:
            lines = list(lines_of(file, after=run.header_row, most=_CHECKED))
    except FileNotFoundError:
        raise Conflict("import_file_gone") from None
    seen = Preview({each.field.name: each.header for each in plan.columns}, checked=len(lines))
    prepared = plan.prepare(lines)
    first = [row for row in prepared[: budgets.IMPORT_PREVIEW_ROWS] if not row.errors]
    outcomes: dict[int, Outcome] = {}
    if first:
        with _dropped(service, actor) as session:
            written = plan.rules.write(session, actor, plan.terms, first)
            outcomes = dict(zip((row.row for row in first), written, strict=True))
    for place, (line, row) in enumerate(zip(lines, prepared, strict=True)):
        outcome = outcomes.get(row.row)
        errors = outcome.errors if outcome else row.errors
        shown = Foreseen(
            row.row,
            outcome.result if outcome else "rejected" if errors else "created",
            rules.show(outcome.record) if outcome and outcome.record else _texts(plan, line),
            errors,
        )
        if place < budgets.IMPORT_PREVIEW_ROWS:
            seen.rows.append(shown)
        if errors and len(seen.problems) < _PROBLEMS:
            seen.problems.append(shown)
    return seen


def _texts(plan: Plan, line: Line) -> dict[str, Any]:
    _, cells, _ = line
    return {
        each.field.name: storable(cells[each.index])[:200]
        for each in plan.columns
        if each.index < len(cells) and cells[each.index].strip()
    }
