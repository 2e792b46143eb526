"""What is asked of one record with every request, compiled once for each shape.

The shape is all that decides the SQL: the record type, which members are hidden, and what kinds of
standing the actor has. Whose standing it is, and which record, are values.
"""

from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, select
from sqlalchemy.types import TypeEngine

from chassis.db import ORGANIZATION, Prepared, Session, given
from chassis.identity.actor import Actor
from chassis.records import access, picking
from chassis.records.access import Standing
from chassis.records.types import RecordType

_ID: Any = given("id", Uuid())


def body_of(session: Session, actor: Actor, rt: RecordType, id: UUID) -> Any:
    """Return the row (`body`, `version`) of a live record that the actor sees, or None."""
    who = access.standing(session, actor, rt.access, rt.name)
    asked = _body(rt, rt.hidden_from(actor), _shape(who))
    return asked.execute(session, id=id, **_values(rt, who)).one_or_none()


def holds(session: Session, actor: Actor, rt: RecordType, id: UUID, *, edit: bool) -> bool:
    """Whether there is such a record and the rule lets the actor see it, or change it."""
    who = access.standing(session, actor, rt.access, rt.name)
    asked = _held(rt, edit, _shape(who))
    return asked.execute(session, id=id, **_values(rt, who)).one_or_none() is not None


_Shape = tuple[bool, bool, bool, bool]


def _shape(who: Standing) -> _Shape:
    return (who.everything, bool(who.principals), bool(who.team), who.public)


def _values(rt: RecordType, who: Standing) -> dict[str, Any]:
    if rt.access.rule == "personal":
        return {"principals": who.principals[0] if who.principals else None}
    return {"principals": list(who.principals), "team": list(who.team)}


def _standing(rt: RecordType, shape: _Shape) -> Standing:
    """Return a standing of this shape whose people are parameters."""
    everything, anybody, team, public = shape
    several: TypeEngine[Any] = ARRAY(Uuid())
    one: TypeEngine[Any] = Uuid() if rt.access.rule == "personal" else several
    return Standing(
        everything=everything,
        principals=cast("Any", (given("principals", one),) if anybody else ()),
        team=cast("Any", (given("team", several),) if team else ()),
        public=public,
    )


@cache
def _body(rt: RecordType, hidden: frozenset[str], shape: _Shape) -> Prepared:
    picked = (
        select(rt.table.c.id, rt.table.c.version)
        .where(
            rt.table.c.id == _ID,
            *picking.visible(rt, _standing(rt, shape), cast("UUID", ORGANIZATION)),
        )
        .subquery("picked")
    )
    return Prepared(select(rt.body(hidden).label("body"), picked.c.version))


@cache
def _held(rt: RecordType, edit: bool, shape: _Shape) -> Prepared:  # noqa: FBT001 - a cache's key
    rule = access.rule_on(
        rt.table,
        rt.access,
        rt.name,
        _standing(rt, shape),
        organization=cast("UUID", ORGANIZATION),
        edit=edit,
    )
    conditions = [rt.table.c.organization_id == ORGANIZATION, rt.table.c.id == _ID]
    if rule is not None:
        conditions.append(rule)
    return Prepared(select(rt.table.c.id).where(*conditions))
