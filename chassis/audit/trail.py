"""Write the audit: each command leaves one row in the transaction that it was done in.

Guarantee: a write over HTTP that is committed has its row in the same commit, one that is rolled
back has none; a refusal (403, 404 or 409) has one in a transaction of its own, after everything
else was rolled back. A row never holds a request's body or a secret: what it shows are the members
of records that the ORM changed, secrets among them hidden, long texts cut.

A table whose class gives a reason in `__unaudited__` is bookkeeping that no person wrote: its rows
are not told, the command that changed them is.

Limits: rows changed by a statement over many (bulk changes) are told by the command alone, without
before and after; what reactions and jobs do is told by the facts that they handle and state. When
the database is gone, a refusal is logged instead.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from opentelemetry import trace
from sqlalchemy import event, exc, inspect
from sqlalchemy.orm import Session as OrmSession

from chassis.audit.members import changed_members
from chassis.db.base import Aggregate
from chassis.db.database import Database
from chassis.db.session import Session
from chassis.errors import Refused
from chassis.identity.actor import Actor
from chassis.observability import logs

log = logs.logger(__name__)

REFUSALS = frozenset({403, 404, 409})
_MOST_RECORDS = 40
_CHANGES = "audited changes"
_UNTOLD = "unaudited changes"
_DONE = 200


@dataclass(slots=True)
class Command:
    """One request that may write, while it is answered."""

    action: str
    record_type: str = ""
    record_id: str = ""
    actor: Actor | None = None
    session: Session | None = None
    status: int = _DONE


@dataclass(slots=True)
class _Change:
    type: str
    id: str
    kind: str
    aggregate: bool
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "id": self.id,
            "kind": self.kind,
            "before": self.before,
            "after": self.after,
        }


_CURRENT: ContextVar[Command | None] = ContextVar("audited_command", default=None)

# One statement, written out: composing it for each command costs more than running it (measured).
_INSERT = """
WITH added AS (
  INSERT INTO audit_entry (organization_id, actor_id, actor_name, service, action, record_type,
    record_id, changes, omitted, outcome, code, trace_id)
  VALUES (%(organization_id)s, %(actor_id)s, %(actor_name)s, %(service)s, %(action)s,
    %(record_type)s, %(record_id)s, %(changes)s::jsonb, %(omitted)s, %(outcome)s, %(code)s,
    %(trace_id)s)
  RETURNING position
)
INSERT INTO audit_unsealed (position) SELECT position FROM added
"""


@contextmanager
def following(action: str | None, path_values: Mapping[str, Any]) -> Iterator[Command | None]:
    """Audit what is written inside the block as one command; without an action, nothing.

    The record that a command names is the first one of its path.
    """
    command = None
    if action is not None:
        command = Command(action)
        for name, value in path_values.items():
            if isinstance(value, UUID):
                command.record_type, command.record_id = name.removesuffix("_id"), str(value)
                break
    token = _CURRENT.set(command)
    try:
        yield command
    finally:
        _CURRENT.reset(token)


def refuse(database: Database, command: Command, refused: Refused) -> None:
    """Write the row of a refusal that is worth one, in a transaction of its own."""
    if refused.status not in REFUSALS or command.actor is None:
        return
    command.status, command.session = refused.status, None
    try:
        with database.transaction(command.actor.organization_id, actor=command.actor) as session:
            add_entry(session, command, [], code=refused.code)
    except exc.SQLAlchemyError as error:
        log.warning(
            "refusal_not_audited",
            action=command.action,
            outcome=refused.status,
            reason=type(error).__name__,
        )


@event.listens_for(Session, "after_flush")
def _collect(session: OrmSession, _context: object) -> None:
    if _CURRENT.get() is None:
        return
    found: dict[tuple[str, str], _Change] = session.info.setdefault(_CHANGES, {})
    for kind, rows in (
        ("created", session.new),
        ("changed", session.dirty),
        ("removed", session.deleted),
    ):
        for row in rows:
            if hasattr(row, "__unaudited__"):
                session.info[_UNTOLD] = True
            else:
                _note(found, kind, row)


def _note(found: dict[tuple[str, str], _Change], kind: str, row: Any) -> None:
    before, after = changed_members(row, kind)
    if kind == "changed" and not (before or after):
        return
    mapper = inspect(type(row))
    id = ",".join(str(value) for value in mapper.primary_key_from_instance(row))
    name = str(mapper.local_table.name)
    known = found.get((name, id))
    if known is None:
        known = _Change(name, id, kind, isinstance(row, Aggregate))
        found[name, id] = known
    for member, value in before.items():
        known.before.setdefault(member, value)
    known.after.update(after)
    if kind == "removed":
        known.kind = kind


# First of all: what the facts are about is read before the outbox takes them.
@event.listens_for(Session, "before_commit", insert=True)
def _write(session: OrmSession) -> None:
    command = _CURRENT.get()
    changes = session.info.pop(_CHANGES, None)
    untold = session.info.pop(_UNTOLD, False)
    if command is None or not isinstance(session, Session) or session.organization_id is None:
        return
    if changes or untold or session is command.session:
        add_entry(session, command, list((changes or {}).values()))


@event.listens_for(Session, "after_rollback")
def _forget(session: OrmSession) -> None:
    session.info.pop(_CHANGES, None)
    session.info.pop(_UNTOLD, None)


def _subject(session: Session, changes: list[_Change]) -> tuple[str, str]:
    """Name the record of a command whose path names none: what a fact is about, else what is new.

    Not every new row is a record that has a name in the product; facts use those names.
    """
    subjects = [str(fact["subject"]).partition("/") for fact in session.info.get("facts", ())]
    made = {change.id for change in changes if change.kind == "created"}
    for type_, _, id_ in sorted(subjects, key=lambda one: one[2] not in made):
        return type_, id_
    for change in sorted(changes, key=lambda one: (one.kind != "created", not one.aggregate)):
        return change.type, change.id
    return "", ""


def add_entry(
    session: Session, command: Command, changes: list[_Change], *, code: str = ""
) -> None:
    """Insert the row of a command, with the mark that it waits for its seal, by one statement."""
    actor = command.actor
    type_, id_ = command.record_type, command.record_id
    if not id_:
        type_, id_ = _subject(session, changes)
    context = trace.get_current_span().get_span_context()
    session.connection().exec_driver_sql(
        _INSERT,
        {
            "organization_id": session.organization,
            "actor_id": actor.user_id if actor else None,
            "actor_name": actor.name if actor else "",
            "service": actor.service if actor else "public",
            "action": command.action,
            "record_type": type_,
            "record_id": id_,
            "changes": orjson.dumps([one.shown() for one in changes[:_MOST_RECORDS]]).decode(),
            "omitted": max(0, len(changes) - _MOST_RECORDS),
            "outcome": command.status,
            "code": code,
            "trace_id": format(context.trace_id, "032x"),
        },
    )
