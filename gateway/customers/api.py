"""The route of the composed view."""

from uuid import UUID

from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.customers.composition import compose
from gateway.customers.schemas import Customer

routes = Routes("customers", tag="Clientes")


@routes.get("/customers/<uuid:contact_id>", allow="contacts.view", session=False, returns=Customer)
def read_customer(call: Call, contact_id: UUID) -> Reply:
    """Read a contact with its timeline, opportunities, cases, invoices, calls and messages.

    Partial when a service is down: its part then says `unavailable`.
    """
    resources = call.service.resources
    return Reply(
        compose(
            call.service.clients,
            resources.composing,
            actor=call.actor,
            contact_id=contact_id,
        )
    )
