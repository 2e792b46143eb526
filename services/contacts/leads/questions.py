"""The question that contacts asks sales before a lead becomes an opportunity (X-3)."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from chassis import budgets
from chassis.clients import Clients
from chassis.errors import Unavailable
from chassis.identity.actor import Actor

SALES: Final = "sales"

InUse = Callable[[UUID], bool]
"""Whether sales has a stage into which an opportunity may come. Raises Unavailable."""


def ask_sales(clients: Clients, organization_id: UUID) -> InUse:
    """Return the question, put to sales itself; it answers within 2 s or counts as down.

    An installation without sales has no stages. Raises Unavailable with `sales_unavailable` when
    sales is down or does not answer the question.
    """

    def in_use(stage_id: UUID) -> bool:
        if not clients.knows(SALES):
            return False
        try:
            answer = clients.get(
                SALES,
                f"/internal/stages/{stage_id}",
                actor=Actor.system(organization_id, service="contacts"),
                timeout=budgets.COMPOSED_READ_TIMEOUT,
            )
        except Unavailable as error:
            raise Unavailable("sales_unavailable") from error
        if not answer.ok:
            raise Unavailable("sales_unavailable")
        return bool(answer.json()["in_use"])

    return in_use
