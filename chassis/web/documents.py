"""The routes of a record's documents: below the record, whose own rule says who may (X-8).

    document_routes("contacts", CONTACT_DOCUMENTS, argument="contact_id")

A file comes as the part `file` of a form, with `note` beside it; it is given back only to be saved.
"""

from typing import Annotated, Any
from uuid import UUID

from flask import Response
from pydantic import BaseModel, StringConstraints

from chassis import budgets
from chassis.errors import Conflict, FieldError, Invalid, Malformed
from chassis.records.documents import operations
from chassis.records.documents.kinds import KINDS
from chassis.records.documents.records import document_record
from chassis.records.documents.rules import Documents
from chassis.storage import storage_of
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.files import attachment, sent_file
from chassis.web.routes import Routes
from chassis.web.texts import require_storable

_LONGEST_NOTE = 1_000
Note = Annotated[str, StringConstraints(max_length=_LONGEST_NOTE)]


class DocumentChange(Body):
    """Members that may change; the type does not, so its ending may be left out of the name."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] = ""
    note: Note | None = None

    def given(self) -> dict[str, Any]:
        """Return the members that were sent; an empty note is none."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        if "note" in sent:
            sent["note"] = sent["note"] or None
        return sent


class DocumentTerms(BaseModel):
    """Which files are taken: endings, and the most bytes of one."""

    extensions: list[str]
    most_bytes: int


def document_routes(module: str, documents: Documents, *, argument: str) -> Routes:
    """Return the routes; `argument` names the record in the path.

    The service's settings have `document_types`, the endings that are allowed.
    """
    routes = Routes(f"{documents.record_type.name}-documents", tag="Documents")
    shown = document_record(documents.model)
    several = f"/{documents.plural}/<uuid:{argument}>/documents"
    one = f"{several}/<uuid:document_id>"
    view, edit = f"{module}.view", f"{module}.edit"

    def list_documents(call: Call, **path: UUID) -> Reply:
        """List a record's documents, the newest first (C-38, K-27)."""
        documents.require_seen(call.session, call.actor, path[argument])
        return call.page(shown, {"record_id": path[argument]})

    def add_document(call: Call, **path: UUID) -> Reply:
        """Keep a file with a record: ending, declared type and content have to agree (O-9)."""
        sent = sent_file(call.request)
        note = call.request.form.get("note", "").strip()
        documents.require_edit(call.session, call.actor, path[argument])
        if sent is None:
            raise Malformed("file_missing")
        if len(note) > _LONGEST_NOTE:
            raise Invalid("invalid_fields", FieldError("note", "too_long", {"max_length": _LONGEST_NOTE}))
        require_storable({"note": note})
        wanted, declared, content = sent
        allowed = call.service.settings.document_types
        document = operations.add_document(
            call.session,
            documents,
            path[argument],
            service=call.service,
            file=operations.checked_file(content, name=wanted, declared=declared, allowed=allowed),
            note=note or None,
        )
        return call.created(shown, document.id)

    def read_terms(call: Call, **path: UUID) -> Reply:
        """Say which files are taken."""
        documents.require_seen(call.session, call.actor, path[argument])
        allowed = list(call.service.settings.document_types)
        return call.json({"extensions": allowed, "most_bytes": budgets.DOCUMENT_BYTES})

    def read_document(call: Call, document_id: UUID, **path: UUID) -> Reply:
        """Read what is said of one document."""
        operations.seen_document(call.session, call.actor, documents, path[argument], document_id)
        return call.one(shown, document_id)

    def fetch_document(call: Call, document_id: UUID, **path: UUID) -> Response:
        """Fetch the file, to be saved."""
        document = operations.seen_document(
            call.session, call.actor, documents, path[argument], document_id
        )
        try:
            file = storage_of(call.service).open(document.file_key)
        except FileNotFoundError:
            raise Conflict("document_file_gone") from None
        return attachment(
            file,
            name=document.name,
            size=document.size,
            media_type=KINDS[document.extension].media_type,
        )

    def change_document(call: Call, body: DocumentChange, document_id: UUID, **path: UUID) -> Reply:
        """Rename a document or change its note."""
        document = _locked(call, document_id, path[argument])
        operations.change_document(call.session, document, body.given())
        return call.one(shown, document_id)

    def delete_document(call: Call, document_id: UUID, **path: UUID) -> Reply:
        """Delete a document with its file."""
        document = _locked(call, document_id, path[argument])
        operations.delete_document(call.session, documents, document)
        return call.nothing()

    def _locked(call: Call, document_id: UUID, record_id: UUID) -> Any:
        return operations.changeable_document(
            call.session,
            call.actor,
            documents,
            record_id,
            document_id,
            expected_version=call.expected_version,
        )

    routes.get(several, allow=view, lists=shown)(list_documents)
    routes.post(several, allow=edit, returns=shown, status=201, uploads=True)(add_document)
    routes.get(f"{several}/terms", allow=view, returns=DocumentTerms)(read_terms)
    routes.get(one, allow=view, returns=shown)(read_document)
    routes.get(f"{one}/file", allow=view)(fetch_document)
    routes.patch(one, allow=edit, match="required", returns=shown)(change_document)
    routes.delete(one, allow=edit, match="optional")(delete_document)
    return routes
