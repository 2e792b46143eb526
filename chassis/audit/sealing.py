"""Seal the audit: each second, what is not sealed yet becomes a block chained to the one before.

Guarantees: an entry is in exactly one block; a block names its entries and covers every column of
them, so one that was changed, removed, put in another's place or added later shows. Whoever can
rewrite the whole chain from some block on can hide what came after it, unless the hash of a later
block is known elsewhere: each seal is logged, and `troncal audit verify --anchor` takes one.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import orjson
from sqlalchemy import Table, delete, insert, select

from chassis.audit.tables import AuditBlock, AuditEntry, AuditUnsealed
from chassis.clock import now
from chassis.db.session import Session
from chassis.observability import logs
from chassis.spec import Service, Sweep

log = logs.logger(__name__)

BLOCK = 1_000
DIGEST = 16
START = bytes(32)
"""What the first block has for the hash of one before it."""

_GONE = bytes(DIGEST)

ENTRY = cast("Table", AuditEntry.__table__)
COLUMNS = tuple(column.name for column in ENTRY.columns)


def seal_audit(service: Service) -> None:
    """Seal everything that waits, a block at a time."""
    sealed = BLOCK
    while sealed == BLOCK:
        with service.database.system() as session:
            sealed = seal_block(session)


SEALING = Sweep(name="seal_audit", every=timedelta(seconds=1), run=seal_audit)


def seal_block(session: Session) -> int:
    """Seal up to a thousand entries and return how many. Two at once cannot both commit."""
    oldest = select(AuditUnsealed.position).order_by(AuditUnsealed.position).limit(BLOCK)
    taken = (
        delete(AuditUnsealed)
        .where(AuditUnsealed.position.in_(oldest))
        .returning(AuditUnsealed.position)
    )
    positions = sorted(session.chassis_execute(taken).scalars())
    if not positions:
        return 0
    entries = select(*ENTRY.columns).where(ENTRY.c.position.in_(positions))
    rows = {row["position"]: row for row in session.chassis_execute(entries).mappings()}
    last = session.chassis_execute(
        select(AuditBlock.number, AuditBlock.hash).order_by(AuditBlock.number.desc()).limit(1)
    ).one_or_none()
    number, previous = (last.number + 1, last.hash) if last else (1, START)
    moment = now()
    # One that is gone before its seal stays named: verifying tells that it is missing.
    digests = b"".join(digest_of(rows[one]) if one in rows else _GONE for one in positions)
    hash_ = hash_of(number, moment, positions, digests, previous)
    session.chassis_execute(
        insert(AuditBlock).values(
            number=number,
            sealed_at=moment,
            positions=positions,
            digests=digests,
            previous=previous,
            hash=hash_,
        )
    )
    session.after_commit(
        lambda: log.info("audit_sealed", number=number, entries=len(positions), hash=hash_.hex())
    )
    return len(positions)


def digest_of(row: Mapping[str, Any]) -> bytes:
    """Return the digest of one entry, over all its columns in their order."""
    values = [_canonical(row[name]) for name in COLUMNS]
    return hashlib.sha256(orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).digest()[:DIGEST]


def hash_of(
    number: int, sealed_at: datetime, positions: Sequence[int], digests: bytes, previous: bytes
) -> bytes:
    """Return a block's hash."""
    head = orjson.dumps([number, _canonical(sealed_at), list(positions)])
    return hashlib.sha256(head + digests + previous).digest()


def _canonical(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
