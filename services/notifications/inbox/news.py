"""Whom the facts of opportunities, cases and invoices concern, and with which notice.

Pure, and one table of data. Told are: whoever the record, or access to it, was given to by another
(S-05, K-04, N-28), and whoever is responsible for it, of what somebody else did with it. Nobody
is told of their own acts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from chassis.events import Fact, Received
from contracts import billing, cases, sales
from services.notifications.inbox.operations import Notice

BEGUN: Final = (sales.OpportunityCreated, cases.CaseOpened, billing.InvoiceDrafted)
"""Facts with which a record begins: all who have it by then were given it."""

HAPPENED: Final[Mapping[type[Fact], str]] = {
    sales.OpportunityStageChanged: "stage_changed",
    sales.OpportunityWon: "won",
    sales.OpportunityLost: "lost",
    sales.OpportunityReopened: "reopened",
    sales.OpportunityDiscarded: "discarded",
    sales.OpportunityRestored: "restored",
    cases.CaseSolved: "solved",
    cases.CaseClosed: "closed",
    cases.CaseReopened: "reopened",
    cases.CaseDiscarded: "discarded",
    cases.CaseRestored: "restored",
    billing.InvoiceIssued: "issued",
    billing.InvoicePaid: "paid",
    billing.InvoiceRejected: "rejected",
    billing.InvoiceReopened: "reopened",
    billing.InvoiceDeleted: "deleted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notice, to whom, and the key by which it is given once."""

    user_ids: frozenset[UUID]
    group_ids: frozenset[UUID]
    notice: Notice
    key: str


def news_of(received: Received[Any], record_type: str) -> Iterator[Told]:
    """Say whom one fact concerns. The groups' members are the caller's to find."""
    data = received.data
    responsible = frozenset(
        user for user in (data.owner_id, getattr(data, "assignee_id", None)) if user is not None
    )
    assigned, shared, groups = _given(data, responsible)

    def told(what: str, users: frozenset[UUID], groups: frozenset[UUID], key: str) -> Told:
        return Told(
            user_ids=users,
            group_ids=groups,
            notice=Notice(
                kind=f"{record_type}.{what}",
                params=_params(data),
                record_type=record_type,
                record_id=received.subject_id,
            ),
            key=f"{record_type}.{what}:{key}",
        )

    nobody: frozenset[UUID] = frozenset()
    if assigned:
        yield told("assigned", assigned, nobody, str(received.id))
    if shared or groups:
        # An invoice's facts do not say who is new: one notice a person, whatever comes after.
        once = isinstance(data, billing.InvoiceState)
        key = received.subject_id if once else received.id
        yield told("shared", shared - responsible, groups, str(key))
    event = HAPPENED.get(type(data))
    if event is not None and responsible:
        yield told(event, responsible, nobody, str(received.id))


def _given(
    data: Any, responsible: frozenset[UUID]
) -> tuple[frozenset[UUID], frozenset[UUID], frozenset[UUID]]:
    """Return who became responsible, and the users and groups who were given access."""
    if isinstance(data, BEGUN):
        return responsible, frozenset(data.shared_user_ids), frozenset(data.shared_group_ids)
    if isinstance(data, billing.InvoiceState):
        return frozenset(), frozenset(data.shared_user_ids), frozenset(data.shared_group_ids)
    added = frozenset(getattr(data, "added_user_ids", ()))
    return added & responsible, added - responsible, frozenset()


def _params(data: Any) -> dict[str, Any]:
    if isinstance(data, sales.OpportunityState):
        said = {"name": data.title, "stage": getattr(data, "stage", None)}
    elif isinstance(data, cases.CaseState):
        said = {"name": data.title, "number": data.number}
    else:
        said = {"name": data.contact_name, "number": data.number}
    said["reason"] = getattr(data, "reason", None)
    return {name: value for name, value in said.items() if value is not None}
