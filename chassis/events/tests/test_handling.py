"""Order inside a batch, and whose failure a failure is."""

from dataclasses import dataclass

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chassis.events.failures import Failure, failure_of
from chassis.events.handling import stages
from chassis.events.watchdog import HandlerHung


@dataclass
class Fact:
    type: str
    subject: str
    number: int


FACTS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=40)


@given(FACTS)
def test_each_aggregate_keeps_its_order_and_no_fact_is_lost(pairs):
    group = [Fact(type, subject, number) for number, (type, subject) in enumerate(pairs)]
    lists = [facts for _, facts in stages(group, dict.fromkeys("abc"))]
    flat = [fact for facts in lists for fact in facts]
    assert sorted(fact.number for fact in flat) == list(range(len(group)))
    for facts in lists:
        assert len({fact.type for fact in facts}) == 1
    for subject in "xyz":
        numbers = [fact.number for fact in flat if fact.subject == subject]
        assert numbers == sorted(numbers)


def test_facts_of_other_aggregates_share_one_list():
    group = [Fact("ab"[turn % 2], f"{turn}", turn) for turn in range(10)]
    assert len(stages(group, dict.fromkeys("ab"))) == 2


def _sqlstate(code: str) -> psycopg.Error:
    return type("Injected", (psycopg.Error,), {"sqlstate": code})("injected")


@pytest.mark.parametrize(
    ("code", "whose"),
    [
        ("40001", Failure.TRANSIENT),
        ("40P01", Failure.TRANSIENT),
        ("55P03", Failure.TRANSIENT),
        ("57P01", Failure.INFRASTRUCTURE),
        ("57P03", Failure.INFRASTRUCTURE),
        ("08006", Failure.INFRASTRUCTURE),
        ("53100", Failure.INFRASTRUCTURE),
        ("53300", Failure.INFRASTRUCTURE),
        ("25006", Failure.INFRASTRUCTURE),
        ("57014", Failure.OWN),
        ("23505", Failure.OWN),
    ],
)
def test_the_state_tells_whose_failure_it_is(code, whose):
    assert failure_of(_sqlstate(code)) is whose
    assert failure_of(OperationalError("select", {}, _sqlstate(code))) is whose


def test_a_wrapped_database_failure_is_found():
    error = RuntimeError("wrapped")
    error.__cause__ = _sqlstate("40P01")
    assert failure_of(error) is Failure.TRANSIENT


def test_a_lost_connection_and_an_empty_pool_are_the_machines():
    assert failure_of(psycopg.OperationalError("server closed")) is Failure.INFRASTRUCTURE
    assert failure_of(PoolTimeout()) is Failure.INFRASTRUCTURE


def test_what_an_interrupt_did_to_the_connection_is_the_handlers_own_failure():
    error = psycopg.OperationalError("broken by the interrupt")
    error.__context__ = HandlerHung()
    assert failure_of(error) is Failure.OWN


def test_any_other_raise_is_an_attempt():
    assert failure_of(ValueError("no")) is Failure.OWN
