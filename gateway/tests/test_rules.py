"""The pure rules: rights, the tree, refresh tokens, routes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.errors import Invalid
from chassis.identity.actor import ACTIONS, MODULES
from gateway.profiles import grants
from gateway.profiles.defaults import DEFAULT_PROFILES, EVERYTHING
from gateway.routing import table
from gateway.sessions import refresh

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How fast an example runs says nothing about the rule."""
KEY = refresh.derive_key(b"k" * 32)
SETS = st.frozensets(st.sampled_from(sorted(EVERYTHING)), max_size=8)
SCOPES = st.sampled_from(grants.SCOPES)


@UNHURRIED
@given(SETS, SCOPES, SETS, SCOPES)
def test_a_grant_never_gives_what_the_giver_lacks(held, held_scope, asked, asked_scope):
    allowed = not grants.exceeds(
        held=held, held_scope=held_scope, asked=asked, asked_scope=asked_scope
    )
    assert allowed == (
        asked <= held and grants.SCOPES.index(asked_scope) <= grants.SCOPES.index(held_scope)
    )


@st.composite
def trees(draw):
    """A forest: each role's parent is one of those before it, or none."""
    ids = [UUID(int=number + 1) for number in range(draw(st.integers(1, 12)))]
    return {role: draw(st.sampled_from([None, *ids[:place]])) for place, role in enumerate(ids)}


def ancestors(role, parents):
    found = []
    while (role := parents[role]) is not None:
        found.append(role)
    return found


@UNHURRIED
@given(trees())
def test_below_is_the_other_side_of_above(parents):
    for role in parents:
        assert grants.below(role, parents) == {
            other for other in parents if role in ancestors(other, parents)
        }


@UNHURRIED
@given(trees(), st.data())
def test_a_move_that_is_allowed_leaves_a_tree(parents, data):
    role = data.draw(st.sampled_from(sorted(parents)))
    parent = data.draw(st.sampled_from(sorted(parents)))
    if grants.makes_cycle(role, parent, parents):
        assert parent == role or role in ancestors(parent, parents)
    else:
        moved = {**parents, role: parent}
        for other in moved:
            assert other not in ancestors(other, moved)


def test_the_default_profiles_hold_only_permissions_that_exist_each_more_than_the_next():
    """G-07, G-32"""
    administrator, supervisor, agent = DEFAULT_PROFILES
    assert administrator.permissions == EVERYTHING
    assert len(EVERYTHING) == len(MODULES) * len(ACTIONS)
    assert agent.permissions < supervisor.permissions < EVERYTHING
    assert not any(one.endswith(".configure") for one in supervisor.permissions)


@UNHURRIED
@given(st.uuids(), st.integers(1, 2**40))
def test_a_refresh_token_says_what_it_was_made_of(session_id, generation):
    token = refresh.issue(KEY, session_id, generation)
    assert refresh.read(KEY, token) == refresh.Presented(session_id, generation)
    assert refresh.read(refresh.derive_key(b"other" * 8), token) is None
    assert len(token) <= 128


@UNHURRIED
@given(st.text(max_size=140))
def test_no_other_text_is_a_refresh_token(text):
    assert refresh.read(KEY, text) is None


@UNHURRIED
@given(st.lists(st.integers(0, 12), min_size=1, max_size=30), st.data())
def test_a_used_token_gives_its_own_successor_within_the_grace_and_nothing_later(waits, data):
    """Model: remember when each generation was used; the row remembers only the grace."""
    grace = timedelta(seconds=20)
    moment, current, used_at = datetime(2026, 1, 1, tzinfo=UTC), 1, []
    when_used: dict[int, datetime] = {}
    for wait in waits:
        moment += timedelta(seconds=wait)
        presented = data.draw(st.integers(max(1, current - 5), current))
        verdict = refresh.judge(
            presented=presented, current=current, used_at=used_at, now=moment, grace=grace
        )
        if presented == current:
            assert verdict == "rotate"
            used_at = refresh.remember_use(used_at, now=moment, grace=grace)
            when_used[current] = moment
            current += 1
            assert len(used_at) <= 31
        elif moment - when_used[presented] <= grace:
            assert verdict == "repeat"
        else:
            assert verdict == "reused"


def test_a_generation_that_was_never_given_is_a_reuse():
    verdict = refresh.judge(
        presented=5, current=3, used_at=[], now=datetime.now(UTC), grace=timedelta(seconds=20)
    )
    assert verdict == "reused"


@UNHURRIED
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(max_size=40))
def test_any_path_has_one_owner_or_none(path, query):
    for prefix in ("/api/v1/", "/hooks/", "/ops/", "/"):
        try:
            route = table.find(prefix + path, query)
        except Invalid:  # a shared collection without its record type
            continue
        if route is not None:
            assert route.service in table.OWNERS
            assert not {"", ".", ".."} & set(route.path.split("/")[1:])
            assert route.path.startswith(("/api/v1/", "/hooks/"))


@pytest.mark.parametrize(
    ("path", "service", "public"),
    [
        ("/api/v1/public/forms/x", "contacts", True),
        ("/api/v1/public/calendars/x.ics", "contacts", True),
        ("/api/v1/forms/x", "contacts", False),
        ("/hooks/twilio/sms/status", "telephony", True),
        ("/api/v1/contacts-archive", None, None),
        ("/api/v1/public/users", None, None),
    ],
)
def test_a_prefix_matches_whole_segments_only(path, service, public):
    route = table.find(path, "")
    assert (route and route.service, route and route.public) == (service, public)
