"""Opportunities follow contacts that are merged, and come back (C-46)."""

from typing import Any
from uuid import UUID

from chassis.ids import new_id
from contracts.contacts import ContactDiscarded, ContactRestored
from contracts.examples import example_of
from contracts.sales import OpportunityChanged
from services.sales.tests.office import Office


def absorb(office: Office, contact_id: UUID, into: UUID, *, version: int = 2) -> None:
    example = example_of(ContactDiscarded)
    office.state(example.model_copy(update={"merged_into_id": into}), contact_id, version=version)


def part(office: Office, contact_id: UUID, *, version: int = 3) -> None:
    values = {"is_discarded": False, "merged_into_id": None}
    office.state(example_of(ContactRestored).model_copy(update=values), contact_id, version=version)


def contacts_of(office: Office, opportunity: Any) -> list[UUID]:
    found = office.get(office.admin, f"/opportunities/{opportunity['id']}").json
    assert found["contact_id"] == found["contact_ids"][0]
    return [UUID(id) for id in found["contact_ids"]]


def test_an_opportunity_goes_to_the_contact_that_remains_and_comes_back(office: Office) -> None:
    """C-46: however often it is told, and it is stated anew each time."""
    one, two, other = (office.contact(name) for name in ("A", "B", "C"))
    deal = office.create(office.admin, contact_id=two, contact_ids=[two, other])
    for _ in range(2):
        absorb(office, two, one)
        assert contacts_of(office, deal) == [one, other]
    assert len(office.stated(OpportunityChanged)) == 1
    assert office.stated(OpportunityChanged)[0]["contact_id"] == str(one)
    for _ in range(2):
        part(office, two)
        assert contacts_of(office, deal) == [two, other]
    absorb(office, two, one)  # an old fact that comes late
    assert contacts_of(office, deal) == [two, other]


def test_where_both_were_named_both_are_named_again(office: Office) -> None:
    """C-46"""
    one, two = office.contact("A"), office.contact("B")
    deal = office.create(office.admin, contact_id=one, contact_ids=[one, two])
    absorb(office, two, one)
    assert contacts_of(office, deal) == [one]
    part(office, two)
    assert contacts_of(office, deal) == [one, two]


def test_merges_under_merges_end_at_the_last_in_whatever_order_they_are_told(
    office: Office,
) -> None:
    """C-46"""
    one, two, three = (office.contact(name) for name in ("A", "B", "C"))
    early = office.create(office.admin, contact_id=three)
    absorb(office, two, one)
    absorb(office, three, two)
    assert contacts_of(office, early) == [one]


def test_a_contact_that_is_not_known_yet_may_be_told_to_be_merged(office: Office) -> None:
    """C-46: what comes first is its last word."""
    one, unknown = office.contact("A"), new_id()
    absorb(office, unknown, one)
    part(office, unknown)
    assert office.stated(OpportunityChanged) == []
