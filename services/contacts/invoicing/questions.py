"""What contacts asks billing before a contact goes, or many (X-1)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
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
        answer = _ask(clients, organization_id, f"/internal/contacts/{contact_id}/invoices", {})
        return bool(answer["has_invoices"])

    return has_invoices


def invoiced_among(
    clients: Clients, organization_id: UUID, contact_ids: Sequence[UUID]
) -> HasInvoices:
    """Ask once for up to 100 contacts and return who of them has invoices.

    When billing is down, the question that is returned raises Unavailable for each.
    """
    found: set[str] | None = set()
    if clients.knows(BILLING) and contact_ids:
        ids = ",".join(str(id) for id in contact_ids)
        try:
            answer = _ask(clients, organization_id, "/internal/contacts/invoices", {"ids": ids})
            found = set(answer["invoiced"])
        except Unavailable:
            found = None

    def has_invoices(contact_id: UUID) -> bool:
        if found is None:
            raise Unavailable("billing_unavailable")
        return str(contact_id) in found

    return has_invoices


def _ask(
    clients: Clients, organization_id: UUID, path: str, query: Mapping[str, str]
) -> Mapping[str, Any]:
    try:
        answer = clients.get(
            BILLING,
            path,
            actor=Actor.system(organization_id, service="contacts"),
            query=query,
            timeout=budgets.COMPOSED_READ_TIMEOUT,
        )
    except Unavailable as error:
        raise Unavailable("billing_unavailable") from error
    if not answer.ok:
        raise Unavailable("billing_unavailable")
    found: Mapping[str, Any] = answer.json()
    return found
