"""Ids, money, faults: the small values."""

import os
import subprocess
import sys
from decimal import Decimal

import pytest

from chassis import faults
from chassis.ids import new_id
from chassis.money import Money


def test_ids_sort_by_their_creation():
    ids = [new_id() for _ in range(1_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("0.005", "USD", "0.01"),
        ("0.5", "CLP", "1"),
        ("1.0045", "KWD", "1.005"),
        ("-0.005", "COP", "-0.01"),
    ],
)
def test_money_rounds_half_up_at_the_currencys_minor_unit(amount: str, currency: str, rounded: str):
    assert Money(Decimal(amount), currency).rounded().amount == Decimal(rounded)


def test_two_currencies_are_never_added():
    with pytest.raises(ValueError, match="cannot add"):
        Money(Decimal(1), "COP") + Money(Decimal(1), "USD")


@pytest.fixture
def no_faults():
    yield
    faults.configure("")


@pytest.mark.usefixtures("no_faults")
def test_a_fault_acts_at_its_point_and_its_pass_only():
    faults.configure("here:raise@2")
    faults.point("elsewhere")
    faults.point("here")
    with pytest.raises(faults.InjectedFault):
        faults.point("here")
    faults.point("here")


def test_a_named_kill_ends_the_process_at_once():
    program = "from chassis import faults; faults.point('here'); print('survived')"
    child = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "TRONCAL_FAULT": "here:kill"},
        capture_output=True,
        check=False,
    )
    assert child.returncode == -9
    assert child.stdout == b""


def test_an_unknown_action_is_refused():
    with pytest.raises(ValueError, match="unknown fault action"):
        faults.configure("here:explode")
