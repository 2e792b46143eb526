"""What people do with documents: add, rename, note something, delete."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final
from uuid import UUID

from sqlalchemy import func, select

from chassis import budgets
from chassis.db import Session
from chassis.errors import (
    Conflict,
    FieldError,
    Invalid,
    NotFound,
    Refused,
    Stale,
    TooLarge,
    WrongType,
)
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.documents.keeping import name_file, store, unname_file
from chassis.records.documents.kinds import KINDS
from chassis.records.documents.names import extension_of, plain_name, renamed
from chassis.records.documents.rules import Documents
from chassis.records.documents.tables import DocumentRow
from chassis.spec import Service

_MEGABYTE: Final = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that may be kept: its name and ending as they will be shown, its content."""

    name: str
    ending: str
    content: BinaryIO


def checked_file(
    content: BinaryIO, *, name: str, declared: str, allowed: Sequence[str]
) -> CheckedFile:
    """Check a file before anything is stored of it.

    Raises Invalid for an empty one, TooLarge, and WrongType for a type that is not in the list or
    whose three signs do not agree (O-9).
    """
    size = content.seek(0, 2)
    if size == 0:
        raise _wrong(Invalid, "file_empty")
    if size > budgets.DOCUMENT_BYTES:
        raise _wrong(TooLarge, "document_too_large", most=budgets.DOCUMENT_BYTES // _MEGABYTE)
    kept = plain_name(name)
    ending = extension_of(kept)
    if ending not in allowed:
        expected = ", ".join(each.upper() for each in allowed)
        raise _wrong(WrongType, "document_type_refused", expected=expected)
    kind = KINDS[ending]
    if not kind.declares(declared) or not kind.fits(content):
        raise _wrong(WrongType, "document_type_mismatch", extension=ending.upper())
    return CheckedFile(name=kept, ending=ending, content=content)


def _wrong(refusal: type[Refused], code: str, **params: Any) -> Refused:
    return refusal(code, FieldError("file", code, params), params=params)


def add_document(
    session: Session,
    documents: Documents,
    record_id: UUID,
    *,
    service: Service,
    file: CheckedFile,
    note: str | None,
) -> DocumentRow:
    """Keep a checked file with a record, for the session's actor (C-38, K-27).

    The file is stored before the record is locked. Raises NotFound, Forbidden, Conflict for a
    record that is not to be changed or has as many as it may.
    """
    actor = session.actor
    documents.require_edit(session, actor, record_id)
    document_id = new_id()
    key = f"documents/{session.organization}/{document_id}"
    size = store(service, session.organization, documents.files, key, file.content)
    documents.held(session, actor, record_id)
    model = documents.model
    count = session.scalars(
        select(func.count()).select_from(model).where(model.record_id == record_id)
    ).one()
    if count >= budgets.DOCUMENTS_OF_A_RECORD:
        raise Conflict("too_many_documents", params={"most": budgets.DOCUMENTS_OF_A_RECORD})
    make: Callable[..., DocumentRow] = model
    document = make(
        id=document_id,
        organization_id=session.organization,
        record_type=documents.record_type.name,
        record_id=record_id,
        name=file.name,
        extension=file.ending,
        size=size,
        note=note,
        file_key=key,
        added_by=actor.user_id,
        added_by_name=actor.name or None,
    )
    session.add(document)
    name_file(session, documents.files, key)
    documents.told(session, record_id, "document_added", {"document": file.name})
    session.flush()
    return document


def change_document(session: Session, document: DocumentRow, given: Mapping[str, Any]) -> None:
    """Merge a new name or note into a held document; its type stays. Raises Invalid for no name."""
    values = dict(given)
    if "name" in values:
        values["name"] = renamed(values["name"], document.extension)
        if not values["name"]:
            raise Invalid("invalid_fields", FieldError("name", "required"))
    if any(getattr(document, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(document, name, value)
        document.touch()
        session.flush()


def delete_document(session: Session, documents: Documents, document: DocumentRow) -> None:
    """Delete a held document; its file goes with a later clearing."""
    unname_file(session, documents.files, document.file_key)
    documents.told(session, document.record_id, "document_removed", {"document": document.name})
    session.delete(document)
    session.flush()


def seen_document(
    session: Session, actor: Actor, documents: Documents, record_id: UUID, document_id: UUID
) -> DocumentRow:
    """Return a document of a record that the actor may read. Raises NotFound."""
    documents.require_seen(session, actor, record_id)
    model = documents.model
    found = session.scalars(
        select(model).where(model.id == document_id, model.record_id == record_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def changeable_document(
    session: Session,
    actor: Actor,
    documents: Documents,
    record_id: UUID,
    document_id: UUID,
    *,
    expected_version: int | None,
) -> DocumentRow:
    """Lock a document, and its record, for a change by the actor.

    Raises NotFound, Forbidden, Stale, and Conflict for a record that is not to be changed.
    """
    documents.require_edit(session, actor, record_id)
    documents.held(session, actor, record_id)
    found = session.lock(documents.model, document_id)
    if found.record_id != record_id:
        raise NotFound
    if expected_version is not None and found.version != expected_version:
        raise Stale(params={"version": found.version})
    return found
