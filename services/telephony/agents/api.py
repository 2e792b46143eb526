"""Routes of agents: who is there, my own state, my telephone."""

from datetime import timedelta

from sqlalchemy import select

from chassis.errors import Conflict, Forbidden, NotFound
from chassis.identity.directory import names
from chassis.web import Call, Reply, Routes
from services.telephony.agents.models import Agent
from services.telephony.agents.operations import choose_state, known_agents, live_view
from services.telephony.agents.schemas import StateChoice
from services.telephony.numbers.models import NumberOperator, PhoneNumber
from services.telephony.numbers.operations import is_operator
from services.telephony.providers.port import ProviderRefused
from services.telephony.resources import Resources
from services.telephony.settings import Settings

routes = Routes("agents", tag="Agents")

CREDENTIALS_LIFE = 1_800


@routes.get("/agents", allow="telephony.view", summary="Who answers calls")
def list_agents(call: Call) -> Reply:
    """Every operator of a number with their present state; one who never signed on is offline."""
    session = call.session
    users = list(session.scalars(select(NumberOperator.user_id).distinct()))
    users += [u for u in session.scalars(select(Agent.user_id)) if u not in users]
    agents, named = known_agents(session, users), names(session, users)
    items = []
    for user_id in users:
        agent = agents.get(user_id)
        view: dict[str, object] = {"user_id": str(user_id), "state": "offline", "since": None}
        if agent is not None:
            view |= live_view(agent)
        items.append(view | {"name": named.get(user_id)})
    items.sort(key=lambda item: (str(item["name"] or ""), str(item["user_id"])))
    return call.json({"items": items, "next_cursor": None})


@routes.get("/agents/me", allow=None, summary="My state")
def my_state(call: Call) -> Reply:
    """My state as an agent, and whether I answer any number at all."""
    user_id = call.actor.user_id
    if user_id is None:
        raise NotFound
    agent = known_agents(call.session, [user_id]).get(user_id)
    view: dict[str, object] = {"user_id": str(user_id), "state": "offline", "since": None}
    if agent is not None:
        view |= live_view(agent)
    operates = is_operator(call.session, user_id)
    return call.json(view | {"name": call.actor.name, "is_operator": operates})


@routes.put("/agents/me/state", allow=None, summary="Set my state")
def set_my_state(call: Call, body: StateChoice) -> Reply:
    """Become available, paused or offline; during a call it holds from its end on."""
    user_id = call.actor.user_id
    if user_id is None:
        raise NotFound
    if body.state == "available" and not is_operator(call.session, user_id):
        raise Forbidden("not_an_operator")
    settings: Settings = call.service.settings
    agent = choose_state(
        call.session,
        user_id,
        body.state,
        reason=body.reason,
        lease=timedelta(seconds=settings.lease_seconds),
    )
    call.session.flush()
    return call.json({**live_view(agent), "name": call.actor.name}, version=agent.version)


@routes.post("/softphone/credentials", allow=None, session=False, summary="My telephone")
def softphone_credentials(call: Call) -> Reply:
    """Short-lived credentials with which the browser becomes the operator's telephone."""
    actor = call.actor
    resources: Resources = call.service.resources
    with call.service.database.reading(actor.organization_id, actor=actor) as session:
        if actor.user_id is None or not is_operator(session, actor.user_id):
            raise Forbidden("not_an_operator")
        account_sid = session.scalars(
            select(PhoneNumber.account_sid)
            .join(NumberOperator, NumberOperator.number_id == PhoneNumber.id)
            .where(NumberOperator.user_id == actor.user_id, PhoneNumber.unlinked_at.is_(None))
            .order_by(PhoneNumber.provider == "development", PhoneNumber.created_at)
            .limit(1)
        ).first()
        account = resources.accounts.usable(session, account_sid) if account_sid else None
    if account is None:
        raise Conflict("softphone_not_configured")
    try:
        phone = resources.driver(account).softphone(account, actor.user_id, CREDENTIALS_LIFE)
    except ProviderRefused as refusal:
        raise Conflict(refusal.code) from refusal
    return call.json(
        {
            "provider": phone.provider,
            "identity": phone.identity,
            "token": phone.token,
            "expires_in": phone.expires_in,
            "capabilities": list(phone.capabilities),
        },
        headers={"Cache-Control": "no-store"},
    )
