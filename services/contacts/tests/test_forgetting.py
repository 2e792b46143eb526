"""Entries of records that their owner does not have any more leave the timelines."""

import pytest

from chassis.ids import new_id
from contracts import billing, cases, sales
from contracts.examples import example_of
from services.contacts.tests.office import Office

OWNERS = [
    (sales.OpportunityCreated, sales.OpportunityRestated, sales.SalesRestated),
    (cases.CaseOpened, cases.CaseRestated, cases.CasesRestated),
    (billing.InvoiceIssued, billing.InvoiceRestated, billing.BillingRestated),
]


@pytest.mark.parametrize(("told", "restated", "completed"), OWNERS, ids=["sale", "case", "invoice"])
def test_records_that_are_not_said_again_are_forgotten(office: Office, told, restated, completed):
    contact = office.create(office.admin)
    named = {"contact_id": contact["id"]}
    named |= {"contact_ids": [contact["id"]]} if told is sales.OpportunityCreated else {}
    first = told.model_validate(example_of(told).model_dump() | named)
    again = restated.model_validate(example_of(restated).model_dump() | named)
    kept, lost = new_id(), new_id()
    for id in (kept, lost):
        office.state(first, id)
    entries = office.timeline(office.admin, contact["id"])
    assert {one["record"]["id"] for one in entries} >= {str(kept), str(lost)}
    for fact, id in ((again, kept), (completed(), new_id())):
        office.running.receive(
            fact, organization_id=office.organization_id, subject_id=id, version=1, incarnation=2
        )
    after = office.timeline(office.admin, contact["id"])
    assert after == [one for one in entries if one["record"]["id"] != str(lost)]
