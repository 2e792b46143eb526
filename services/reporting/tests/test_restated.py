"""Figures after owners have said their records again."""

from typing import Any
from uuid import UUID

import pytest

from chassis.events import Fact
from chassis.ids import new_id
from contracts import billing, cases, contacts, sales, telephony
from contracts.examples import example_of
from services.reporting.history.rebuild import rebuild
from services.reporting.tests.test_figures import (
    ANA,
    ORGANIZATION,
    START,
    _directory,  # noqa: F401 - the same people
    call_facts,
    contact_facts,
    figures,
    receive,
)


def again(service: Any, fact: Fact, subject_id: UUID, version: int = 9) -> None:
    service.receive(
        fact,
        organization_id=ORGANIZATION,
        subject_id=subject_id,
        version=version,
        incarnation=2,
    )


def call_restated() -> telephony.CallRestated:
    facts = [fact for fact, _, _ in call_facts(new_id())]
    (end,) = [fact for fact in facts if isinstance(fact, telephony.CallEnded)]
    return example_of(telephony.CallRestated).model_copy(
        update=end.model_dump() | {"disposition": "Queja"}
    )


def test_a_call_said_again_counts_once_and_for_a_new_reader_too(service):
    known, unknown = new_id(), new_id()
    receive(service, call_facts(known))
    one = figures(service)
    again(service, call_restated(), known)
    assert figures(service) == one
    again(service, call_restated(), unknown)
    assert figures(service) == {key: 2 * value for key, value in one.items()}
    rebuild(service.service)
    assert figures(service) == {key: 2 * value for key, value in one.items()}


def test_calls_and_contacts_that_are_not_there_any_more_leave_the_figures(service):
    kept, lost = new_id(), new_id()
    receive(service, call_facts(kept) + contact_facts(kept))
    before = figures(service)
    receive(service, call_facts(lost) + contact_facts(lost))
    assert figures(service) != before
    again(service, call_restated(), kept)
    _, (changed, _, _) = contact_facts(kept)
    state = changed.model_dump(exclude={"added_manager_ids"})
    again(service, contacts.ContactRestated(**state, created_at=START), kept)
    for _ in range(2):
        again(service, telephony.TelephonyRestated(), new_id(), 1)
        again(service, contacts.ContactsRestated(), new_id(), 1)
        assert figures(service) == before
    rebuild(service.service)
    assert figures(service) == before
    assert any(key[3] == ANA for key in before)


BUSINESS = [
    (sales.OpportunityWon, sales.OpportunityRestated, sales.SalesRestated),
    (cases.CaseSolved, cases.CaseRestated, cases.CasesRestated),
    (billing.InvoicePaid, billing.InvoiceRestated, billing.BillingRestated),
]


@pytest.mark.parametrize(("last", "restated", "completed"), BUSINESS, ids=["won", "solved", "paid"])
def test_business_that_is_not_said_again_leaves_the_figures(service, last, restated, completed):
    kept, lost = new_id(), new_id()
    fact = example_of(last)
    receive(service, [(fact, kept, 1)])
    before = figures(service)
    assert before
    receive(service, [(fact, lost, 1)])
    assert figures(service) != before
    again(service, restated.model_validate(fact.model_dump()), kept)
    for _ in range(2):
        again(service, completed(), new_id(), 1)
        assert figures(service) == before
    rebuild(service.service)
    assert figures(service) == before
