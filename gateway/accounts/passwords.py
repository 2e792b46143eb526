"""Passwords: argon2id, two at a time, on native threads.

One check takes tens of milliseconds of processor and 19 MiB. It runs on threads of its own so that
it stalls neither an event loop nor the threads that forward requests, and a crowd of logins waits
in a bounded line: whoever would stand beyond its end is told to come back (503).
"""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from chassis.errors import FieldError, Invalid, Unavailable

T = TypeVar("T")

AT_ONCE = 2
LINE = 32
MEMORY_KIB = 19_456
PASSES = 2

SHORTEST = 10
LONGEST = 256


class Passwords:
    """Hashes and checks passwords. `checks` counts the verifications, for tests and metrics."""

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        self._hasher = PasswordHasher(
            time_cost=passes, memory_cost=memory_kib, parallelism=1, type=Type.ID
        )
        self._run = _native_pool()
        self._places = threading.BoundedSemaphore(AT_ONCE + LINE)
        self._count = threading.Lock()
        self.checks = 0
        self._of_nobody = self._hasher.hash("the account that does not exist")

    def hash(self, password: str) -> str:
        """Return the encoded hash of a new password."""
        return self._in_line(lambda: self._hasher.hash(password))

    def matches(self, encoded: str | None, password: str) -> bool:
        """Check a password; without a hash do the same work and say no.

        An address that nobody has therefore costs exactly as much as a wrong password.
        """
        with self._count:
            self.checks += 1
        real = encoded is not None
        return self._in_line(lambda: self._verify(encoded or self._of_nobody, password)) and real

    def outdated(self, encoded: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(encoded)

    def _verify(self, encoded: str, password: str) -> bool:
        try:
            return self._hasher.verify(encoded, password)
        except (VerificationError, InvalidHashError):
            return False

    def _in_line(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise Unavailable("login_busy", retry_after=5)
        try:
            done: T = self._run(work)
            return done
        finally:
            self._places.release()


def require_acceptable(password: str, *, email: str, field: str = "password") -> None:
    """Raise Invalid unless the password may be chosen: length, and not the address itself.

    No composition rules: they make passwords worse (NIST SP 800-63B, 5.1.1.2).
    """
    if len(password) < SHORTEST:
        error = FieldError(field, "password_too_short", {"minimum": SHORTEST})
    elif len(password) > LONGEST:
        error = FieldError(field, "password_too_long", {"maximum": LONGEST})
    elif password.strip().casefold() in {email.casefold(), email.partition("@")[0].casefold()}:
        error = FieldError(field, "password_is_address")
    else:
        return
    raise Invalid("invalid_fields", error)


def _native_pool() -> Callable[[Callable[[], Any]], Any]:
    """Return a function that runs work on one of two native threads and waits for it.

    Under gevent's patching a ThreadPoolExecutor would run greenlets on the loop's own thread.
    """
    monkey = sys.modules.get("gevent.monkey")  # it is there only where a server patched with it
    if monkey is not None and monkey.is_module_patched("threading"):
        from gevent.threadpool import ThreadPool

        native = ThreadPool(AT_ONCE)
        apply: Callable[[Callable[[], Any]], Any] = native.apply
        return apply
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
    return lambda work: pool.submit(work).result()
