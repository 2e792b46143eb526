"""A merge of members into a contact's card (RFC 7396), by example and by property."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contacts.directory.card import Card, changed_members, merge
from services.contacts.directory.channels import Written

PERSON = Card(kind="person", first_name="Ana", last_name="Ruiz", name="Ana Ruiz")
COMPANY = Card(kind="company", name="Acme")
SOMEBODY = UUID(int=7)

texts = st.none() | st.sampled_from(["x", " Peña  Ñáñez ", "Bogotá"])
changes = st.fixed_dictionaries(
    {},
    optional={
        "first_name": st.sampled_from(["Eva", "Íñigo"]),
        "last_name": st.sampled_from(["Díaz", "  de la  Cruz "]),
        "class_": st.sampled_from(["prospect", "interested", "client"]),
        "area": texts,
        "position": texts,
        "description": texts,
        "tax_id": st.none() | st.sampled_from(["900.123.456-7", "1712345678"]),
        "tax_country": st.none() | st.sampled_from(["CO", "EC"]),
        "company_id": st.none() | st.just(SOMEBODY),
        "tags": st.none() | st.lists(st.sampled_from(["Vip", "vip", "nuevo"]), max_size=4),
        "phones": st.none()
        | st.lists(
            st.builds(
                Written, st.sampled_from(["3001234567", "6015550100"]), st.just("work"), st.none()
            ),
            max_size=2,
            unique_by=lambda each: each.value,
        ),
        "emails": st.none()
        | st.lists(
            st.builds(Written, st.sampled_from(["a@example.com"]), st.just("work"), st.none()),
            max_size=1,
        ),
        "addresses": st.none() | st.just([{"city": "Quito", "primary": False}]),
    },
)


@given(changes, changes)
def test_a_merge_is_idempotent_and_leaves_what_was_not_given(first, second):
    """C-15: two people who change different members both keep their change."""
    card, errors = merge(PERSON, first, region="CO")
    assert errors == ()
    once, errors = merge(card, second, region="CO")
    assert errors == ()
    assert merge(once, second, region="CO") == (once, ())
    derived = {"name", "tax_country"}
    untouched = {
        name
        for name in changed_members(card, once)
        if name not in second and f"{name}_" not in second
    }
    assert untouched <= derived


@given(changes)
def test_merging_nothing_changes_nothing_and_null_empties(change):
    """C-15."""
    card, _ = merge(PERSON, change, region="CO")
    assert merge(card, {}, region="CO") == (card, ())
    emptied = dict.fromkeys((name for name in change if name not in _KEPT), None)
    bare, errors = merge(card, emptied, region="CO")
    assert errors == ()
    assert all(not getattr(bare, name) for name in emptied if name != "tax_country")


_KEPT = ("first_name", "last_name", "class_")


@given(changes)
def test_lists_keep_their_invariants_through_every_merge(change):
    """C-03: one primary of each kind; a tag once whatever its case."""
    card, _ = merge(PERSON, change, region="CO")
    for listed in (card.phones, card.emails):
        assert [each.primary for each in listed].count(True) == bool(listed)
    assert [each["primary"] for each in card.addresses].count(True) == bool(card.addresses)
    assert len({tag.casefold() for tag in card.tags}) == len(card.tags)


@pytest.mark.parametrize(
    ("card", "change", "expected"),
    [
        (PERSON, {"first_name": " "}, {("first_name", "required")}),
        (PERSON, {"last_name": None}, {("last_name", "required")}),
        (PERSON, {"name": "Otra"}, {("name", "not_of_a_person")}),
        (COMPANY, {"name": None}, {("name", "required")}),
        (COMPANY, {"first_name": "Ana"}, {("first_name", "not_of_a_company")}),
        (COMPANY, {"area": "Ventas"}, {("area", "not_of_a_company")}),
        (COMPANY, {"company_id": SOMEBODY}, {("company_id", "not_of_a_company")}),
        (
            Card(kind="person"),
            {"name": None},
            {("first_name", "required"), ("last_name", "required")},
        ),
    ],
)
def test_a_name_has_the_parts_of_its_kind(card, change, expected):
    """C-01: a person has first and last name, a company its name."""
    _, errors = merge(card, change, region="CO")
    assert {(error.field, error.code) for error in errors} == expected


def test_a_contact_named_by_its_number_can_be_changed_without_naming_it():
    """T-23, C-01: both names are asked for only when somebody types a name."""
    caller = Card(kind="person", first_name="300 1234567", name="300 1234567")
    changed, errors = merge(caller, {"tags": ["vip"]}, region="CO")
    assert errors == ()
    assert changed.tags == ("vip",)
    _, errors = merge(caller, {"first_name": "Ana"}, region="CO")
    assert [error.field for error in errors] == ["last_name"]


def test_a_tax_id_belongs_to_the_organizations_country_unless_another_is_named():
    """C-24."""
    assert merge(PERSON, {"tax_id": "1712"}, region="EC")[0].tax_country == "EC"
    named = {"tax_id": "1712", "tax_country": "PE"}
    assert merge(PERSON, named, region="EC")[0].tax_country == "PE"
    assert merge(PERSON, {"tax_country": "PE"}, region="EC")[0].tax_country is None
