"""Routes of opportunities: parse → operation → representation."""

from typing import Final
from uuid import UUID

from chassis.errors import FieldError, Invalid, NotFound
from chassis.records import RecordType, answer, parse
from chassis.web import Call, Reply, Routes
from services.sales.opportunities import closing, operations
from services.sales.opportunities.board import board
from services.sales.opportunities.names import add_contact_names
from services.sales.opportunities.records import DISCARDED, OPPORTUNITY, OPPORTUNITY_EVENT, SALE
from services.sales.opportunities.rights import visible
from services.sales.opportunities.schemas import (
    BoardView,
    OpportunityChange,
    OpportunityCreate,
    OpportunityLoss,
    OpportunityReopen,
    OpportunityWin,
    StageMove,
    TotalsView,
)
from services.sales.opportunities.totals import totals
from services.sales.projections import Home, home_of

_PAGING: Final = frozenset({"sort", "limit", "cursor", "offset", "count"})

routes = Routes("opportunities", tag="Opportunities")


@routes.get("/opportunities", allow="sales.view", lists=OPPORTUNITY)
def index(call: Call) -> Reply:
    """List opportunities, open and closed (S-07); `discarded=true` is for administrators."""
    asked = call.request.args.get("discarded")
    if asked is not None and not call.actor.is_administrator:
        raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
    if asked == "true":
        arguments = [pair for pair in call.arguments if pair[0] != "discarded"]
        return _named(call, _page(call, DISCARDED, arguments))
    return _named(call, call.page(OPPORTUNITY))


@routes.get("/opportunities/totals", allow="sales.view", returns=TotalsView)
def sum_list(call: Call) -> Reply:
    """Sum a list in the organization's currency (S-37); the filters are the list's."""
    return _totals(call, OPPORTUNITY)


@routes.get("/boards/stages", allow="sales.view", returns=BoardView)
def show_board(call: Call) -> Reply:
    """Show the open opportunities by stage with sums (S-14, S-20); the filters are the list's."""
    return Reply(board(call.session, call.actor, call.arguments, home=_home(call)))


@routes.get("/sales", allow="sales.view", lists=SALE)
def list_sales(call: Call) -> Reply:
    """List the won ones (S-15)."""
    if "discarded" in call.request.args:
        raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
    return _named(call, call.page(SALE))


@routes.get("/sales/totals", allow="sales.view", returns=TotalsView)
def sum_sales(call: Call) -> Reply:
    """Sum the won ones in the organization's currency (S-15, S-37)."""
    return _totals(call, SALE)


@routes.post("/opportunities", allow="sales.create", returns=OPPORTUNITY)
def create(call: Call, body: OpportunityCreate) -> Reply:
    """Create an opportunity (S-01)."""
    made = operations.create_opportunity(
        call.session,
        call.actor,
        body.given(),
        currency=_home(call).currency,
        clients=call.service.clients,
    )
    return _named(call, call.created(OPPORTUNITY, made.id))


@routes.get("/opportunities/<uuid:opportunity_id>", allow="sales.view", returns=OPPORTUNITY)
def read(call: Call, opportunity_id: UUID) -> Reply:
    """Read one opportunity; administrators also a deleted one."""
    try:
        return _named(call, call.one(OPPORTUNITY, opportunity_id))
    except NotFound:
        if not call.actor.is_administrator:
            raise
        return _named(call, call.one(DISCARDED, opportunity_id))


@routes.patch(
    "/opportunities/<uuid:opportunity_id>",
    allow="sales.edit",
    match="required",
    returns=OPPORTUNITY,
)
def edit(call: Call, opportunity_id: UUID, body: OpportunityChange) -> Reply:
    """Merge members into an open opportunity (S-10, S-40, S-05)."""
    operations.edit_opportunity(
        call.session,
        call.actor,
        opportunity_id,
        body.given(),
        expected_version=call.expected_version,
        clients=call.service.clients,
    )
    return _one_or_gone(call, opportunity_id)


@routes.delete("/opportunities/<uuid:opportunity_id>", allow="sales.delete", match="required")
def discard(call: Call, opportunity_id: UUID) -> Reply:
    """Delete an opportunity (S-10); administrators can restore it."""
    operations.discard_opportunity(
        call.session, call.actor, opportunity_id, expected_version=call.expected_version
    )
    return call.nothing()


@routes.post(
    "/opportunities/<uuid:opportunity_id>/restore",
    allow="sales.delete",
    match="optional",
    returns=OPPORTUNITY,
)
def restore(call: Call, opportunity_id: UUID) -> Reply:
    """Bring a deleted opportunity back."""
    operations.restore_opportunity(
        call.session, call.actor, opportunity_id, expected_version=call.expected_version
    )
    return _named(call, call.one(OPPORTUNITY, opportunity_id))


@routes.post(
    "/opportunities/<uuid:opportunity_id>/stage",
    allow="sales.edit",
    match="optional",
    returns=OPPORTUNITY,
)
def move(call: Call, opportunity_id: UUID, body: StageMove) -> Reply:
    """Move an open opportunity to another stage (S-09, S-20)."""
    operations.move_opportunity(
        call.session,
        call.actor,
        opportunity_id,
        body.stage_id,
        expected_version=call.expected_version,
    )
    return _named(call, call.one(OPPORTUNITY, opportunity_id))


@routes.post(
    "/opportunities/<uuid:opportunity_id>/win",
    allow="sales.edit",
    match="optional",
    returns=OPPORTUNITY,
)
def win(call: Call, opportunity_id: UUID, body: OpportunityWin) -> Reply:
    """Mark as won, with the purchase motive (S-11, S-12)."""
    closing.win_opportunity(
        call.session,
        call.actor,
        opportunity_id,
        body.purchase_motive_id,
        expected_version=call.expected_version,
    )
    return _named(call, call.one(OPPORTUNITY, opportunity_id))


@routes.post(
    "/opportunities/<uuid:opportunity_id>/lose",
    allow="sales.edit",
    match="optional",
    returns=OPPORTUNITY,
)
def lose(call: Call, opportunity_id: UUID, body: OpportunityLoss) -> Reply:
    """Mark as lost, with the reason (S-11, S-13)."""
    closing.lose_opportunity(
        call.session,
        call.actor,
        opportunity_id,
        body.loss_reason_id,
        expected_version=call.expected_version,
    )
    return _named(call, call.one(OPPORTUNITY, opportunity_id))


@routes.post(
    "/opportunities/<uuid:opportunity_id>/reopen",
    allow="sales.edit",
    match="optional",
    returns=OPPORTUNITY,
)
def reopen(call: Call, opportunity_id: UUID, body: OpportunityReopen) -> Reply:
    """Open a closed one again, with the reason (S-16, O-37)."""
    closing.reopen_opportunity(
        call.session,
        call.actor,
        opportunity_id,
        reason=body.reason,
        stage_id=body.stage_id,
        expected_version=call.expected_version,
    )
    return _named(call, call.one(OPPORTUNITY, opportunity_id))


@routes.get(
    "/opportunities/<uuid:opportunity_id>/history",
    allow="sales.view",
    lists=OPPORTUNITY_EVENT,
)
def history(call: Call, opportunity_id: UUID) -> Reply:
    """List what happened with an opportunity, each change of stage with its date (S-09)."""
    if visible(call.session, call.actor, opportunity_id) is None:
        raise NotFound
    return call.page(OPPORTUNITY_EVENT, {"opportunity_id": opportunity_id})


def _home(call: Call) -> Home:
    settings = call.service.settings
    return home_of(call.session, otherwise=Home(settings.currency, settings.timezone))


def _named(call: Call, reply: Reply) -> Reply:
    reply.body = add_contact_names(call.session, call.actor, reply.body)
    return reply


def _page(call: Call, rt: RecordType, arguments: list[tuple[str, str]]) -> Reply:
    return Reply(answer(call.session, call.actor, rt, arguments))


def _totals(call: Call, rt: RecordType) -> Reply:
    arguments = [pair for pair in call.arguments if pair[0] not in _PAGING]
    if any(name == "discarded" for name, _ in arguments):
        raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
    query = parse(rt, call.actor, arguments)
    return call.json(totals(call.session, call.actor, rt, query, home=_home(call)).view())


def _one_or_gone(call: Call, opportunity_id: UUID) -> Reply:
    """Answer with the changed opportunity, or with nothing when the actor gave away the right.

    Who restricts an opportunity to others sees it no longer; the change still holds.
    """
    try:
        return _named(call, call.one(OPPORTUNITY, opportunity_id))
    except NotFound:
        return call.nothing()
