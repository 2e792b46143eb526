"""What others do with opportunities, cases and invoices is told to whom it concerns, once."""

import pytest
from sqlalchemy import select

from chassis.ids import new_id
from contracts import billing, cases, contacts, gateway, sales
from contracts.examples import example_of
from services.notifications.inbox.models import Notification

ACTOR, OWNER, ASSIGNEE, SHARED, MEMBER = (new_id() for _ in range(5))
GROUP = new_id()


class Office:
    """An organization of the test's own on the shared database."""

    def __init__(self, service):
        self.service = service
        self.organization_id = new_id()
        group = example_of(gateway.GroupChanged).model_copy(update={"member_ids": [MEMBER, ACTOR]})
        self.state(group, GROUP)

    def state(self, fact, subject_id=None, **more):
        return self.service.receive(
            fact, organization_id=self.organization_id, subject_id=subject_id, **more
        )

    def told(self):
        with self.service.database.reading(self.organization_id) as session:
            return {(row.user_id, row.kind) for row in session.scalars(select(Notification))}


@pytest.fixture
def office(module_service):
    return Office(module_service)


def fact(kind, **values):
    access = {"owner_id": OWNER, "shared_user_ids": [], "shared_group_ids": []}
    if issubclass(kind, cases.CaseState):
        access["assignee_id"] = ASSIGNEE
    return example_of(kind).model_copy(update=access | values)


def test_who_is_given_an_opportunity_or_access_to_it_is_told(office):
    """S-05, N-28: the owner that somebody else made, each user and each group's members."""
    shared = {"shared_user_ids": [SHARED], "shared_group_ids": [GROUP]}
    office.state(fact(sales.OpportunityCreated, **shared), actor_id=ACTOR)
    assert office.told() == {
        (OWNER, "opportunity.assigned"),
        (SHARED, "opportunity.shared"),
        (MEMBER, "opportunity.shared"),
    }


def test_a_change_tells_those_whom_it_added_and_nobody_else(office):
    """S-05: who had access before hears nothing."""
    changed = fact(
        sales.OpportunityChanged, shared_user_ids=[SHARED, MEMBER], added_user_ids=[SHARED]
    )
    office.state(changed, actor_id=ACTOR)
    assert office.told() == {(SHARED, "opportunity.shared")}


def test_a_case_is_told_to_its_new_assignee_and_to_whom_it_was_opened(office):
    """K-04."""
    changed = fact(cases.CaseChanged, shared_user_ids=[SHARED], added_user_ids=[SHARED, ASSIGNEE])
    office.state(changed, actor_id=ACTOR)
    assert office.told() == {(ASSIGNEE, "case.assigned"), (SHARED, "case.shared")}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (sales.OpportunityWon, {(OWNER, "opportunity.won")}),
        (sales.OpportunityReopened, {(OWNER, "opportunity.reopened")}),
        (cases.CaseSolved, {(OWNER, "case.solved"), (ASSIGNEE, "case.solved")}),
        (billing.InvoicePaid, {(OWNER, "invoice.paid")}),
        (billing.InvoiceChanged, set()),
    ],
)
def test_the_responsible_hear_what_somebody_else_did(office, kind, expected):
    office.state(fact(kind), actor_id=ACTOR)
    assert office.told() == expected


@pytest.mark.parametrize(
    "kind", [sales.OpportunityCreated, sales.OpportunityLost, cases.CaseOpened]
)
def test_nobody_is_told_of_their_own_acts(office, kind):
    mine = {"owner_id": ACTOR} | ({"assignee_id": ACTOR} if kind is cases.CaseOpened else {})
    office.state(fact(kind, shared_user_ids=[ACTOR], **mine), actor_id=ACTOR)
    assert office.told() == set()


def test_an_invoice_that_is_shared_is_told_once_however_often_it_is_stated(office):
    invoice = new_id()
    for version, kind in enumerate([billing.InvoiceChanged, billing.InvoiceIssued], start=2):
        office.state(fact(kind, shared_user_ids=[SHARED]), invoice, version=version, actor_id=OWNER)
    with office.service.database.reading(office.organization_id) as session:
        kinds = list(session.scalars(select(Notification.kind)))
    assert kinds == ["invoice.shared"]


def test_a_fact_that_comes_again_tells_nobody_twice(office):
    event, deal = new_id(), new_id()
    for _ in range(2):
        office.state(fact(sales.OpportunityWon), deal, actor_id=ACTOR, event_id=event)
    assert len(office.told()) == 1
    assert len(office.service.live("notification.created")[-1]["users"]) == 1


def test_both_hear_of_a_contact_that_an_invoice_brought_back(office):
    """X-1: who had discarded it and who made the invoice."""
    restored = example_of(contacts.ContactRestored).model_copy(
        update={"invoice_id": new_id(), "told_user_ids": [OWNER, SHARED]}
    )
    office.state(restored)
    assert office.told() == {(OWNER, "contact.restored"), (SHARED, "contact.restored")}
