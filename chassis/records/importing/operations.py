"""What people do with imports: send a file, confirm how it is read, start, undo, delete."""

from collections.abc import Mapping
from typing import Any, BinaryIO, Final
from uuid import UUID

import phonenumbers
from sqlalchemy import delete

from chassis import budgets
from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, Stale
from chassis.identity.actor import Actor
from chassis.records.acting import actor_of, kept_actor
from chassis.records.grants import forget, replace_grants, require_edit
from chassis.records.importing.files import delete_files, lay_out, read_source, source_key
from chassis.records.importing.rules import Rules
from chassis.records.importing.tables import (
    AT_WORK,
    DONE,
    DRAFT,
    FAILED,
    READING,
    RUNNING,
    UNDOING,
    ImportBadRow,
    ImportMade,
    ImportRun,
)
from chassis.records.types import RecordType
from chassis.storage import Storage
from chassis.tabular.encodings import ENCODINGS
from chassis.tabular.refusals import Unreadable

JOB: Final = "import"
_LONGEST_NAME: Final = 200
_READING: Final = ("encoding", "delimiter", "sheet")


def keep_file(storage: Storage, organization_id: UUID, import_id: UUID, source: BinaryIO) -> int:
    """Keep the file that was sent; return its size. Raises Invalid for an empty one."""
    key = source_key(organization_id, import_id)
    size = storage.put(key, source)
    if size == 0:
        storage.delete(key)
        raise Invalid("file_empty", FieldError("file", "file_empty"))
    return size


def add_run(
    session: Session,
    actor: Actor,
    rules: Rules,
    shown: RecordType,
    *,
    import_id: UUID,
    file_name: str,
    file_size: int,
) -> ImportRun:
    """Make the import of a file that is kept. It is the person's own."""
    run = ImportRun(
        id=import_id,
        organization_id=session.organization,
        entity=rules.entity,
        state=READING,
        owner_id=actor.user_id,
        file_name=file_name[:_LONGEST_NAME].replace("\x00", "") or "archivo",
        file_size=file_size,
        region=rules.region(session),
        duplicates={"match_by": list(rules.match_by), "then": "skip"},
    )
    session.add(run)
    session.flush()
    replace_grants(session, shown, run, is_new=True)
    return run


def read_now(session: Session, storage: Storage, run: ImportRun, rules: Rules) -> None:
    """Read the file, or leave that to the job where it is large. Raises Invalid with the reason."""
    if run.file_size > budgets.IMPORT_READ_AT_ONCE:
        run.state, run.due_at = READING, now()
        session.wake(JOB, organization_id=str(run.organization_id), import_id=str(run.id))
        return
    try:
        take_reading(run, rules, read_source(storage, run))
    except Unreadable as refused:
        raise Invalid(
            refused.code, FieldError("file", refused.code, refused.params), params=refused.params
        ) from None


def take_reading(run: ImportRun, rules: Rules, found: dict[str, Any]) -> None:
    """Take over what the reader found, with a first guess of the columns."""
    run.found = found
    lay_out(run, rules)
    run.value_maps = {}
    run.state, run.due_at, run.failure = DRAFT, None, None
    run.touch()


def confirm(
    session: Session,
    storage: Storage,
    run: ImportRun,
    rules: Rules,
    given: Mapping[str, Any],
) -> None:
    """Merge what somebody says of the file into the import (see the route's body).

    Raises Conflict unless it is a draft, or one whose file could not be read; Invalid naming each
    wrong member.
    """
    if run.state != DRAFT and not (run.state == FAILED and run.started_at is None):
        raise Conflict("import_not_draft")
    _refuse(_wrong(session, run, rules, given))
    stated = {name: given[name] for name in _READING if name in given}
    if stated and {**run.given, **stated} != run.given:
        run.given = {**run.given, **stated}
        read_now(session, storage, run, rules)
    if "header_row" in given and given["header_row"] != run.header_row:
        lay_out(run, rules, header_row=given["header_row"])
        run.value_maps = {}
    if "columns" in given:
        _map(run, rules, given["columns"])
    if "values" in given:
        run.value_maps = {**run.value_maps, **given["values"]}
    for name in ("region", "duplicates", "defaults"):
        if name in given:
            setattr(run, name, given[name])
    run.touch()


def _wrong(
    session: Session, run: ImportRun, rules: Rules, given: Mapping[str, Any]
) -> list[FieldError]:
    wrong: list[FieldError] = []
    encoding = given.get("encoding")
    if encoding is not None and encoding not in ENCODINGS:
        wrong.append(FieldError("encoding", "invalid_choice", {"expected": ", ".join(ENCODINGS)}))
    if given.get("header_row", 0) > max(number for number, _ in run.found.get("head", [(1, [])])):
        wrong.append(FieldError("header_row", "out_of_range"))
    region = given.get("region")
    if region is not None and region not in phonenumbers.SUPPORTED_REGIONS:
        wrong.append(FieldError("region", "invalid_value"))
    for place, name in enumerate(given.get("duplicates", {}).get("match_by", ())):
        if name not in rules.match_by:
            expected = ", ".join(rules.match_by)
            wrong.append(
                FieldError(f"duplicates.match_by.{place}", "invalid_choice", {"expected": expected})
            )
    wrong += _wrong_values(session, rules, given.get("values", {}))
    if given.get("defaults"):
        wrong += rules.check_defaults(session, given["defaults"])
    return wrong


def _wrong_values(
    session: Session, rules: Rules, given: Mapping[str, Mapping[str, str | None]]
) -> list[FieldError]:
    """Name the fields that are no lists, and values that are not in their list."""
    wrong: list[FieldError] = []
    lists = rules.choices(session) if given else {}
    for name, texts in given.items():
        field = rules.field(name)
        if field is None or field.kind not in {"choice", "many"}:
            wrong.append(FieldError(f"values.{name}", "unknown_member"))
            continue
        known = {each.value for each in (field.choices or lists.get(name, ()))}
        for value in texts.values():
            too_long = value is not None and len(value) > _LONGEST_NAME
            if too_long or (field.kind == "choice" and value is not None and value not in known):
                wrong.append(FieldError(f"values.{name}", "unknown_entry"))
                break
    return wrong


def _map(run: ImportRun, rules: Rules, given: list[dict[str, Any]]) -> None:
    """Send columns to fields. Two columns to one field would overwrite each other: refused."""
    fields = {each["index"]: each["field"] for each in run.columns}
    wrong = []
    for place, each in enumerate(given):
        if each["index"] not in fields:
            wrong.append(FieldError(f"columns.{place}.index", "out_of_range"))
        elif each["field"] is not None and rules.field(each["field"]) is None:
            wrong.append(FieldError(f"columns.{place}.field", "unknown_member"))
        fields[each["index"]] = each["field"]
    _refuse(wrong)
    taken: dict[str, int] = {}
    for index, name in sorted(fields.items()):
        if name is not None and name in taken:
            place = next((at for at, each in enumerate(given) if each["index"] == index), index)
            params = {"other": run.columns[taken[name]]["header"] or str(taken[name] + 1)}
            wrong.append(FieldError(f"columns.{place}.field", "field_taken", params))
        elif name is not None:
            taken[name] = index
    _refuse(wrong)
    run.columns = [{**each, "field": fields[each["index"]]} for each in run.columns]


def start(session: Session, actor: Actor, run: ImportRun) -> None:
    """Let the import run, in the actor's name; one that failed goes on where it stopped.

    Raises Conflict when it runs or ran already, Invalid when no column goes to a field.
    """
    failed_midway = run.state == FAILED and run.started_at is not None
    if run.state != DRAFT and not failed_midway:
        raise Conflict("import_not_draft")
    if not any(each["field"] for each in run.columns):
        raise Invalid("invalid_fields", FieldError("columns", "no_field_chosen"))
    run.state, run.failure = RUNNING, None
    run.acting = kept_actor(actor)
    run.started_at = run.started_at or now()
    _set_to_work(session, run)


def undo(session: Session, run: ImportRun) -> None:
    """Take back what the import made, unless somebody changed it since; a running one stops.

    Raises Conflict when it made nothing yet or is undone.
    """
    if run.state not in {DONE, RUNNING} and not (run.state == FAILED and run.started_at):
        raise Conflict("import_not_done")
    run.state = UNDOING
    _set_to_work(session, run)


def delete_run(session: Session, storage: Storage, run: ImportRun, shown: RecordType) -> None:
    """Forget an import with its files; what it made stays and can no longer be undone.

    Raises Conflict while it is at work.
    """
    if run.state in AT_WORK:
        raise Conflict("import_at_work")
    for model in (ImportBadRow, ImportMade):
        session.execute(
            delete(model)
            .where(model.import_id == run.id)
            .execution_options(synchronize_session=False)
        )
    forget(session, shown, run.id)
    session.after_commit(lambda: delete_files(storage, run))
    session.delete(run)


def changeable(
    session: Session, actor: Actor, shown: RecordType, import_id: UUID, version: int | None
) -> ImportRun:
    """Lock an import for a change by the actor. Raises NotFound, Stale."""
    run = session.lock(ImportRun, import_id)
    require_edit(session, actor, shown, import_id)
    if version is not None and run.version != version:
        raise Stale(params={"version": run.version})
    return run


def acting_of(run: ImportRun) -> Actor:
    """Return who started a run."""
    return actor_of(run.organization_id, run.acting)


def _set_to_work(session: Session, run: ImportRun) -> None:
    run.due_at, run.ended_at = now(), None
    run.touch()
    session.wake(JOB, organization_id=str(run.organization_id), import_id=str(run.id))


def _refuse(wrong: list[FieldError]) -> None:
    if wrong:
        raise Invalid("invalid_fields", *wrong)
