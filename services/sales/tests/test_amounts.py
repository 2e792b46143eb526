"""What an opportunity is worth, by example and by property; and SQL says the same as the rule."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.ids import new_id
from chassis.money import minor_units
from services.sales.opportunities.amounts import Budget, Line, expected_amount, whole_value
from services.sales.opportunities.terms import Terms, changed_members, merge
from services.sales.tests.office import Office

CURRENCIES = st.sampled_from(["COP", "USD", "CLP", "PYG", "KWD", "CLF"])
AMOUNTS = st.decimals(0, 10**12, places=4, allow_nan=False, allow_infinity=False)


def exactly(value: Fraction, currency: str) -> Decimal:
    """Round half up by whole numbers alone: an oracle that shares no code with the rule."""
    scale = 10 ** minor_units(currency)
    twice = value * scale * 2
    units = (twice.numerator // twice.denominator + 1) // 2
    return Decimal(units) / scale


@given(AMOUNTS, st.integers(0, 100), CURRENCIES)
def test_the_expected_amount_is_amount_times_probability_half_up(amount, probability, currency):
    """S-04: exact at the currency's minor unit."""
    wanted = exactly(Fraction(amount) * probability / 100, currency)
    assert expected_amount(amount, probability, currency) == wanted


@given(AMOUNTS, st.integers(1, 1000), CURRENCIES)
def test_a_budget_is_its_amount_times_its_periods(amount, periods, currency):
    """S-02."""
    budget = Budget(amount=amount, kind="month", periods=periods)
    assert whole_value(budget, (), currency) == exactly(Fraction(amount) * periods, currency)


@given(st.lists(st.tuples(AMOUNTS, st.decimals(0, 1000, places=3)), max_size=8), CURRENCIES)
def test_lines_are_rounded_each_and_then_added(lines, currency):
    """S-41."""
    listed = [
        Line(product_id=new_id(), quantity=quantity, unit_price=price) for price, quantity in lines
    ]
    wanted = sum(
        (exactly(Fraction(price) * Fraction(quantity), currency) for price, quantity in lines),
        start=Decimal(0),
    )
    assert whole_value(Budget(), listed, currency) == wanted


@pytest.mark.parametrize(
    ("amount", "probability", "currency", "expected"),
    [
        ("0.05", 50, "COP", "0.03"),
        ("1", 50, "CLP", "1"),
        ("3", 50, "CLP", "2"),
        ("1000", 33, "USD", "330.00"),
    ],
)
def test_half_goes_up(amount, probability, currency, expected):
    """S-04: as people round, not to the even one."""
    assert expected_amount(Decimal(amount), probability, currency) == Decimal(expected)


_CARD = Terms(currency="COP", title="x", contact_ids=(new_id(), new_id()))
_IDS = st.uuids(version=4)
_SENT = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(min_size=1).filter(str.strip),
        "contact_id": _IDS,
        "contact_ids": st.lists(_IDS, min_size=1, max_size=4),
        "probability": st.none() | st.integers(0, 100),
        "budget": st.none()
        | st.fixed_dictionaries(
            {},
            optional={
                "amount": st.none() | AMOUNTS,
                "kind": st.sampled_from(["fixed", "hour", "month"]),
                "periods": st.integers(1, 99),
                "currency": CURRENCIES,
            },
        ),
    },
)


@given(_SENT)
def test_merging_twice_is_merging_once_and_merging_nothing_changes_nothing(sent):
    """S-10: and the principal always is the first of the contacts, each named once."""
    once, wrong = merge(_CARD, sent)
    assert wrong == []
    assert merge(once, sent) == (once, [])
    assert merge(once, {}) == (once, [])
    assert len(set(once.contact_ids)) == len(once.contact_ids) >= 1
    if "contact_id" in sent:
        assert once.contact_ids[0] == sent["contact_id"]
    assert once.budget.kind != "fixed" or once.budget.periods == 1
    left = {"title", "probability", "budget"} - sent.keys()
    assert not left.intersection(changed_members(_CARD, once))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.decimals(0, 10**9, places=4, allow_nan=False, allow_infinity=False),
    st.integers(0, 100),
    CURRENCIES,
)
def test_the_list_shows_what_the_rule_says(office: Office, amount, probability, currency):
    """S-04, X-10: PostgreSQL computes it at each read, to the same last digit."""
    made = office.create(
        office.admin,
        probability=probability,
        budget={"amount": f"{amount:f}", "currency": currency},
    )
    whole = whole_value(Budget(amount=amount), (), currency)
    assert Decimal(made["amount"]["amount"]) == whole
    wanted = expected_amount(whole, probability, currency)
    assert Decimal(made["expected_amount"]["amount"]) == wanted
    step = Decimal(1).scaleb(-minor_units(currency))
    assert wanted == wanted.quantize(step, ROUND_HALF_UP)
