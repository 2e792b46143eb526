"""What people do with exports: ask for one, fetch its file, delete it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chassis import budgets
from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Forbidden, Invalid, Stale
from chassis.identity.actor import Actor
from chassis.records.acting import kept_actor
from chassis.records.custom.definitions import definitions_of
from chassis.records.exporting.added import added_columns
from chassis.records.exporting.rules import Column, Exports
from chassis.records.exporting.tables import DONE, RUNNING, ExportRun
from chassis.records.query import Query
from chassis.records.reading import one, read, total
from chassis.records.types import RecordType
from chassis.storage import Storage

JOB: Final = "export"
ALL_DATA: Final = "zip"
CARDS: Final = "vcard"
_EXTENSIONS: Final = {"csv": "csv", "xlsx": "xlsx", "vcard": "vcf", "zip": "zip"}
_PAGING: Final = ("limit", "cursor", "offset", "count", "sort")
_LONGEST_NAME: Final = 60


def add_export(
    session: Session, actor: Actor, exports: Exports, given: Mapping[str, Any]
) -> ExportRun:
    """Ask for a file of a list; a job writes it. It is the person's own.

    `given`: format, filter, sort, columns (None: all), name, language, time_zone, delimiter,
    vcard_version. Raises Invalid naming each wrong member, Forbidden where only administrators may
    take all data (R-15).
    """
    everything = given["format"] == ALL_DATA
    if everything and not actor.is_administrator:
        raise Forbidden("administrators_only")
    filters = {name: str(value) for name, value in (given.get("filter") or {}).items()}
    wrong = _wrong(session, exports, given, filters)
    count = 0, True
    query, refused = _query_or_faults(session, actor, exports, filters, given.get("sort"), given)
    wrong += refused
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    if query is not None and not everything:
        found = total(session, actor, exports.record_for(actor, filters), query)
        count = found["total"], found["total_is_estimate"]
    run = ExportRun(
        organization_id=session.organization,
        entity=exports.entity,
        state=RUNNING,
        owner_id=actor.user_id,
        format=given["format"],
        filters=filters,
        sort=query.order.name if query is not None else "",
        columns=given.get("columns"),
        options={
            name: given[name] for name in ("language", "time_zone", "delimiter", "vcard_version")
        },
        file_name=_file_name(exports, given),
        acting=kept_actor(actor),
        total=count[0],
        is_estimate=count[1],
        due_at=now(),
        expires_at=now() + timedelta(seconds=budgets.EXPORT_KEEP),
    )
    session.add(run)
    session.flush()
    wake(session, run.organization_id, run.id)
    return run


def query_of(
    session: Session,
    actor: Actor,
    exports: Exports,
    filters: Mapping[str, str],
    *,
    sort: str | None,
    cards: bool,
) -> tuple[RecordType, Query]:
    """Return how the records are read, and the list's own query. Raises Invalid as it does."""
    rt = exports.record_for(actor, filters)
    arguments = [*filters.items(), *([("sort", sort)] if sort else [])]
    fixed = exports.people if cards else {}
    return rt, replace(read(session, actor, rt, arguments, fixed=fixed), count=False)


def columns_of(session: Session, exports: Exports, actor: Actor) -> dict[str, Column]:
    """Return every column that a file of this actor may have, by name, in the standard order."""
    hidden = exports.record.hidden_from(actor)
    found = [each for each in exports.columns if each.name not in hidden]
    if exports.record.custom is not None:
        found += added_columns(definitions_of(session, exports.record.name).values())
    return {each.name: each for each in found}


def wake(session: Session, organization_id: UUID, export_id: UUID) -> None:
    """Wake the job of an export."""
    session.wake(JOB, organization_id=str(organization_id), export_id=str(export_id))


def fetchable(session: Session, actor: Actor, shown: RecordType, export_id: UUID) -> ExportRun:
    """Return an export whose file can be fetched. Raises NotFound; Conflict while it is not."""
    one(session, actor, shown, export_id)
    run = session.get_one(ExportRun, export_id)
    if run.state != DONE:
        raise Conflict("export_not_done")
    return run


def delete_export(
    session: Session,
    actor: Actor,
    storage: Storage,
    shown: RecordType,
    export_id: UUID,
    *,
    expected_version: int | None,
) -> None:
    """Forget an export with its file; one at work stops. Raises NotFound, Stale."""
    run = session.lock(ExportRun, export_id)
    one(session, actor, shown, export_id)
    if expected_version is not None and run.version != expected_version:
        raise Stale(params={"version": run.version})
    session.after_commit(lambda: storage.delete(file_key(run.organization_id, export_id)))
    session.delete(run)


def file_key(organization_id: UUID, export_id: UUID) -> str:
    """Name the file of an export."""
    return f"exports/{organization_id}/{export_id}"


def _wrong(
    session: Session, exports: Exports, given: Mapping[str, Any], filters: Mapping[str, str]
) -> list[FieldError]:
    wrong = [FieldError(f"filter.{name}", "unknown_filter") for name in filters if name in _PAGING]
    if given["format"] == ALL_DATA:
        wrong += [
            FieldError(name, "not_for_all_data")
            for name in ("filter", "sort", "columns")
            if given.get(name)
        ]
    if given["format"] == CARDS and exports.card is None:
        wrong.append(FieldError("format", "no_cards_of_these"))
    try:
        ZoneInfo(given["time_zone"])
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong.append(FieldError("time_zone", "unknown_time_zone"))
    return wrong + _wrong_columns(session, exports, given.get("columns"))


def _wrong_columns(
    session: Session, exports: Exports, names: Sequence[str] | None
) -> list[FieldError]:
    if names is None:
        return []
    known = columns_of(session, exports, session.actor)
    wrong = []
    for place, name in enumerate(names):
        if name not in known:
            wrong.append(FieldError(f"columns.{place}", "unknown_column"))
        elif name in names[:place]:
            wrong.append(FieldError(f"columns.{place}", "repeated_column"))
    return wrong


def _query_or_faults(
    session: Session,
    actor: Actor,
    exports: Exports,
    filters: Mapping[str, str],
    sort: str | None,
    given: Mapping[str, Any],
) -> tuple[Query | None, list[FieldError]]:
    """Return the list's query, or what is wrong with it, named as this request names it."""
    asked = {name: text for name, text in filters.items() if name not in _PAGING}
    cards = given["format"] == CARDS
    try:
        _, query = query_of(session, actor, exports, asked, sort=sort, cards=cards)
    except Invalid as refused:
        return None, [
            replace(fault, field=fault.field if fault.field == "sort" else f"filter.{fault.field}")
            for fault in refused.fields
        ]
    return query, []


def _file_name(exports: Exports, given: Mapping[str, Any]) -> str:
    stem = given.get("name") or exports.titles[given["language"] == "en"]
    if given["format"] == ALL_DATA:
        stem = ("Todos los datos", "All data")[given["language"] == "en"]
    kept = "".join(" " if sign in '\\/:*?"<>|' or ord(sign) < ord(" ") else sign for sign in stem)
    day = datetime.now(ZoneInfo(given["time_zone"])).date()
    name = " ".join(kept.split())[:_LONGEST_NAME].strip(". ") or "datos"
    return f"{name} {day.isoformat()}.{_EXTENSIONS[given['format']]}"
