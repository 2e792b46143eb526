"""Phones and e-mail addresses: read in any form, stored in one, one of them primary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import phones
from services.contacts.directory.channels import Written, read_emails, read_phones

NUMBERS = ("3001234567", "+57 300 1234567", "+52 1 55 1234 5678", "601 5550100", "12", "hola", "")
ADDRESSES = ("ana@example.com", "ANA@EXAMPLE.COM", "b@example.org", "no", "")
MARKS = st.sampled_from((True, False, None))


def written(values: tuple[str, ...]) -> st.SearchStrategy[list[Written]]:
    one = st.builds(Written, st.sampled_from(values), st.just("other"), MARKS)
    return st.lists(one, max_size=6)


@pytest.mark.parametrize(
    ("text", "region", "stored"),
    [
        ("300 123 4567", "CO", "+573001234567"),
        ("+57 (300) 123-4567", "CO", "+573001234567"),
        ("0057 300 1234567", "CO", "+573001234567"),
        ("+52 1 55 1234 5678", "CO", "+525512345678"),
        ("011 15-2345-6789", "AR", "+5491123456789"),
        ("+55 11 8765 4321", "BR", "+5511987654321"),
    ],
)
def test_a_phone_is_accepted_in_any_written_form(text, region, stored):
    """C-03, beyond row 2: one identity per line."""
    lines, errors = read_phones([Written(text, "mobile")], region=region)
    assert [line.e164 for line in lines] == [stored]
    assert errors == []


@given(written(NUMBERS))
def test_a_list_of_phones_has_one_primary_and_no_line_twice(entries):
    """C-03: one primary per kind, whatever was sent."""
    lines, errors = read_phones(entries, region="CO")
    if errors:
        assert all(error.field.startswith("phones.") for error in errors)
        return
    assert len(lines) == len(entries)
    assert [line.primary for line in lines].count(True) == (1 if lines else 0)
    assert len({form for line in lines for form in phones.variants(line.e164)}) >= len(lines)
    assert len({line.e164 for line in lines}) == len(lines)


@given(written(NUMBERS))
def test_what_was_stored_can_be_sent_again_and_is_the_same(entries):
    """C-15: an edit form sends back what it got."""
    lines, errors = read_phones(entries, region="CO")
    if not errors:
        again = [Written(line.e164, line.label, line.primary) for line in lines]
        assert read_phones(again, region="MX") == (lines, [])


@given(written(ADDRESSES))
def test_a_list_of_addresses_has_one_primary_and_no_address_twice(entries):
    """C-03."""
    addresses, errors = read_emails(entries)
    if not errors:
        assert [each.primary for each in addresses].count(True) == (1 if addresses else 0)
        assert len({each.key for each in addresses}) == len(entries)


def test_the_marked_entry_is_the_primary_one_and_an_unmarked_one_before_a_refused_one():
    """C-03."""
    marked, _ = read_phones(
        [Written("3001234567", "work"), Written("3007654321", "work", primary=True)], region="CO"
    )
    refused, _ = read_phones(
        [Written("3001234567", "work", primary=False), Written("3007654321", "work")], region="CO"
    )
    assert [line.primary for line in marked] == [line.primary for line in refused] == [False, True]


def test_every_wrong_entry_is_named_by_its_place():
    """C-03."""
    _, errors = read_phones(
        [
            Written("3001234567", "work", primary=True),
            Written("12", "work"),
            Written("+57 300 123 4567", "work", primary=True),
        ],
        region="CO",
    )
    assert {(error.field, error.code) for error in errors} == {
        ("phones.1.number", "invalid_phone"),
        ("phones.2.number", "repeated_phone"),
        ("phones.2.primary", "second_primary"),
    }
