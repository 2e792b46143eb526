"""What would stall every stream of a gevent worker; prints how it fared as JSON.

Run by test_patched: `python -m chassis.patched gateway.tests.patched DATABASE_URL`.
"""

import json
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from chassis.db import Database
from gateway.accounts.passwords import Passwords

SLEEPERS = 10
SECONDS = 0.5


class Loop:
    """Counts how often another greenlet gets its turn."""

    def __init__(self) -> None:
        self.turns = 0
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(0.005)
            self.turns += 1


def sleep_in(database: Database) -> None:
    with database.system() as session:
        session.chassis_execute(select(func.pg_sleep(SECONDS)))


def wait_for(database: Database) -> None:
    connection = database.connect_direct()
    list(connection.notifies(timeout=SECONDS))
    connection.close()


def main() -> None:
    database, loop, passwords = Database("gateway", sys.argv[1]), Loop(), Passwords()
    measured = {}
    with ThreadPoolExecutor(SLEEPERS) as many:
        for name, act in (("query", sleep_in), ("listen", wait_for)):
            began, turns = time.monotonic(), loop.turns
            list(many.map(act, [database] * SLEEPERS))
            measured[name] = {"seconds": time.monotonic() - began, "turns": loop.turns - turns}
        began, turns = time.monotonic(), loop.turns
        list(many.map(passwords.hash, ["a long enough password"] * SLEEPERS))
        measured["hash"] = {"seconds": time.monotonic() - began, "turns": loop.turns - turns}
    database.close()
    print(json.dumps(measured))  # noqa: T201 - its only output


if __name__ == "__main__":
    main()
