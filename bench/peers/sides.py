"""What is asked of every product that `bench.peers_http` compares, and what it needs to answer.

A side turns the same work into its own requests. It runs in the bench's process; the product it
speaks for runs beside it, in an environment of its own.
"""

import os
import random
import signal
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, Self

import psutil
import psycopg
from psycopg import sql

from bench.loops import Request
from bench.population import FIRST, LAST, Person, people

PAGE = 50
LINES = 3  # of an invoice
QUANTITY, PRICE, TAX_PERCENT = 2, 150_000, 19
KNOWN = 2_000  # the first contacts of the book: those that opportunities and invoices are for


@dataclass(frozen=True, slots=True)
class Work:
    """One run's work, the same for every side; each sequence has one entry a request.

    `read` and `known` are places in the address book, counted from 0.
    """

    newcomers: Sequence[Person]
    offsets: Sequence[int]
    words: Sequence[str]
    read: Sequence[int]
    known: Sequence[int]

    @classmethod
    def of(cls, run: int, *, contacts: int, requests: int) -> Self:
        """Draw a run's work; the same for the same run."""
        dice = random.Random(run)
        deep = contacts * 9 // 10
        newcomers = (newcomer(one) for one in people(10**6, seed=100 + run) if one.first_name)
        return cls(
            newcomers=[*islice(newcomers, requests)],
            offsets=[deep - dice.randrange(min(1_000, deep)) for _ in range(requests)],
            words=[_part_of_a_name(dice) for _ in range(requests)],
            read=[dice.randrange(contacts) for _ in range(requests)],
            known=[dice.randrange(min(KNOWN, contacts)) for _ in range(requests)],
        )


def newcomer(person: Person) -> Person:
    """Return somebody as every product takes them: numbers that exist, addresses without accents.

    The tails of the numbers stay, so they differ as they did.
    """
    folded = (unicodedata.normalize("NFKD", one) for one in person.emails)
    return replace(
        person,
        phones=[f"+57310{number[-7:]}" for number in person.phones],
        emails=[one.encode("ascii", "ignore").decode() for one in folded],
    )


def _part_of_a_name(dice: random.Random) -> str:
    """Return what somebody types: a surname, a first name, or how one begins."""
    return dice.choice((dice.choice(LAST), dice.choice(FIRST), dice.choice(LAST)[:4]))


class Side(Protocol):
    """A product that runs and holds the address book."""

    title: str
    port: int

    def begin(self) -> None:
        """Make ready for a run: whatever would run out is renewed."""

    def requests(self, what: str, work: Work) -> list[Request]:
        """Return the requests of one line of the table."""

    def heard(self, what: str, answers: Sequence[bytes]) -> None:
        """Look at the answers, outside the measured time; keep the ids that a later line needs.

        Raises AssertionError when an answer does not hold what was asked for.
        """

    def cpu_seconds(self) -> float:
        """The processor time that the product has used so far, PostgreSQL's apart."""


def environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a peer's program: nothing of the user's but the path."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", **more}


@contextmanager
def program(
    arguments: Sequence[str], *, log: Path, environ: Mapping[str, str], cwd: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a peer's server; end it, and what it started, at the end."""
    with log.open("ab") as output:
        child = subprocess.Popen(
            arguments,
            cwd=cwd,
            env=environment(cwd, environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            yield child
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def cpu_of(pid: int) -> float:
    """The processor seconds of a process and its children."""
    found = psutil.Process(pid)
    times = [one.cpu_times() for one in (found, *found.children(recursive=True))]
    return float(sum(one.user + one.system for one in times))


def require(holds: Any, what: str, answer: Any) -> None:
    """Raise AssertionError with the answer's beginning when something does not hold."""
    if not holds:
        raise AssertionError(f"{what}: {str(answer)[:500]}")


def copy_in(connection: psycopg.Connection[Any], table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Make a temporary table, `CREATE TEMPORARY TABLE name (…)`, and fill it."""
    connection.execute(table.encode())
    name = sql.Identifier(table.split()[3])
    with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(name)) as target:
        for row in rows:
            target.write_row(row)


def multiply(
    connection: psycopg.Connection[Any],
    table: str,
    key: str,
    pattern: int | str,
    source: str,
    changed: Mapping[str, str],
) -> None:
    """Write the pattern's row of a table once for each row `b` of `source`, some columns changed.

    An id that is not among the changed ones comes from its sequence.
    """
    columns = [
        row[0]
        for row in connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND (attname <> 'id' OR %s) ORDER BY attnum",
            (f'"{table}"', "id" in changed),
        )
    ]
    values = [sql.SQL(changed.get(one, f't."{one}"')) for one in columns]
    statement = sql.SQL("INSERT INTO {0} ({1}) SELECT {2} FROM {3} b, {0} t WHERE t.{4} = {5}")
    connection.execute(
        statement.format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(values),
            sql.Identifier(source),
            sql.Identifier(key),
            sql.Literal(pattern),
        )
    )
