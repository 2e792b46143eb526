"""The fold: any order and any repetition of the same callbacks gives the same call (X-5, P20)."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from services.telephony.calls.state import (
    CUSTOMER,
    ENDED,
    FROM_PROVIDER,
    RANK,
    CallState,
    LegEvent,
    agent_leg,
    fold,
    leg_statuses,
)

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def said(leg: str, status: str, second: int, **more: object) -> LegEvent:
    return LegEvent(leg=leg, status=status, at=at(second), **more)  # type: ignore[arg-type]


ANSWERED = (
    said(CUSTOMER, "ringing", 0),
    said(agent_leg(1), "queued", 1),
    said(agent_leg(1), "ringing", 2),
    said(agent_leg(1), "in_progress", 8, source="agent"),
    said(agent_leg(1), "in_progress", 9),
    said(CUSTOMER, "in_progress", 9),
    said(agent_leg(1), "completed", 69, duration=60),
    said(CUSTOMER, "completed", 70, duration=70),
)

events = st.lists(
    st.builds(
        LegEvent,
        leg=st.sampled_from([CUSTOMER, agent_leg(1), agent_leg(2), agent_leg(3)]),
        status=st.sampled_from(list(RANK)),
        at=st.integers(0, 300).map(at),
        source=st.sampled_from(["provider", "provider", "agent", "gave_up"]),
        duration=st.one_of(st.none(), st.integers(0, 300)),
    ),
    max_size=12,
)


@settings(max_examples=400, deadline=None)
@given(
    direction=st.sampled_from(["inbound", "outbound"]),
    heard=events,
    repeats=st.lists(st.integers(0, 11), max_size=12),
    order=st.randoms(use_true_random=False),
)
def test_order_and_repetition_never_change_the_row(direction, heard, repeats, order) -> None:
    """X-5: the row is a function of the set of callbacks."""
    again = [*heard, *(heard[i] for i in repeats if i < len(heard))]
    order.shuffle(again)
    assert fold(direction, again) == fold(direction, heard)


@settings(max_examples=200, deadline=None)
@given(direction=st.sampled_from(["inbound", "outbound"]), heard=events)
def test_a_row_is_always_consistent(direction, heard) -> None:
    """A call over has an end and a duration; one that goes on has neither; moments are in order."""
    state = fold(direction, heard)
    assert (state.status in ENDED) == (state.ended_at is not None)
    assert (state.duration_seconds is not None) == (state.status in ENDED)
    if state.status == "missed":
        assert state.answered_at is None
        assert state.duration_seconds == 0
    for moment in (state.answered_at, state.ended_at):
        assert moment is None or (state.started_at is not None and moment >= state.started_at)


def test_every_order_of_a_whole_call_ends_in_the_same_row() -> None:
    """P20: the 720 orders of the last six words, on top of the first two."""
    expected = CallState(
        status="completed",
        started_at=at(0),
        answered_at=at(8),
        ended_at=at(69),
        duration_seconds=60,
        attempt=1,
    )
    for tail in permutations(ANSWERED[2:]):
        assert fold("inbound", (*ANSWERED[:2], *tail)) == expected


def test_a_call_never_steps_back_while_it_is_heard_of() -> None:
    """Monotone: in the order of a real call each word leaves the status or moves it on."""
    order = ["queued", "ringing", "in_progress", "completed"]
    seen = [fold("inbound", ANSWERED[:n]).status for n in range(len(ANSWERED) + 1)]
    assert [order.index(status) for status in seen] == sorted(order.index(s) for s in seen)


def test_a_click_counts_as_an_answer_until_the_provider_denies_it() -> None:
    """T-14: the acknowledgement moves the screen at once; the provider's word is the last one."""
    clicked = said(agent_leg(1), "in_progress", 5, source="agent")
    assert fold("inbound", [clicked]).status == "in_progress"
    denied = said(agent_leg(1), "no_answer", 6)
    assert fold("inbound", [clicked, denied]).status != "in_progress"
    bridged = said(agent_leg(1), "completed", 30, duration=25)
    assert fold("inbound", [clicked, denied, bridged]).status == "completed"


def test_a_message_played_to_the_caller_is_no_answer() -> None:
    """T-16: the caller's leg is in progress while we excuse ourselves; the call stays missed."""
    heard = [
        said(CUSTOMER, "ringing", 0),
        said(CUSTOMER, "no_answer", 1, source="gave_up"),
        said(CUSTOMER, "in_progress", 2),
        said(CUSTOMER, "completed", 9, duration=7),
    ]
    state = fold("inbound", heard)
    assert (state.status, state.ended_at, state.duration_seconds) == ("missed", at(1), 0)


def test_the_callers_leg_tells_of_an_answer_whose_own_callbacks_were_lost() -> None:
    """Reconciliation: with answerOnBridge the caller's leg completes only after a bridge."""
    heard = [said(agent_leg(1), "ringing", 1), said(CUSTOMER, "completed", 60, duration=55)]
    state = fold("inbound", heard)
    assert (state.status, state.duration_seconds) == ("completed", 55)


def test_an_operator_who_refused_did_not_answer_whatever_the_caller_heard() -> None:
    """T-14: one leg ended busy, the caller hung up: missed."""
    heard = [said(agent_leg(1), "busy", 4), said(CUSTOMER, "completed", 9, duration=9)]
    assert fold("inbound", heard).status == "missed"


def test_an_outbound_call_is_what_became_of_the_customers_leg() -> None:
    """T-17: busy is busy, answered is completed with the talk time."""
    assert fold("outbound", [said(CUSTOMER, "busy", 3)]).status == "busy"
    done = fold("outbound", [said(CUSTOMER, "in_progress", 5), said(CUSTOMER, "completed", 35)])
    assert (done.status, done.duration_seconds) == ("completed", 30)
    assert fold("outbound", [said(agent_leg(1), "no_answer", 9)]).status == "canceled"


def test_every_word_of_the_provider_has_a_rank() -> None:
    """Section 1.2: the enumeration is covered and the ends never tie."""
    assert set(FROM_PROVIDER.values()) == set(RANK)
    assert len(set(RANK.values())) == len(RANK)
    assert leg_statuses([said(CUSTOMER, "busy", 1), said(CUSTOMER, "failed", 2)]) == {
        CUSTOMER: "busy"
    }
