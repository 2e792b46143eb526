"""Check a service's audit against its seals; every finding is a sentence that names the row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from chassis.audit.sealing import DIGEST, START, digest_of, hash_of
from chassis.db.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at and found. `head` is the last block's number and hash, to be kept."""

    entries: int
    blocks: int
    waiting: int
    head: str
    findings: list[str]


def verify(database: Database, *, anchor: str | None = None) -> Verified:
    """Verify everything, as of one moment. `anchor` is `<number>:<hash>` of a seal once seen."""
    with database.connect_direct(autocommit=False) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        with connection.cursor(row_factory=dict_row) as cursor:
            return _verified(cursor, anchor)


def _verified(cursor: "psycopg.Cursor[dict[str, Any]]", anchor: str | None) -> Verified:
    findings: list[str] = []
    previous, number, seals = START, 0, {}
    sealed: Counter[int] = Counter()
    for block in _blocks(cursor):
        findings += _broken_links(block, number, previous)
        findings += _broken_entries(cursor, block)
        sealed.update(block["positions"])
        number, previous = block["number"], block["hash"]
        seals[number] = previous.hex()
    findings += [f"entry {position} is sealed twice" for position, n in sealed.items() if n > 1]
    waiting = {row["position"] for row in cursor.execute("SELECT position FROM audit_unsealed")}
    kept = {row["position"] for row in cursor.execute("SELECT position FROM audit_entry")}
    findings += [f"entry {one} is in no block" for one in sorted(kept - waiting - sealed.keys())]
    findings += [f"entry {one} is missing" for one in sorted(waiting - kept)]
    if anchor is not None:
        findings += _unanchored(anchor, seals)
    head = f"{number}:{previous.hex()}"
    return Verified(
        entries=len(kept),
        blocks=len(seals),
        waiting=len(waiting),
        head=head,
        findings=findings,
    )


def _blocks(cursor: "psycopg.Cursor[dict[str, Any]]") -> Iterator[dict[str, Any]]:
    """Yield the blocks in their order, without holding all of them."""
    after = -1
    while True:
        cursor.execute(
            "SELECT * FROM audit_block WHERE number > %s ORDER BY number LIMIT 1", (after,)
        )
        block = cursor.fetchone()
        if block is None:
            return
        after = block["number"]
        yield block


def _broken_links(block: dict[str, Any], number: int, previous: bytes) -> Iterator[str]:
    here = block["number"]
    for gone in range(number + 1, here):
        yield f"block {gone} is missing"
    if block["previous"] != previous:
        yield f"block {here} does not follow the one before it"
    own = hash_of(here, block["sealed_at"], block["positions"], block["digests"], block["previous"])
    if own != block["hash"]:
        yield f"block {here} was changed"


def _broken_entries(
    cursor: "psycopg.Cursor[dict[str, Any]]", block: dict[str, Any]
) -> Iterator[str]:
    cursor.execute("SELECT * FROM audit_entry WHERE position = ANY(%s)", (block["positions"],))
    rows = {row["position"]: row for row in cursor}
    for index, position in enumerate(block["positions"]):
        row = rows.get(position)
        if row is None:
            yield f"entry {position} of block {block['number']} is missing"
        elif digest_of(row) != block["digests"][index * DIGEST : (index + 1) * DIGEST]:
            yield f"entry {position} of block {block['number']} was changed"


def _unanchored(anchor: str, seals: dict[int, str]) -> Iterator[str]:
    number, _, hash_ = anchor.partition(":")
    if not number.isdigit() or seals.get(int(number)) != hash_:
        yield f"block {number} is not the one of the anchor"
