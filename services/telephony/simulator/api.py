"""Routes of the simulator: "Simular llamada entrante" and the text messages that it took."""

from sqlalchemy import select

from chassis.errors import Conflict
from chassis.web import Call, Reply, Routes
from services.telephony.numbers.models import PhoneNumber
from services.telephony.providers.accounts import development_sid
from services.telephony.resources import Resources
from services.telephony.settings import Settings
from services.telephony.simulator import network
from services.telephony.simulator.callers import random_caller
from services.telephony.simulator.driver import DEMO_NUMBER
from services.telephony.simulator.models import SimulatedMessage
from services.telephony.simulator.schemas import IncomingCall

routes = Routes("simulator", tag="Development carrier")

_MAILBOX = 100


@routes.post("/telephony/simulator/calls", allow="telephony.view", summary="Simulate a call")
def simulate_call(call: Call, body: IncomingCall) -> Reply:
    """Let somebody call: the development carrier then speaks to our webhooks as a real one."""
    settings: Settings = call.service.settings
    resources: Resources = call.service.resources
    account = resources.accounts.by_sid(development_sid(call.actor.organization_id))
    if account is None or account.provider != "development":
        raise Conflict("simulator_off")
    number = call.session.scalars(
        select(PhoneNumber.e164)
        .where(PhoneNumber.account_sid == account.account_sid, PhoneNumber.unlinked_at.is_(None))
        .order_by(PhoneNumber.created_at)
        .limit(1)
    ).first()
    placed = network.place_call(
        call.session,
        account,
        number_from=body.from_ or random_caller(),
        number_to=body.to or number or DEMO_NUMBER,
        public_url=settings.public_url,
        repeats=body.repeats,
        shuffled=body.shuffled,
    )
    return call.json(
        {
            "id": str(placed.id),
            "provider_call_id": placed.sid,
            "from": placed.number_from,
            "to": placed.number_to,
        },
        status=201,
    )


@routes.get("/telephony/simulator/messages", allow="telephony.view", summary="Messages taken")
def list_messages(call: Call) -> Reply:
    """The text messages that the simulated network took, newest first."""
    found = call.session.scalars(
        select(SimulatedMessage).order_by(SimulatedMessage.created_at.desc()).limit(_MAILBOX)
    )
    items = [
        {
            "id": str(message.id),
            "from": message.number_from,
            "to": message.number_to,
            "body": message.body,
            "status": message.status,
            "at": message.created_at.isoformat(),
        }
        for message in found
    ]
    return call.json({"items": items, "next_cursor": None})
