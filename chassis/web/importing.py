"""The routes of imports: the same for every service, for the entities whose rules it gives.

    import_routes((CONTACT_IMPORT,), allow="contacts.import")

Calls name the entity in `entity=`, by which the gateway leads to the service that owns it. The file
comes as the part `file` of a form, or, up to the size of any body, as the body itself.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, BinaryIO, Literal, cast
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chassis import budgets
from chassis.errors import Malformed
from chassis.ids import new_id
from chassis.records.importing import operations
from chassis.records.importing.files import source_key
from chassis.records.importing.errorfile import TITLES, bad_rows, error_file
from chassis.records.importing.preview import Foreseen, preview
from chassis.records.importing.records import entity_named, import_record
from chassis.records.importing.rules import Rules
from chassis.records.importing.tables import ImportBadRow, ImportRun
from chassis.records.reading import one as read_one
from chassis.storage import storage_of
from chassis.tabular.encodings import ENCODINGS
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.problems import language, text_of
from chassis.web.routes import Routes

_ONE = "/imports/<uuid:import_id>"
_MOST_COLUMNS = 1_000


class ColumnChoice(Body):
    """Where a column goes; null leaves it out."""

    index: int = Field(ge=0, lt=_MOST_COLUMNS)
    field: str | None = Field(max_length=60)


class Duplicates(Body):
    """By what a row is found to be a record that is there, and what happens to it then."""

    match_by: list[Annotated[str, StringConstraints(max_length=60)]] = Field(max_length=10)
    then: Literal["create", "update", "skip"]


class ImportChange(BaseModel):
    """What somebody says of the file; a member that is left out stays.

    `values` maps texts of a list's column to values of the list, null to nothing. `header_row` 0
    says that no row names the columns.
    """

    model_config = ConfigDict(extra="forbid")  # a delimiter may be white space: nothing is trimmed

    encoding: str = Field("", max_length=20)
    delimiter: str = Field("", min_length=1, max_length=1)
    sheet: str = Field("", max_length=200)
    header_row: int = Field(0, ge=0, le=2_000_000)
    columns: list[ColumnChoice] = Field(default_factory=list, max_length=_MOST_COLUMNS)
    values: dict[str, dict[str, str | None]] = Field(default_factory=dict, max_length=100)
    region: str = Field("", min_length=2, max_length=2)
    duplicates: Duplicates = Duplicates(match_by=[], then="skip")
    defaults: dict[str, Any] = Field(default_factory=dict, max_length=20)

    def given(self) -> dict[str, Any]:
        """Return the members that were sent, as plain values."""
        return {name: self.model_dump()[name] for name in self.model_fields_set}


class ImportChoiceState(BaseModel):
    """A value of a list, with its names and the other words by which it is known."""

    value: str
    name: str
    name_en: str
    words: list[str]


class ImportFieldState(BaseModel):
    """A field that a column may go to; `choices` where it is a list."""

    name: str
    kind: str
    choices: list[ImportChoiceState] | None


class ImportLayout(BaseModel):
    """What a person needs to confirm how a file is read.

    `head` are the first records with their numbers, `values` the texts of each column whose texts
    are few, with how often each stands there.
    """

    fields: list[ImportFieldState]
    match_by: list[str]
    head: list[tuple[int, list[str]]]
    values: dict[str, list[tuple[str, int]]]
    sheets: list[str]
    encodings: list[str]


class ImportProblem(BaseModel):
    """What is wrong with a cell or a row."""

    field: str
    column: str
    code: str
    message: str


class ImportRow(BaseModel):
    """A row as it would become."""

    row: int
    result: str
    values: dict[str, Any]
    errors: list[ImportProblem]


class ImportPreview(BaseModel):
    """The first rows, and the first bad ones of the rows that were checked."""

    rows: list[ImportRow]
    problems: list[ImportRow]
    checked: int


def import_routes(rules: tuple[Rules, ...], *, allow: str) -> Routes:
    """Return the routes of a service's imports; `allow` is the profile's permission."""
    routes = Routes("imports", tag="Imports")
    shown = import_record(rules)
    query_model, upload_model = _queries(rules)

    def entity_of(query: Any) -> Rules:
        return entity_named(rules, query.entity)

    def locked(call: Call, import_id: UUID) -> ImportRun:
        return operations.changeable(
            call.session, call.actor, shown, import_id, call.expected_version
        )

    def seen(call: Call, import_id: UUID) -> ImportRun:
        read_one(call.session, call.actor, shown, import_id)
        return call.session.get_one(ImportRun, import_id)

    @routes.get("/imports", allow=allow, lists=shown)
    def list_imports(call: Call) -> Reply:
        """List past and running imports, the newest first (C-50)."""
        return call.page(shown)

    def send_file(call: Call, query: Any) -> Reply:
        """Send a file; it is read at once and described, or by a job where it is large (C-12)."""
        storage, import_id = storage_of(call.service), new_id()
        name, source = _file_of(call, query.file_name)
        size = operations.keep_file(storage, call.actor.organization_id, import_id, source)
        try:
            kept = operations.add_run(
                call.session,
                call.actor,
                entity_of(query),
                shown,
                import_id=import_id,
                file_name=name,
                file_size=size,
            )
            operations.read_now(call.session, storage, kept, entity_of(query))
        except BaseException:
            storage.delete(source_key(call.actor.organization_id, import_id))
            raise
        return call.created(shown, import_id)

    def read_import(call: Call, query: Any, import_id: UUID) -> Reply:  # noqa: ARG001
        """Read one import: its state, how its file is read, its counts."""
        return call.one(shown, import_id)

    def read_layout(call: Call, query: Any, import_id: UUID) -> Reply:  # noqa: ARG001
        """Read the first records, the fields, and the texts of columns that may be lists."""
        run = seen(call, import_id)
        return call.json(_layout(call, run, entity_named(rules, run.entity)))

    def confirm_import(call: Call, query: Any, body: ImportChange, import_id: UUID) -> Reply:  # noqa: ARG001
        """Say how the file is read and what goes where; what is left out stays."""
        run = locked(call, import_id)
        storage = storage_of(call.service)
        operations.confirm(
            call.session, storage, run, entity_named(rules, run.entity), body.given()
        )
        return call.one(shown, import_id)

    def preview_import(call: Call, query: Any, import_id: UUID) -> Reply:  # noqa: ARG001
        """Show what the first rows would become, by the import's own rules; nothing is written."""
        run = seen(call, import_id)
        found = preview(call.service, call.actor, entity_named(rules, run.entity), import_id)
        value = {
            "rows": [_row(each, found.columns) for each in found.rows],
            "problems": [_row(each, found.columns) for each in found.problems],
            "checked": found.checked,
        }
        return call.json(value)

    def start_import(call: Call, query: Any, import_id: UUID) -> Reply:  # noqa: ARG001
        """Start the import; one that failed goes on where it stopped."""
        operations.start(call.session, call.actor, locked(call, import_id))
        return call.one(shown, import_id, status=202)

    def undo_import(call: Call, query: Any, import_id: UUID) -> Reply:  # noqa: ARG001
        """Take back what the import made, unless somebody changed it since."""
        operations.undo(call.session, locked(call, import_id))
        return call.one(shown, import_id, status=202)

    def delete_import(call: Call, query: Any, import_id: UUID) -> Reply:  # noqa: ARG001
        """Forget an import and its file; what it made stays."""
        operations.delete_run(
            call.session, storage_of(call.service), locked(call, import_id), shown
        )
        return call.nothing()

    def read_errors(call: Call, query: Any, import_id: UUID) -> Response:  # noqa: ARG001
        """Read every bad row with its reasons, as a file that opens in a spreadsheet."""
        return _error_file(call, seen(call, import_id))

    for view in (
        read_import,
        read_layout,
        confirm_import,
        preview_import,
        start_import,
        undo_import,
        delete_import,
        read_errors,
    ):
        view.__annotations__["query"] = query_model
    send_file.__annotations__["query"] = upload_model
    routes.post("/imports", allow=allow, returns=shown)(send_file)
    routes.get(_ONE, allow=allow, returns=shown)(read_import)
    routes.get(f"{_ONE}/layout", allow=allow, returns=ImportLayout)(read_layout)
    routes.patch(_ONE, allow=allow, match="required", returns=shown)(confirm_import)
    routes.get(f"{_ONE}/preview", allow=allow, returns=ImportPreview)(preview_import)
    for verb, view in (("start", start_import), ("undo", undo_import)):
        routes.post(f"{_ONE}/{verb}", allow=allow, match="optional", returns=shown, status=202)(view)
    routes.delete(_ONE, allow=allow, match="required")(delete_import)
    routes.get(f"{_ONE}/errors.csv", allow=allow)(read_errors)
    return routes


def _queries(rules: tuple[Rules, ...]) -> tuple[type[Body], type[Body]]:
    """Return the queries of these routes: whose imports, and how a file is called."""
    names = tuple(name for each in rules for name in (each.entity, *each.aliases))

    class ImportQuery(Body):
        """Whose imports: the gateway leads to the service that owns the entity."""

        entity: Literal[names]  # type: ignore[valid-type]

    class ImportUpload(ImportQuery):
        """`file_name` names a file that comes as the body itself."""

        file_name: str = Field("", max_length=200)

    return ImportQuery, ImportUpload


def _file_of(call: Call, name: str) -> tuple[str, BinaryIO]:
    """Return the file of a request with its name. Raises Malformed where there is none."""
    request = call.request
    if request.mimetype == "multipart/form-data":
        request.max_content_length = budgets.MAX_UPLOAD_BYTES
        sent = request.files.get("file")
        if sent is None:
            raise Malformed("file_missing")
        return sent.filename or name, cast("BinaryIO", sent.stream)
    return name, cast("BinaryIO", request.stream)


def _layout(call: Call, run: ImportRun, rules: Rules) -> dict[str, Any]:
    lists = rules.choices(call.session)
    return {
        "fields": [
            {
                "name": field.name,
                "kind": field.kind,
                "choices": [
                    {
                        "value": each.value,
                        "name": each.names[0],
                        "name_en": each.names[1],
                        "words": list(each.words),
                    }
                    for each in (field.choices or lists.get(field.name, ()))
                ]
                if field.kind == "choice"
                else None,
            }
            for field in rules.fields
        ],
        "match_by": list(rules.match_by),
        "head": run.found.get("head", []),
        "values": {
            str(at): _without(values, run.columns[at]["header"] if at < len(run.columns) else "")
            for at, values in enumerate(run.found.get("values", []))
            if values
        },
        "sheets": list(run.found.get("sheets", ())),
        "encodings": list(ENCODINGS),
    }


def _without(values: Sequence[Sequence[Any]], header: str) -> list[Sequence[Any]]:
    """Leave the header out of a column's texts, where it stands there once."""
    return [each for each in values if not (each[0] == header.strip() and each[1] == 1)]


def _row(found: Foreseen, columns: Any) -> dict[str, Any]:
    chosen = language()
    return {
        "row": found.row,
        "result": found.result,
        "values": found.values,
        "errors": [
            {
                "field": error.field,
                "column": columns.get(error.field, ""),
                "code": error.code,
                "message": text_of(error.code, error.params, chosen),
            }
            for error in found.errors
        ],
    }


def _error_file(call: Call, run: ImportRun) -> Response:
    chosen, database, actor = language(), call.service.database, call.actor
    words = {**_messages(call)}

    def wording(code: str, params: Any) -> str:
        found = words.get(code)
        return found[chosen].format_map(_Blank(params)) if found else code

    def pages() -> Iterator[Sequence[ImportBadRow]]:
        after = -1
        while True:
            with database.reading(actor.organization_id, actor=actor) as session:
                page = bad_rows(session, run, after=after)
            if not page:
                return
            yield page
            after = page[-1].row

    stem = run.file_name.rpartition(".")[0] or run.file_name
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in stem)
    name = f"{safe}-{('errores', 'errors')[chosen]}.csv"
    response = Response(error_file(pages(), run, wording, TITLES[chosen]), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _messages(call: Call) -> dict[str, tuple[str, str]]:
    from chassis.web.messages import CHASSIS_MESSAGES

    return {**CHASSIS_MESSAGES, **call.service.spec.messages}


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
