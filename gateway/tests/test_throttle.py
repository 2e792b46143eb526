"""Guessing passwords: what it costs, what it tells, and that it locks nobody out."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from gateway.base import NOWHERE
from gateway.sessions.models import LoginBudget
from gateway.tests.world import ADMIN, PASSWORD

STRANGER = "nadie@troncal.local"


def windows_end(world) -> None:
    with world.database.transaction(NOWHERE) as session:
        session.execute(
            update(LoginBudget)
            .values(window_ends_at=LoginBudget.window_ends_at - timedelta(hours=2))
            .execution_options(synchronize_session=False)
        )


def guess(world, email, address, password="una adivinanza"):
    return world.person(address).log_in(email, password)


def test_nothing_tells_an_address_without_account_from_a_wrong_password(team):
    """Same status, body, headers, and the same number of argon2 checks."""
    passwords = team.world.service.resources.passwords
    seen = []
    for email in (ADMIN, STRANGER):
        before = passwords.checks
        answer = guess(team.world, email, "203.0.113.5")
        body = {key: value for key, value in answer.json.items() if key != "trace_id"}
        headers = {key for key, _ in answer.headers}
        seen.append((answer.status_code, body, headers, passwords.checks - before))
    assert seen[0] == seen[1]
    assert seen[0][0] == 401
    assert seen[0][3] == 1


def test_a_deactivated_person_with_the_right_password_looks_like_everybody_else(team):
    user = team.new_user("ana")
    team.admin.patch(f"/users/{user['id']}", {"active": False}, version=user["version"])
    passwords = team.world.service.resources.passwords
    before = passwords.checks
    answer = team.world.person().log_in(user["email"])
    assert (answer.status_code, answer.json["code"]) == (401, "invalid_credentials")
    assert passwords.checks - before == 1


@pytest.mark.parametrize("email", [ADMIN, STRANGER])
def test_one_attacker_gets_ten_guesses_an_hour_whether_the_account_exists_or_not(team, email):
    passwords = team.world.service.resources.passwords
    before = passwords.checks
    answers = [guess(team.world, email, "203.0.113.5") for _ in range(15)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 5
    assert passwords.checks - before == 10
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600
    assert answers[-1].json["code"] == "too_many_logins"


def test_many_attackers_get_twenty_guesses_an_hour_together(team):
    passwords = team.world.service.resources.passwords
    before = passwords.checks
    statuses = [guess(team.world, ADMIN, f"203.0.113.{number}").status_code for number in range(60)]
    assert statuses.count(401) == 20
    assert statuses.count(429) == 40
    assert passwords.checks - before == 20


def test_the_owner_still_logs_in_on_a_known_device_while_the_account_is_attacked(team):
    for number in range(60):
        guess(team.world, ADMIN, f"203.0.113.{number}")
    assert team.world.person("198.51.100.1").log_in(ADMIN).status_code == 429
    assert team.admin.log_in(ADMIN).status_code == 200  # this browser holds the device's cookie


def test_the_owner_logs_in_from_elsewhere_while_one_attacker_guesses(team):
    for _ in range(30):
        guess(team.world, ADMIN, "203.0.113.5")
    assert team.world.person("198.51.100.1").log_in(ADMIN).status_code == 200


def test_the_cookie_of_one_account_is_no_key_to_another(team):
    agent = team.agent("ana")
    for number in range(60):
        guess(team.world, ADMIN, f"203.0.113.{number}")
    assert agent.log_in(ADMIN, "una adivinanza").status_code == 429


def test_one_address_cannot_try_one_password_on_everybody(team):
    statuses = [
        guess(team.world, f"user{number}@troncal.local", "203.0.113.9").status_code
        for number in range(110)
    ]
    assert statuses == [401] * 100 + [429] * 10


def test_a_window_ends(team):
    for _ in range(11):
        guess(team.world, ADMIN, "203.0.113.5")
    windows_end(team.world)
    assert guess(team.world, ADMIN, "203.0.113.5", PASSWORD).status_code == 200


def test_right_passwords_use_nothing_up(team):
    for _ in range(30):
        assert team.world.person("203.0.113.5").log_in(ADMIN).status_code == 200


def test_a_refused_attempt_takes_nothing_from_the_other_budgets(team):
    """One attacker, refused by the budget of the pair, cannot empty that of the account."""
    for _ in range(40):
        guess(team.world, ADMIN, "203.0.113.5")
    with team.world.database.reading(NOWHERE) as session:
        used = sorted(session.scalars(select(LoginBudget.used)))
    assert used == [0, 0, 10, 10, 10]  # the administrator's own login, given back, and the guesses


def test_addresses_and_names_are_not_stored_with_the_counters(team):
    guess(team.world, STRANGER, "203.0.113.5")
    with team.world.database.reading(NOWHERE) as session:
        keys = list(session.scalars(select(LoginBudget.key)))
    assert keys
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


def test_a_client_cannot_choose_its_address_unless_a_proxy_of_ours_stands_in_front(team):
    statuses = []
    for number in range(15):
        forwarded = {"X-Forwarded-For": f"203.0.113.{number}"}
        person = team.world.person("198.51.100.9")
        answer = person.post(
            "/auth/login", {"email": ADMIN, "password": "adivinanza"}, headers=forwarded
        )
        statuses.append(answer.status_code)
    assert statuses == [401] * 10 + [429] * 5
