"""Giving and taking access to a record, and asking for one record who may."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from chassis.db import Aggregate, Session, insert_many
from chassis.errors import Forbidden, NotFound
from chassis.identity.actor import Actor
from chassis.records import access
from chassis.records.access import GRANTS, Level, Share
from chassis.records.asking import holds
from chassis.records.tables import RecordAccess
from chassis.records.types import RecordType

Wanted = set[tuple[UUID, str, Level]]


def replace_grants(
    session: Session,
    rt: RecordType,
    record: Aggregate,
    *,
    managers: Collection[UUID] | None = None,
    shares: Collection[Share] | None = None,
    is_new: bool = False,
) -> None:
    """Make the grants of a record what its row and these arguments say; called with every write.

    The owner (and the managers, where the access rule names their column) are read from the row.
    `managers` gives them where the row has no such column. `shares=None` leaves the shares as they
    are; an empty collection takes them all away. Only what differs is written. A record that
    `is_new` in this transaction has none yet, so none are read.
    """
    wanted: Wanted = set()
    if rt.access.owner and (owner := getattr(record, rt.access.owner)) is not None:
        wanted.add((owner, "owner", "write"))
    if managers is None and rt.access.managers:
        managers = getattr(record, rt.access.managers)
    wanted |= {(manager, "manager", "write") for manager in managers or ()}
    wanted |= {(share.principal_id, "shared", share.level) for share in shares or ()}
    if is_new:
        _insert(session, rt, record.id, wanted)
        return
    reasons = ["owner", "manager"] if shares is None else ["owner", "manager", "shared"]
    session.flush()
    of = _of(session, rt, record.id)
    found = session.chassis_execute(
        select(GRANTS.c.principal_id, GRANTS.c.reason, GRANTS.c.level).where(
            *of, GRANTS.c.reason.in_(reasons)
        )
    )
    present = {(row.principal_id, row.reason, row.level) for row in found}
    for principal, reason, _ in present - wanted:
        session.chassis_execute(
            delete(GRANTS).where(*of, GRANTS.c.principal_id == principal, GRANTS.c.reason == reason)
        )
    _insert(session, rt, record.id, wanted - present)


def replace_responsible(
    session: Session,
    rt: RecordType,
    responsible: Mapping[UUID, tuple[UUID | None, Collection[UUID]]],
) -> None:
    """Make the owner and the managers of many records these, by two statements; shares stay."""
    session.chassis_execute(
        delete(GRANTS).where(
            GRANTS.c.organization_id == session.organization,
            GRANTS.c.record_type == rt.name,
            GRANTS.c.record_id == access.ids("records", sorted(responsible)),
            GRANTS.c.reason.in_(access.RESPONSIBLE),
        )
    )
    rows = [
        {
            "organization_id": session.organization,
            "principal_id": principal,
            "record_type": rt.name,
            "record_id": id,
            "reason": reason,
            "level": "write",
        }
        for id, (owner, managers) in responsible.items()
        for principal, reason in (
            *([(owner, "owner")] if owner else []),
            *((manager, "manager") for manager in managers),
        )
    ]
    insert_many(session, RecordAccess, rows)


def grant(session: Session, rt: RecordType, record_id: UUID, *, shares: Iterable[Share]) -> None:
    """Share a record with users or groups; who has a share gets the level given here."""
    _insert(
        session, rt, record_id, {(share.principal_id, "shared", share.level) for share in shares}
    )


def revoke(
    session: Session, rt: RecordType, record_id: UUID, *, principals: Collection[UUID]
) -> None:
    """Take a record's shares from users or groups. Ownership and management stay."""
    session.chassis_execute(
        delete(GRANTS).where(
            *_of(session, rt, record_id),
            GRANTS.c.principal_id.in_(sorted(principals)),
            GRANTS.c.reason == "shared",
        )
    )


def forget(session: Session, rt: RecordType, record_id: UUID) -> None:
    """Take away every grant of a record that is purged."""
    session.chassis_execute(delete(GRANTS).where(*_of(session, rt, record_id)))


def shares_of(session: Session, rt: RecordType, record_id: UUID) -> list[Share]:
    """Return whom a record is shared with, ordered by id."""
    rows = session.chassis_execute(
        select(GRANTS.c.principal_id, GRANTS.c.level)
        .where(*_of(session, rt, record_id), GRANTS.c.reason == "shared")
        .order_by(GRANTS.c.principal_id)
    )
    return [Share(row.principal_id, row.level) for row in rows]


def may_see(session: Session, actor: Actor, rt: RecordType, record_id: UUID) -> bool:
    """Whether the actor sees the record, discarded or not; False when there is none."""
    return _holds(session, actor, rt, record_id, edit=False)


def visible_among(
    session: Session,
    actor: Actor,
    rt: RecordType,
    ids: Collection[UUID],
    *,
    edit: bool = False,
) -> set[UUID]:
    """Return those of the records that the actor sees, or may change; one statement for all."""
    if not ids:
        return set()
    who = access.standing(session, actor, rt.access, rt.name)
    rule = access.rule_on(
        rt.table, rt.access, rt.name, who, organization=session.organization, edit=edit
    )
    statement = select(rt.table.c.id).where(
        rt.table.c.organization_id == session.organization,
        rt.table.c.id == access.ids("among", sorted(ids)),
    )
    if rule is not None:
        statement = statement.where(rule)
    return set(session.chassis_execute(statement).scalars())


def may_edit(session: Session, actor: Actor, rt: RecordType, record_id: UUID) -> bool:
    """Whether the rule lets the actor change the record. The permission is a question apart."""
    return _holds(session, actor, rt, record_id, edit=True)


def require_edit(session: Session, actor: Actor, rt: RecordType, record_id: UUID) -> None:
    """Raise NotFound for a record that the actor does not see, Forbidden for one only to read."""
    if may_edit(session, actor, rt, record_id):
        return
    if may_see(session, actor, rt, record_id):
        raise Forbidden("read_only_record")
    raise NotFound


def _holds(session: Session, actor: Actor, rt: RecordType, record_id: UUID, *, edit: bool) -> bool:
    session.flush()
    return holds(session, actor, rt, record_id, edit=edit)


def _of(session: Session, rt: RecordType, record_id: UUID) -> Sequence[ColumnElement[bool]]:
    return (
        GRANTS.c.organization_id == session.organization,
        GRANTS.c.record_type == rt.name,
        GRANTS.c.record_id == record_id,
    )


def _insert(session: Session, rt: RecordType, record_id: UUID, wanted: Wanted) -> None:
    if not wanted:
        return
    rows: list[dict[str, Any]] = [
        {
            "organization_id": session.organization,
            "principal_id": principal,
            "record_type": rt.name,
            "record_id": record_id,
            "reason": reason,
            "level": level,
        }
        for principal, reason, level in sorted(wanted)
    ]
    insert_many(session, RecordAccess, rows, replace=("level",))
