"""The routes of bulk runs: the same for every service, for the entities whose actions it gives.

    bulk_routes((CONTACT_BULK,), allow="contacts.view")

Calls name the entity in `entity=`, by which the gateway leads to the service that owns it. What an
action needs of the profile is the action's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from chassis import budgets
from chassis.errors import FieldError, Invalid
from chassis.records.assigning import assignees
from chassis.records.bulk import operations
from chassis.records.bulk.records import BULK_RUN, bulk_named
from chassis.records.bulk.rules import Action, Bulk, Order
from chassis.records.bulk.tables import BulkRun
from chassis.records.reading import one
from chassis.tabular.writer import csv_head, csv_text
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.problems import invalid_from, language, text_of
from chassis.web.routes import Routes

_ONE: Final = "/bulk-runs/<uuid:bulk_run_id>"
_PAGE: Final = 1_000
_TITLES: Final = (("Nombre", "Motivo", "Id"), ("Name", "Reason", "Id"))
_Short = Annotated[str, StringConstraints(max_length=100)]
_Text = Annotated[str, StringConstraints(max_length=500)]


class BulkOrder(Body):
    """What to do with which records: either `ids`, or all that `filter` meets.

    `filter` holds the list's own parameters (`q` and `<field>` or `<field>.<op>`); empty it is the
    whole list. Which records that are is settled now: later ones are not among them.
    """

    action: _Short
    ids: list[UUID] | None = Field(None, min_length=1, max_length=budgets.BULK_IDS)
    filter: dict[_Short, _Text] | None = Field(None, max_length=40)
    params: dict[str, Any] = Field(default_factory=dict, max_length=40)


class BulkRefused(BaseModel):
    """A record that was left as it was, and why; `name` only where one sees it."""

    id: UUID
    name: str | None
    code: str
    message: str


class BulkRefusals(BaseModel):
    """Refused records by their ids; `next_cursor` leads on."""

    items: list[BulkRefused]
    next_cursor: str | None


class BulkAssignee(BaseModel):
    """Somebody to whom records may be given."""

    id: UUID
    name: str


class BulkAssignees(BaseModel):
    """To whom one may give records at once, by name."""

    items: list[BulkAssignee]


def bulk_routes(all_bulk: tuple[Bulk, ...], *, allow: str) -> Routes:
    """Return the routes of a service's bulk runs; `allow` is the least permission."""
    routes = Routes("bulk_runs", tag="Bulk")
    query_model, page_model = _queries(all_bulk)

    def seen(call: Call, bulk_run_id: UUID) -> tuple[Bulk, BulkRun]:
        one(call.session, call.actor, BULK_RUN, bulk_run_id)
        run = call.session.get_one(BulkRun, bulk_run_id)
        return bulk_named(all_bulk, run.entity), run

    @routes.get("/bulk-runs", allow=allow, lists=BULK_RUN)
    def list_bulk_runs(call: Call) -> Reply:
        """List one's own bulk runs, the newest first."""
        return call.page(BULK_RUN)

    def start_bulk_run(call: Call, query: Any, body: BulkOrder) -> Reply:
        """Do one thing with many records (C-43, G-10, G-11)."""
        bulk = bulk_named(all_bulk, query.entity)
        action = _action(bulk, body.action)
        order = Order(
            service=call.service,
            session=call.session,
            actor=call.actor,
            params=_params(action, body.params),
        )
        run = operations.start(bulk, action, order, ids=body.ids, filters=body.filter)
        reply = call.one(BULK_RUN, run.id, status=202)
        reply.headers["Location"] = f"{call.request.path.rstrip('/')}/{run.id}"
        return reply

    def list_assignees(call: Call, query: Any) -> Reply:  # noqa: ARG001
        """List to whom one may give records: oneself and who stands below one (G-10)."""
        found = assignees(call.session, call.actor)
        return call.json({"items": [{"id": user.user_id, "name": user.name} for user in found]})

    def read_bulk_run(call: Call, query: Any, bulk_run_id: UUID) -> Reply:  # noqa: ARG001
        """Read one bulk run: how far it is, what became of its records."""
        return call.one(BULK_RUN, bulk_run_id)

    def cancel_bulk_run(call: Call, query: Any, bulk_run_id: UUID) -> Reply:  # noqa: ARG001
        """Stop a bulk run; what was done stays."""
        operations.cancel(call.session, call.actor, bulk_run_id)
        return call.one(BULK_RUN, bulk_run_id)

    def list_refused(call: Call, query: Any, bulk_run_id: UUID) -> Reply:
        """List the records that a bulk run left as they were, with the reason."""
        bulk, run = seen(call, bulk_run_id)
        found = operations.refused_page(
            call.session, call.actor, bulk, run, after=query.cursor, limit=query.limit + 1
        )
        shown = found[: query.limit]
        chosen = language()
        return call.json(
            {
                "items": [each | {"message": text_of(each["code"], {}, chosen)} for each in shown],
                "next_cursor": shown[-1]["id"] if len(found) > query.limit else None,
            }
        )

    def read_refused_file(call: Call, query: Any, bulk_run_id: UUID) -> Response:  # noqa: ARG001
        """Read all refused records as a file that opens in a spreadsheet."""
        return _file(call, *seen(call, bulk_run_id))

    for view in (
        start_bulk_run,
        list_assignees,
        read_bulk_run,
        cancel_bulk_run,
        read_refused_file,
    ):
        view.__annotations__["query"] = query_model
    list_refused.__annotations__["query"] = page_model
    routes.post("/bulk-runs", allow=allow, returns=BULK_RUN, status=202)(start_bulk_run)
    routes.get("/bulk-runs/assignees", allow=allow, returns=BulkAssignees)(list_assignees)
    routes.get(_ONE, allow=allow, returns=BULK_RUN)(read_bulk_run)
    routes.post(f"{_ONE}/cancel", allow=allow, returns=BULK_RUN, status=200)(cancel_bulk_run)
    routes.get(f"{_ONE}/refused", allow=allow, returns=BulkRefusals)(list_refused)
    routes.get(f"{_ONE}/refused.csv", allow=allow)(read_refused_file)
    return routes


def _action(bulk: Bulk, name: str) -> Action:
    found = bulk.action(name)
    if found is None:
        expected = {"expected": ", ".join(each.name for each in bulk.actions)}
        raise Invalid("invalid_fields", FieldError("action", "invalid_choice", expected))
    return found


def _params(action: Action, given: Mapping[str, Any]) -> BaseModel:
    try:
        return action.params.model_validate(given)
    except ValidationError as error:
        refused = invalid_from(error)
        fields = (replace(each, field=f"params.{each.field}".rstrip(".")) for each in refused.fields)
        raise Invalid(refused.code, *fields) from None


def _queries(all_bulk: tuple[Bulk, ...]) -> tuple[type[Body], type[Body]]:
    names = tuple(name for each in all_bulk for name in (each.entity, *each.aliases))

    class BulkQuery(Body):
        """Whose records: the gateway leads to the service that owns the entity."""

        entity: Literal[names]  # type: ignore[valid-type]

    class BulkPage(BulkQuery):
        """`cursor` is what the page before ended with."""

        cursor: UUID | None = None
        limit: int = Field(budgets.LIST_LIMIT_DEFAULT, ge=1, le=budgets.LIST_LIMIT_MAX)

    return BulkQuery, BulkPage


def _file(call: Call, bulk: Bulk, run: BulkRun) -> Response:
    chosen, database, actor = language(), call.service.database, call.actor
    delimiter = (";", ",")[chosen]
    reasons: dict[str, str] = {code: text_of(code, {}, chosen) for code in run.refused}

    def pieces() -> Iterator[bytes]:
        yield csv_head(list(_TITLES[chosen]), delimiter)
        after = None
        while True:
            with database.reading(actor.organization_id, actor=actor) as session:
                page = operations.refused_page(
                    session, actor, bulk, run, after=after, limit=_PAGE
                )
            if not page:
                return
            rows = [[each["name"], reasons.get(each["code"]), each["id"]] for each in page]
            yield csv_text(rows, ["text"] * 3, delimiter=delimiter)
            after = UUID(page[-1]["id"])

    response = Response(pieces(), mimetype="text/csv")
    name = ("rechazados", "refused")[chosen]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
