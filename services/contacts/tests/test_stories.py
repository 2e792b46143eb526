"""What opportunities, cases and invoices leave on a contact's timeline (C-21, X-8, ADR 0039)."""

import itertools
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from chassis.events import Fact
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts import billing, cases, sales
from contracts.examples import example_of
from services.contacts.reactions import REACTIONS
from services.contacts.tests.office import Office, ended

KINDS = ("opportunity", "case", "invoice")


def fact(kind: type[Fact], contact: Any, **values: Any) -> Fact:
    """Return a valid fact about this contact; open to all unless told otherwise."""
    example = example_of(kind)
    named = {"contact_id": UUID(contact["id"])}
    if isinstance(example, sales.OpportunityState):
        named["contact_ids"] = [UUID(contact["id"])]
    return example.model_copy(update=named | {"owner_id": None} | values)


def titles(office: Office, actor: Actor, contact: Any) -> list[str]:
    entries = office.timeline(actor, contact["id"])
    return [entry["title"] for entry in entries if entry["kind"] in KINDS]


def test_records_of_other_services_stand_on_the_timeline_with_what_the_screen_words(office: Office):
    """C-21: what happened, who did it, and where it leads."""
    marta = office.member("Marta")
    contact, deal, case, invoice = office.create(marta), new_id(), new_id(), new_id()
    office.state(fact(sales.OpportunityCreated, contact), deal)
    office.state(fact(sales.OpportunityStageChanged, contact), deal)
    office.state(fact(sales.OpportunityChanged, contact), deal)
    office.state(fact(sales.OpportunityWon, contact), deal)
    office.state(fact(cases.CaseOpened, contact), case)
    office.state(fact(cases.CaseSolved, contact), case)
    office.state(fact(billing.InvoiceDrafted, contact), invoice)
    office.state(fact(billing.InvoiceIssued, contact), invoice)
    office.state(fact(billing.InvoicePaid, contact), invoice)
    assert titles(office, marta, contact) == [
        "timeline.invoice.paid",
        "timeline.invoice.issued",
        "timeline.case.solved",
        "timeline.case.opened",
        "timeline.opportunity.won",
        "timeline.opportunity.stage_changed",
        "timeline.opportunity.created",
    ]
    won = office.timeline(marta, contact["id"])[4]
    assert won["record"] == {"type": "opportunity", "id": str(deal)}
    assert won["params"] == {
        "name": "Internet dedicado 300 Mbps",
        "amount": "4200000.00",
        "currency": "COP",
        "purchase_motive": "Precio",
    }


def test_an_opportunity_stands_on_the_timeline_of_each_of_its_contacts_that_exists(office: Office):
    """C-21: also of those beside the principal; one that nobody has here is left out."""
    one, two = office.create(office.admin), office.create(office.admin)
    ids = [UUID(one["id"]), UUID(two["id"]), new_id()]
    office.state(fact(sales.OpportunityCreated, one, contact_ids=ids), new_id())
    assert titles(office, office.admin, one) == titles(office, office.admin, two)
    assert titles(office, office.admin, two) == ["timeline.opportunity.created"]


def test_a_repeated_fact_adds_nothing(office: Office):
    """X-5: whatever is handed over twice stands once."""
    contact = office.create(office.admin)
    reaction = next(one for one in REACTIONS if one.fact is sales.OpportunityCreated)
    received = office.received(fact(sales.OpportunityCreated, contact), new_id(), 1)
    for _ in range(2):
        with office.running.database.transaction(office.organization_id) as session:
            reaction.handle(session, [received, received])
    assert titles(office, office.admin, contact) == ["timeline.opportunity.created"]


def facts_of(contact: Any, owner: Actor) -> list[Fact]:
    """A private opportunity that was open to all when it began."""
    mine = {"owner_id": owner.user_id}
    return [
        fact(sales.OpportunityCreated, contact, visibility="write", **mine),
        fact(sales.OpportunityChanged, contact, visibility="private", **mine),
        fact(sales.OpportunityLost, contact, visibility="private", **mine),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_entries_follow_the_newest_access_in_any_order_of_facts(office: Office, order):
    """X-8: what becomes private vanishes from histories too, whatever came first."""
    owner, other = office.member("Dueña"), office.member("Otro")
    contact, deal = office.create(other), new_id()
    facts = facts_of(contact, owner)
    for number in order:
        office.state(facts[number], deal, version=number + 1)
    assert titles(office, other, contact) == []
    assert len(titles(office, office.admin, contact)) == 2


def test_an_entry_is_read_by_whoever_may_see_its_record_and_nobody_else(office: Office):
    """X-8: also the contact's manager reads nothing of somebody's private opportunity."""
    owner, manager = office.member("Dueña"), office.member("Gestor")
    shared, mate = office.member("Invitado"), office.member("Compañero")
    group = office.group(mate)
    mate = replace(mate, group_ids=(group,))
    contact = office.create(manager, visibility="write")
    access = {
        "visibility": "private",
        "owner_id": owner.user_id,
        "shared_user_ids": [shared.user_id],
        "shared_group_ids": [group],
    }
    office.state(fact(sales.OpportunityCreated, contact, **access), new_id())
    for actor in (owner, shared, mate, office.admin):
        assert len(titles(office, actor, contact)) == 1, actor.name
    assert titles(office, manager, contact) == []


def test_a_superior_reads_of_the_owners_records_but_not_of_what_was_shared_with_them(
    office: Office,
):
    """X-8: a share reaches whom it names, not whoever stands above."""
    boss_role = office.role()
    team_role = office.role(parent_id=boss_role)
    below = office.member("Agente", role_id=team_role)
    boss = office.member("Jefa", role_id=boss_role, scope="team")
    contact = office.create(below)
    private = {"visibility": "private"}
    own, foreign = new_id(), new_id()
    office.state(fact(cases.CaseOpened, contact, assignee_id=below.user_id, **private), own)
    office.state(
        fact(
            cases.CaseOpened,
            contact,
            owner_id=new_id(),
            assignee_id=None,
            shared_user_ids=[below.user_id],
            **private,
        ),
        foreign,
    )

    def seen(actor: Actor) -> set[str]:
        return {
            entry["record"]["id"]
            for entry in office.timeline(actor, contact["id"])
            if entry["kind"] == "case"
        }

    assert seen(below) == {str(own), str(foreign)}
    assert seen(boss) == {str(own)}


def test_who_reaches_own_records_alone_reads_nothing_of_open_ones(office: Office):
    """X-8: visibility reaches whose profile reaches all."""
    narrow = office.member("Propio", scope="own")
    contact = office.create(narrow, visibility="read")
    office.state(fact(billing.InvoiceIssued, contact, visibility="write"), new_id())
    assert titles(office, narrow, contact) == []
    for actor in (office.admin, office.member("Todos")):
        assert titles(office, actor, contact) == ["timeline.invoice.issued"]


def test_the_responsible_still_read_every_call(office: Office):
    """C-21, T-24: as before, the manager reads the calls of other agents."""
    manager, agent = office.member("Gestora"), office.member("Agente")
    contact = office.create(manager)
    office.state(ended("+573001234567", contact_id=contact["id"], agent_id=agent.user_id), new_id())
    kinds = [entry["kind"] for entry in office.timeline(manager, contact["id"])]
    assert "call" in kinds
