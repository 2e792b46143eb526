"""How two cards become one and part again (C-46): pure rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contacts.directory.card import Card
from services.contacts.directory.channels import Address, Line
from services.contacts.duplicates.uniting import separated, united

NUMBERS = ("+573001234567", "+573009876543", "+5491151234567", "+541151234567")


def line(number: str, *, primary: bool) -> Line:
    return Line(number, number, "mobile", primary)


def lines(numbers: list[str]) -> tuple[Line, ...]:
    return tuple(line(number, primary=place == 0) for place, number in enumerate(numbers))


def addresses(keys: list[str]) -> tuple[Address, ...]:
    return tuple(
        Address(f"{key}@x.co", f"{key}@x.co", "work", place == 0) for place, key in enumerate(keys)
    )


words = st.one_of(st.none(), st.sampled_from(["uno", "dos"]))
some = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3)
cards = st.builds(
    Card,
    kind=st.just("company"),
    name=st.sampled_from(["Acme", "Acme S.A."]),
    class_=st.sampled_from(["prospect", "interested", "client"]),
    phones=st.lists(st.sampled_from(NUMBERS[:3]), unique=True, max_size=3).map(lines),
    emails=some.map(addresses),
    addresses=some.map(
        lambda cities: tuple({"city": city, "primary": at == 0} for at, city in enumerate(cities))
    ),
    tags=some.map(tuple),
    website=words,
    description=words,
    tax_id=words,
    is_supplier=st.booleans(),
    credit_days=st.one_of(st.none(), st.integers(0, 9)),
)


@given(cards, cards, st.sets(st.sampled_from(["name", "website", "tax_id", "class"])))
def test_parting_right_after_uniting_gives_the_card_before(
    card: Card, other: Card, taken: set[str]
) -> None:
    """C-46"""
    joined = united(card, other, taken=taken)
    assert separated(joined, card, joined) == card


@given(cards, cards)
def test_nothing_that_is_listed_is_lost_and_one_entry_is_primary(card: Card, other: Card) -> None:
    """C-46"""
    joined = united(card, other)
    assert set(joined.tags) == {*card.tags, *other.tags}
    for member, key in (("phones", "e164"), ("emails", "key")):
        both = {getattr(each, key) for one in (card, other) for each in getattr(one, member)}
        assert {getattr(each, key) for each in getattr(joined, member)} == both
        assert sum(each.primary for each in getattr(joined, member)) == bool(both)


def test_a_line_in_another_form_is_the_same_line() -> None:
    """C-46"""
    card = Card(kind="person", phones=lines([NUMBERS[2]]))
    assert united(card, Card(kind="person", phones=lines([NUMBERS[3]]))).phones == card.phones


@pytest.mark.parametrize(
    ("taken", "refused", "shown"),
    [((), (), "mine"), (("website",), (), "theirs"), ((), ("website",), "mine")],
)
def test_a_member_is_the_survivors_unless_the_others_was_chosen(
    taken: tuple[str, ...], refused: tuple[str, ...], shown: str
) -> None:
    """C-46"""
    card = Card(kind="company", website="mine")
    other = Card(kind="company", website="theirs")
    assert united(card, other, taken=taken, refused=refused).website == shown


def test_an_empty_member_is_filled_unless_its_emptiness_was_chosen() -> None:
    """C-46"""
    card, other = Card(kind="company"), Card(kind="company", website="theirs")
    assert united(card, other).website == "theirs"
    assert united(card, other, refused=("website",)).website is None


def test_what_was_changed_since_stays() -> None:
    """C-46, beyond 20: merge, edit, un-merge loses no edit."""
    card = Card(kind="person", first_name="Ana", last_name="Ruiz", name="Ana Ruiz")
    other = Card(
        kind="person", first_name="Anna", last_name="Ruiz", name="Anna Ruiz", website="a.co",
        phones=lines([NUMBERS[0], NUMBERS[1]]),
    )  # fmt: skip
    joined = united(card, other, taken=("name",))
    edited = replace(
        joined, last_name="Ruiz Paz", name="Anna Ruiz Paz", website="b.co",
        phones=(*joined.phones, line(NUMBERS[2], primary=False)),
    )  # fmt: skip
    left = separated(edited, card, joined)
    assert (left.name, left.website) == ("Ana Ruiz Paz", "b.co")
    assert left.phones == (line(NUMBERS[2], primary=True),)
