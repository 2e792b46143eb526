"""Routes of calls: the log, what is in hand, and the buttons of the softphone."""

from datetime import timedelta
from uuid import UUID

import orjson

from chassis.errors import NotFound
from chassis.records import may_see, one
from chassis.web import Call as Request
from chassis.web import Reply, Routes
from services.telephony.agents.operations import known_agents, live_view, renew_lease
from services.telephony.calls import operations
from services.telephony.calls.names import add_contact_names, name_contacts
from services.telephony.calls.records import CALL
from services.telephony.calls.schemas import Classification

routes = Routes("calls", tag="Calls")


@routes.get("/calls", allow="telephony.view", lists=CALL, summary="The call log")
def list_calls(call: Request) -> Reply:
    """Calls that the user may see, newest first; cost for administrators alone."""
    reply = call.page(CALL)
    reply.body = add_contact_names(call.session, call.actor, reply.body)
    return reply


@routes.get("/calls/current", allow=None, summary="The call in hand")
def current_calls(call: Request) -> Reply:
    """The agent's ringing, running or unclassified call and their state. A sign of life: asked
    every 5 s by an open softphone, it renews the lease without which nobody is offered a call.
    """
    user_id = call.actor.user_id
    if user_id is None:
        raise NotFound
    settings = call.service.settings
    agent = known_agents(call.session, [user_id]).get(user_id)
    if agent is not None and agent.state != "offline":
        renew_lease(call.service.database, agent, timedelta(seconds=settings.lease_seconds))
    items = [
        orjson.loads(one(call.session, call.actor, CALL, call_id).body)
        for call_id in operations.current_call_ids(call.session, user_id)
    ]
    name_contacts(call.session, call.actor, items)
    state = agent.state if agent else "offline"
    view = live_view(agent) if agent else None
    return call.json({"items": items, "state": state, "agent": view})


@routes.get("/calls/<uuid:call_id>", allow="telephony.view", returns=CALL, summary="One call")
def read_call(call: Request, call_id: UUID) -> Reply:
    """One call."""
    return _shown(call, call_id)


@routes.post("/calls/<uuid:call_id>/answer", allow="telephony.view", returns=CALL, summary="Answer")
def answer_call(call: Request, call_id: UUID) -> Reply:
    """Take the call that rings here."""
    _require_visible(call, call_id)
    operations.answer_call(call.session, call.actor, call_id)
    return _shown(call, call_id)


@routes.post("/calls/<uuid:call_id>/reject", allow="telephony.view", returns=CALL, summary="Reject")
def reject_call(call: Request, call_id: UUID) -> Reply:
    """Let it go on to the next operator."""
    _require_visible(call, call_id)
    before = _shown(call, call_id)
    operations.reject_call(call.session, call.actor, call_id)
    return _shown(call, call_id) if may_see(call.session, call.actor, CALL, call_id) else before


@routes.post(
    "/calls/<uuid:call_id>/hangup", allow="telephony.view", returns=CALL, summary="Hang up"
)
def hang_up_call(call: Request, call_id: UUID) -> Reply:
    """End the call for both."""
    _require_visible(call, call_id)
    before = _shown(call, call_id)
    operations.hang_up_call(call.session, call.actor, call_id)
    return _shown(call, call_id) if may_see(call.session, call.actor, CALL, call_id) else before


@routes.post(
    "/calls/<uuid:call_id>/disposition", allow="telephony.view", returns=CALL, summary="Classify"
)
def classify_call(call: Request, call_id: UUID, body: Classification) -> Reply:
    """Say how it went; the wrap-up ends."""
    _require_visible(call, call_id)
    operations.classify_call(
        call.session, call.actor, call_id, disposition_id=body.disposition_id, note=body.note
    )
    return _shown(call, call_id)


def _require_visible(call: Request, call_id: UUID) -> None:
    if not may_see(call.session, call.actor, CALL, call_id):
        raise NotFound


def _shown(call: Request, call_id: UUID) -> Reply:
    reply = call.one(CALL, call_id)
    reply.body = add_contact_names(call.session, call.actor, reply.body)
    return reply
