"""Many rows in one statement, for reactions and for imports."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import orjson
from sqlalchemy import Column, ColumnElement, Table, Text, column, event, func, literal, select
from sqlalchemy import cast as cast_sql
from sqlalchemy import text as sql_text
from sqlalchemy.dialects.postgresql import JSON, insert
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Session as OrmSession

from chassis.db.base import Owned
from chassis.db.prepared import Prepared, given
from chassis.db.session import Session, UnscopedStatement

_WAITING = "rows to append"


def insert_many(
    session: Session,
    model: type[DeclarativeBase],
    rows: Iterable[Mapping[str, Any]],
    *,
    ignore_known: bool = False,
    replace: tuple[str, ...] = (),
) -> int:
    """Insert rows in one statement with one parameter and return how many were written.

    All rows have the same members. A row of an owned table is stamped with the session's
    organization; another one's is refused. Defaults of the database and constant ones of the model
    apply, functions of the model do not. With `ignore_known`, rows that a unique key knows are left
    out; `replace` names the columns that a row whose primary key is known gets anew instead. About
    ten times as fast as adding objects: nothing is loaded or kept by the session.
    """
    found = [_stamped(session, model, dict(row)) for row in rows]
    return _insert(session, model, found, ignore_known=ignore_known, replace=replace)


def forget_plans(session: Session) -> None:
    """Let this connection plan its statements anew, those that check foreign keys above all.

    A plan that was made while a table was small reads all of an organization's rows for each key;
    it is kept until the statistics change. Whoever fills a table calls this once a chunk.
    """
    session.chassis_execute(sql_text("DISCARD PLANS"))


def append_row(session: Session, model: type[DeclarativeBase], **values: Any) -> None:
    """Insert a row at the end of the transaction, together with all others of its table.

    For what only ever grows and is not read again in the same transaction: logs, effects, figures'
    sources. A reaction that is called per fact then costs little more than one that takes a list.
    Until the commit nobody sees the row, this session included. Rules as for `insert_many`.
    """
    waiting = session.info.setdefault(_WAITING, {})
    waiting.setdefault((model, tuple(values)), []).append(_stamped(session, model, values))


@event.listens_for(Session, "before_commit")
def _write_appended(session: OrmSession) -> None:
    waiting = session.info.pop(_WAITING, {})
    assert isinstance(session, Session)
    for (model, _), rows in waiting.items():
        _insert(session, model, rows, ignore_known=False)


@event.listens_for(Session, "after_rollback")
def _forget_appended(session: OrmSession) -> None:
    session.info.pop(_WAITING, None)


def _stamped(session: Session, model: type[DeclarativeBase], row: dict[str, Any]) -> dict[str, Any]:
    if issubclass(model, Owned):
        organization = session.organization
        if row.setdefault("organization_id", organization) != organization:
            raise UnscopedStatement("a row of another organization in this session")
    return row


def _insert(
    session: Session,
    model: type[DeclarativeBase],
    rows: Sequence[Mapping[str, Any]],
    *,
    ignore_known: bool,
    replace: tuple[str, ...] = (),
) -> int:
    if not rows:
        return 0
    statement = _statement(model, tuple(rows[0]), ignore_known, replace)
    result = statement.execute(session, rows=orjson.dumps(rows).decode())
    return int(result.rowcount)


@lru_cache(maxsize=256)
def _statement(
    model: type[DeclarativeBase],
    names: tuple[str, ...],
    ignore_known: bool,  # noqa: FBT001
    replace: tuple[str, ...],
) -> Prepared:
    table = cast("Table", model.__table__)
    types = [column(name, table.c[name].type) for name in names]
    source = (
        func.json_to_recordset(cast_sql(given("rows", Text()), JSON))
        .table_valued(*types, name="source")
        .render_derived(with_types=True)
    )
    constants = [
        c for c in table.c if c.name not in names and getattr(c.default, "is_scalar", False)
    ]
    chosen = [*(source.c[name] for name in names), *(_constant(each) for each in constants)]
    filled = [*names, *(each.name for each in constants)]
    statement = insert(table).from_select(filled, select(*chosen), include_defaults=False)
    if ignore_known:
        statement = statement.on_conflict_do_nothing()
    elif replace:
        statement = statement.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={name: statement.excluded[name] for name in replace},
        )
    return Prepared(statement)


def _constant(column: Column[Any]) -> ColumnElement[Any]:
    default: Any = column.default
    return literal(default.arg, column.type)
