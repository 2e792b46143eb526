"""Who sees and who edits a record: one rule, and the SQL that asks it.

The rule (`may`): administrators · the owner or a manager · a superior of theirs in the role tree ·
whoever the record is shared with, as a user or in a group · everybody when its visibility is `read`
or `write`. Who edits: the same, but neither visibility `read` nor a share of level `read` suffices.
The profile's scope caps it: `own` = owner, manager, shared; `team` = also the subtree below the
actor's role; `all` = also visibility. A superior is somebody whose role stands strictly above.

The clause never becomes one OR over a whole table: see `chassis.records.reading`, which either
starts from the granted ids or walks the list's index and asks record by record.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    Table,
    Uuid,
    any_,
    bindparam,
    column,
    false,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy import table as sql_table

from chassis import budgets
from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.identity.directory import team_of
from chassis.records.remembered import Remembered
from chassis.records.tables import RecordAccess

Level = Literal["read", "write"]
Rule = Literal["granted", "personal", "open"]
RESPONSIBLE = ("owner", "manager")
PRIVATE: ColumnElement[str] = literal_column("'private'")
GRANTS = cast("Table", RecordAccess.__table__)


_CROWDS = Remembered(budgets.COUNT_CACHE)
_TEAMS = Remembered(budgets.SESSION_CACHE)


@dataclass(frozen=True, slots=True)
class Access:
    """How a record type is guarded; column names, so that a description reads like a table.

    `owner` and `managers` (columns of one id and of an array of ids) tell `replace_grants` whom to
    write; `visibility` names the column with `private|read|write`, or is None where a record is
    never public. `personal` names the column of the one user whose record it is: nobody else, not
    even an administrator, sees it. With none of these every member of the organization sees and
    edits it, as far as the profile's permissions go (catalogs).
    """

    owner: str | None = None
    managers: str | None = None
    visibility: str | None = None
    personal: str | None = None
    granted: bool = False

    @property
    def rule(self) -> Rule:
        """Which of the three ways of guarding holds."""
        if self.personal:
            return "personal"
        return "granted" if self.owner or self.managers or self.granted else "open"


@dataclass(frozen=True, slots=True)
class Share:
    """A record shared with one user or one group."""

    principal_id: UUID
    level: Level = "read"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the actor brings to one record type, as of now.

    `everything`: no clause is needed. `principals` are the user and their groups, `team` the users
    below their role; `many` says that more records are granted than are worth collecting.
    """

    everything: bool
    principals: tuple[UUID, ...] = ()
    team: tuple[UUID, ...] = ()
    public: bool = False
    many: bool = False


def standing(
    session: Session, actor: Actor, access: Access, name: str, *, table: Table | None = None
) -> Standing:
    """Find the actor's standing for a record type.

    The team may be two seconds old: the projection that it comes from follows the gateway's facts
    with a delay anyway. With `table` it also says which plan suits a list of it (`many`): that may
    be ten seconds old, since either plan asks the same question. Grants are never remembered.
    """
    if access.rule == "open" or (actor.is_administrator and access.rule == "granted"):
        return Standing(everything=True)
    principals = (*((actor.user_id,) if actor.user_id else ()), *actor.group_ids)
    if access.rule == "personal":
        return Standing(everything=False, principals=principals[:1] if actor.user_id else ())
    who = Standing(
        everything=False,
        principals=principals,
        team=_team(session, actor),
        public=actor.scope == "all" and access.visibility is not None,
    )
    if table is None:
        return who
    return replace(who, many=_is_granted_many(session, who, name, table))


def _team(session: Session, actor: Actor) -> tuple[UUID, ...]:
    if actor.scope == "own" or actor.role_id is None:
        return ()
    key = (session.organization, actor.role_id)
    team: tuple[UUID, ...] | None = _TEAMS.get(session, key)
    if team is None:
        team = tuple(sorted(team_of(session, actor)))
        _TEAMS.put(session, key, team)
    return team


def _is_granted_many(session: Session, who: Standing, name: str, table: Table) -> bool:
    """Whether more records are granted than are worth collecting.

    Collecting g ids costs g look-ups; walking an index to the end of a page costs about
    page · rows / g tests. They meet at a square root, above the budget only in large tables.
    """
    key = (session.organization, name, who)
    many: bool | None = _CROWDS.get(session, key)
    if many is None:
        worth = _worth_collecting(table)
        mine = _of(session.organization, name, who.principals)
        theirs = _of(session.organization, name, who.team).where(GRANTS.c.reason.in_(RESPONSIBLE))
        some = union_all(mine, theirs).limit(worth + 1).subquery("some")
        count = select(func.count()).select_from(some).scalar_subquery()
        many = bool(session.chassis_execute(select(count > worth)).scalar_one())
        _CROWDS.put(session, key, many)
    return many


def _worth_collecting(table: Table) -> ColumnElement[int]:
    breakeven = sql_cast(func.sqrt(rows_of(table) * budgets.LIST_LIMIT_DEFAULT), Integer)
    return func.greatest(budgets.GRANTS_COLLECTED, breakeven)


@cache
def rows_of(table: Table) -> ColumnElement[float]:
    """Return how many rows the table has, as of its last vacuum; 0 before the first."""
    size = (
        select(func.max(column("reltuples")))
        .select_from(sql_table("pg_class"))
        .where(column("oid") == func.to_regclass(table.name))
        .scalar_subquery()
    )
    return func.greatest(size, 0)


def ids(label: str, values: Sequence[UUID]) -> ColumnElement[Any]:
    """Return one bound array of ids; the SQL is the same however many there are.

    In a statement that is kept, a parameter stands for all of them (`chassis.records.asking`).
    """
    if values and isinstance(values[0], BindParameter):
        return any_(values[0])
    return any_(bindparam(label, list(values), type_=ARRAY(Uuid()), unique=True))


def _of(organization: UUID, name: str, principals: Sequence[UUID]) -> Select[Any]:
    return select(GRANTS.c.record_id).where(
        GRANTS.c.organization_id == organization,
        GRANTS.c.record_type == name,
        GRANTS.c.principal_id == ids("principals", principals),
    )


def granted_ids(organization: UUID, name: str, who: Standing) -> Any:
    """Return the statement of the ids granted to the actor and to whom they stand above."""
    mine = _of(organization, name, who.principals)
    if not who.team:
        return mine.distinct()
    theirs = _of(organization, name, who.team).where(GRANTS.c.reason.in_(RESPONSIBLE))
    return mine.union(theirs)


def is_public(table: Table, access: Access) -> ColumnElement[bool]:
    """Return the condition that everybody may see the row; written as its partial index is."""
    assert access.visibility is not None
    return table.c[access.visibility] != PRIVATE


def is_granted(
    organization: UUID, name: str, who: Standing, record_id: Any, *, edit: bool = False
) -> ColumnElement[bool]:
    """Return the test of one record against the grants, one index probe.

    A scalar sub-select with LIMIT and not EXISTS: PostgreSQL may turn EXISTS into a hash of every
    grant there is, which is right for a report and ruinous for a page of fifty.
    """
    direct = GRANTS.c.principal_id == ids("principals", who.principals)
    if edit:
        direct = direct & (GRANTS.c.level == "write")
    reasons = direct
    if who.team:
        reasons = direct | (
            (GRANTS.c.principal_id == ids("below", who.team)) & GRANTS.c.reason.in_(RESPONSIBLE)
        )
    probe = (
        select(literal_column("true"))
        .select_from(GRANTS)
        .where(
            GRANTS.c.organization_id == organization,
            GRANTS.c.record_type == name,
            GRANTS.c.record_id == record_id,
            reasons,
        )
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(probe, literal_column("false"))


def rule_on(
    table: Table,
    access: Access,
    name: str,
    who: Standing,
    *,
    organization: UUID,
    edit: bool = False,
) -> ColumnElement[bool] | None:
    """Return the whole rule as a condition on one row, or None where it always holds."""
    if who.everything:
        return None
    if access.rule == "personal":
        assert access.personal is not None
        return table.c[access.personal] == who.principals[0] if who.principals else false()
    condition = is_granted(organization, name, who, table.c.id, edit=edit)
    if who.public:
        assert access.visibility is not None
        wide = table.c[access.visibility] == "write" if edit else is_public(table, access)
        condition = wide | condition
    return condition
