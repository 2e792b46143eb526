"""Leases: an agent whose softphone has gone silent is not there, whatever their last word was."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from chassis.clock import now
from chassis.db import for_each_due
from chassis.spec import Service
from services.telephony.agents.models import Agent
from services.telephony.agents.operations import lock_agent, move
from services.telephony.calls.offers import withdraw_offer

SILENCE_CHECKED_AGAIN = timedelta(seconds=5)
_BATCH = 200


def end_lapsed_leases(service: Service) -> None:
    """Send silent agents offline; a call that rings one of them goes on to the next operator.

    An agent who talks is left alone: the leg tells when that ends. The claim moves the lease by
    five seconds, so an agent in a call is looked at again, and a lease that the softphone renews
    in between stands.
    """
    for_each_due(
        service.database,
        Agent,
        partial(_end_lease, service),
        due=Agent.lease_until,
        where=Agent.state.notin_(("offline", "on_call")),
        lease=SILENCE_CHECKED_AGAIN,
        limit=_BATCH,
    )


def _end_lease(service: Service, organization_id: UUID, agent_id: UUID) -> None:
    with service.database.transaction(organization_id) as session:
        agent = session.get(Agent, agent_id)
        if agent is None:
            return
        if agent.state in {"reserved", "ringing"} and agent.call_id is not None:
            withdraw_offer(session, agent.call_id, agent.user_id)
        agent = lock_agent(session, agent.user_id)
        renewed = agent.lease_until > now() + SILENCE_CHECKED_AGAIN
        if not renewed and agent.state not in {"offline", "on_call", "reserved", "ringing"}:
            move(session, agent, "offline", reason="lease_ended")
