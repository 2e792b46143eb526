"""The question that contacts asks billing before a contact goes (X-1)."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from chassis import budgets
from chassis.clients import Clients
from chassis.errors import Unavailable
from chassis.identity.actor import Actor

BILLING: Final = "billing"

HasInvoices = Callable[[UUID], bool]
"""Whether billing has an invoice of the contact that was not deleted. Raises Unavailable."""


def ask_billing(clients: Clients, organization_id: UUID) -> HasInvoices:
    """Return the question, put to billing itself; it answers within 2 s or counts as down.

    An installation without billing has no invoices: nobody is asked. Raises Unavailable with
    `billing_unavailable` when billing is down or does not answer the question.
    """

    def has_invoices(contact_id: UUID) -> bool:
        if not clients.knows(BILLING):
            return False
        try:
            answer = clients.get(
                BILLING,
                f"/internal/contacts/{contact_id}/invoices",
                actor=Actor.system(organization_id, service="contacts"),
                timeout=budgets.COMPOSED_READ_TIMEOUT,
            )
        except Unavailable as error:
            raise Unavailable("billing_unavailable") from error
        if not answer.ok:
            raise Unavailable("billing_unavailable")
        return bool(answer.json()["has_invoices"])

    return has_invoices
