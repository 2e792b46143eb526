"""Shadow tables: the same tables once more in a schema of their own, filled apart, then taken over.

Statements reach them unchanged, by the search path of one transaction. Taking over replaces the
rows, not the tables: grants, keys and indexes stay as the migrations made them, and a reader sees
the old rows until the commit and the new ones after it. Needs the owner's role (DDL).
"""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, text
from sqlalchemy.orm import DeclarativeBase

from chassis.db.session import Session

SCHEMA = "rebuild"


def make_shadow(session: Session, models: Sequence[type[DeclarativeBase]]) -> None:
    """Make empty shadows of these tables; what an interrupted rebuild left is thrown away."""
    _do(session, f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    _do(session, f"CREATE SCHEMA {SCHEMA}")
    for table in _tables(models):
        _do(session, f"CREATE TABLE {SCHEMA}.{table.name} (LIKE public.{table.name} INCLUDING ALL)")


def use_shadow(session: Session) -> None:
    """Until the end of this transaction, statements find the shadows first."""
    _do(session, f"SET LOCAL search_path TO {SCHEMA}, public")


def hold_back_writers(session: Session, model: type[DeclarativeBase]) -> None:
    """Wait until no transaction writes this table, and let none begin to until this one ends."""
    (table,) = _tables([model])
    _do(session, f"LOCK TABLE public.{table.name} IN SHARE ROW EXCLUSIVE MODE")


def take_over(session: Session, models: Sequence[type[DeclarativeBase]]) -> None:
    """Replace the rows by those of the shadows, in this transaction, and drop the shadows."""
    session.flush()
    tables = _tables(models)
    for table in reversed(tables):
        _do(session, f"DELETE FROM public.{table.name}")  # noqa: S608 - our own models' names
    for table in tables:
        # Names of our own models, never from outside.
        columns = ", ".join(f'"{column.name}"' for column in table.columns if not column.computed)
        _do(
            session,
            f"INSERT INTO public.{table.name} ({columns}) OVERRIDING SYSTEM VALUE"  # noqa: S608
            f" SELECT {columns} FROM {SCHEMA}.{table.name}",
        )
    _do(session, f"DROP SCHEMA {SCHEMA} CASCADE")


def _tables(models: Sequence[type[DeclarativeBase]]) -> list[Table]:
    """In the order of their foreign keys; names come from our own models, never from outside."""
    wanted = [cast("Table", model.__table__) for model in models]
    ordered = wanted[0].metadata.sorted_tables
    return [table for table in ordered if table in wanted]


def _do(session: Session, statement: str) -> Any:
    return session.chassis_execute(text(statement))
