"""The opportunity of a converted lead: made once, where it was wanted, for whom it was (X-3)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from chassis import faults
from chassis.identity.actor import Actor
from chassis.identity.tokens import TokenVerifier, mint
from chassis.ids import new_id
from chassis.testing.running import KEY
from contracts.contacts import LeadConverted, WantedOpportunity
from contracts.sales import OpportunityCreated
from services.sales.tests.office import Office


@pytest.fixture(autouse=True)
def _no_faults() -> Iterator[None]:
    yield
    faults.configure("")


def converted(office: Office, **more: Any) -> LeadConverted:
    """Return the fact of a lead that became a person and an opportunity."""
    deal: dict[str, Any] = {
        "id": new_id(),
        "title": "Internet dedicado",
        "stage_id": None,
        "amount": None,
        "currency": None,
        "expected_close_on": None,
    }
    values: dict[str, Any] = {
        "name": "Carlos Peña",
        "company_name": None,
        "progress": "qualified",
        "origin": "form",
        "source_id": None,
        "owner_id": office.admin.user_id,
        "manager_ids": [office.admin.user_id],
        "visibility": "write",
        "person_id": new_id(),
        "company_id": None,
        "converted_by": office.admin.user_id,
    }
    wanted = deal | {name: more.pop(name) for name in list(more) if name in deal}
    return LeadConverted(**(values | {"opportunity": WantedOpportunity(**wanted)} | more))


def read(office: Office, fact: LeadConverted, actor: Actor | None = None) -> Any:
    assert fact.opportunity is not None
    return office.get(actor or office.admin, f"/opportunities/{fact.opportunity.id}")


def test_a_converted_lead_becomes_the_opportunity_that_was_wanted(office: Office):
    """C-30: with its stage, amount, date and contacts; its id is the one that the lead names."""
    stage = office.stages()[3]["id"]
    company = new_id()
    fact = converted(
        office,
        stage_id=stage,
        amount=Decimal("4200000.00"),
        currency="USD",
        expected_close_on="2026-09-30",
        company_id=company,
    )
    office.state(fact, new_id())
    made = read(office, fact).json
    assert (made["title"], made["stage_id"], made["state"]) == ("Internet dedicado", stage, "open")
    assert made["budget"]["amount"] == "4200000.00"
    assert made["budget"]["currency"] == "USD"
    assert made["expected_close_on"] == "2026-09-30"
    assert made["contact_ids"] == [str(fact.person_id), str(company)]
    assert (made["owner_id"], made["visibility"]) == (str(office.admin.user_id), "write")
    (stated,) = office.stated(OpportunityCreated)
    assert stated["subject"] == f"opportunity/{made['id']}"


def test_without_a_stage_or_with_one_that_is_gone_it_begins_at_the_first(office: Office):
    """X-3: what crossed with a deletion is not lost; the currency is the organization's."""
    first = office.stages()[0]["id"]
    for stage in (None, new_id()):
        fact = converted(office, stage_id=stage, amount=Decimal(10))
        office.state(fact, new_id())
        made = read(office, fact).json
        assert (made["stage_id"], made["budget"]["currency"]) == (first, "COP")


def test_a_fact_that_comes_again_makes_no_second_one(office: Office):
    """X-3: a duplicate, or one from a restored database, leaves what became of it meanwhile."""
    fact, lead = converted(office), new_id()
    office.state(fact, lead)
    won = office.win(read(office, fact).json)
    office.state(fact, lead)
    office.state(fact, lead)
    assert read(office, fact).json == won
    assert len(office.stated(OpportunityCreated)) == 1
    assert len(office.items(office.admin, "/opportunities")) == 1


def test_a_crash_between_making_and_committing_makes_one_in_the_end(office: Office):
    """X-3: it dies after the opportunity was written; what was not committed never was."""
    fact, lead = converted(office), new_id()
    for point in ("sales.opportunity_of_lead", "database.before_commit"):
        faults.configure(f"{point}:raise")
        with pytest.raises(faults.InjectedFault):
            office.state(fact, lead)
        faults.configure("")
        assert read(office, fact).status_code == 404
    faults.configure("database.after_commit:raise")
    with pytest.raises(faults.InjectedFault):
        office.state(fact, lead)
    faults.configure("")
    office.state(fact, lead)
    assert read(office, fact).status_code == 200
    assert len(office.stated(OpportunityCreated)) == 1


def test_a_private_lead_makes_a_private_opportunity(office: Office):
    """X-8, S-05: seen by the lead's people and by nobody else."""
    marta, pedro, luis = (office.member(name) for name in ("Marta", "Pedro", "Luis"))
    people = [marta.user_id, pedro.user_id]
    fact = converted(office, owner_id=marta.user_id, manager_ids=people, visibility="private")
    office.state(fact, new_id())
    assert [read(office, fact, who).status_code for who in (marta, pedro, luis)] == [200, 200, 404]


def test_a_lead_that_became_contacts_alone_makes_no_opportunity(office: Office):
    """O-21: the opportunity is optional."""
    office.state(converted(office, opportunity=None), new_id())
    assert office.items(office.admin, "/opportunities") == []


def test_contacts_is_told_whether_a_stage_is_in_use(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    """X-3: the service is answered, its people are not."""
    stage, gone = office.stages()[:2]
    path = f"/stages/{gone['id']}"
    office.send(office.admin, "PATCH", path, {"active": False}, version=gone["version"])
    signs = TokenVerifier("sales", {KEY.key_id: ("contacts", KEY.public())})
    monkeypatch.setitem(
        office.running.app().config,
        "TRONCAL_AUTHENTICATE",
        lambda request: signs.verify(request.headers["Authorization"].removeprefix("Bearer ")),
    )

    def ask(id: object, user_id: UUID | None = None) -> Any:
        actor = Actor(organization_id=office.organization_id, user_id=user_id)
        token = mint(actor, key=KEY, issuer="contacts", audience="sales")
        headers = {"Authorization": f"Bearer {token}"}
        return office.client.get(f"/internal/stages/{id}", headers=headers)

    for id, in_use in ((stage["id"], True), (gone["id"], False), (new_id(), False)):
        assert ask(id).json == {"in_use": in_use}
    assert ask(stage["id"], office.admin.user_id).status_code == 404
