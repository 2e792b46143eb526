"""Passwords: argon2id, two at a time, beside everything else."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis.errors import Unavailable
from gateway.accounts import passwords as module
from gateway.accounts.passwords import Passwords


def test_a_hash_is_argon2id_with_at_least_the_recommended_cost():
    encoded = Passwords().hash("una clave bastante larga")
    assert encoded.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_hash_matches_its_password_alone():
    passwords = Passwords()
    encoded = passwords.hash("una clave bastante larga")
    assert passwords.matches(encoded, "una clave bastante larga")
    assert not passwords.matches(encoded, "una clave bastante larga ")
    assert not passwords.matches("not a hash", "una clave bastante larga")
    assert not passwords.matches(None, "the account that does not exist")
    assert passwords.checks == 4


def test_a_weaker_hash_is_noticed():
    weak = (
        "$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHQxMjM0$wXJhqH0gHZTC5Cg1Pz8Q5k1B0m5S6pP7v2i9yq3x4zA"
    )
    passwords = Passwords()
    assert passwords.outdated(weak)
    assert not passwords.outdated(passwords.hash("una clave bastante larga"))


def test_no_more_than_two_are_checked_at_once_and_the_line_has_an_end(monkeypatch):
    monkeypatch.setattr(module, "LINE", 3)
    passwords = Passwords()
    inside, most, guard = [0], [0], threading.Lock()
    go_on, two_inside = threading.Event(), threading.Semaphore(0)

    def slow(*_: object) -> bool:
        with guard:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        two_inside.release()
        go_on.wait(5)
        with guard:
            inside[0] -= 1
        return True

    monkeypatch.setattr(passwords, "_verify", slow)
    with ThreadPoolExecutor(6) as pool:
        running = [pool.submit(passwords.matches, "x", "y") for _ in range(2)]
        for _ in range(2):
            assert two_inside.acquire(timeout=5)
        waiting = [pool.submit(passwords.matches, "x", "y") for _ in range(3)]
        while passwords.checks < 5:
            threading.Event().wait(0.001)
        while passwords._places._value:
            threading.Event().wait(0.001)
        with pytest.raises(Unavailable, match="login_busy"):
            passwords.matches("x", "y")
        go_on.set()
        assert all(future.result(5) for future in [*running, *waiting])
    assert most[0] == 2


_UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import gevent
from gateway.accounts.passwords import Passwords
passwords = Passwords()
encoded = passwords.hash("una clave bastante larga")
ticks, done = [], []
def check():
    for _ in range(4):
        done.append(passwords.matches(encoded, "una clave bastante larga"))
def tick():
    while len(done) < 4:
        ticks.append(1)
        gevent.sleep(0.001)
gevent.joinall([gevent.spawn(check), gevent.spawn(tick)], timeout=60)
assert done == [True] * 4
print(len(ticks))
"""


def test_a_login_does_not_stall_the_loop_of_an_asynchronous_server():
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _UNDER_GEVENT],
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    assert int(ran.stdout) > 20
