"""From mapped attributes to bare Core expressions, and from SQL values to JSON ones."""

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    Integer,
    Numeric,
    Select,
    String,
    Text,
    Uuid,
    func,
    literal_column,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql import visitors

Expression = Any
"""A mapped attribute or a Core expression over the record's own table."""

_TIME: ColumnElement[str] = literal_column("""'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'""")
_UTC: ColumnElement[str] = literal_column("'UTC'")
_AS_THEY_ARE = (Uuid, Boolean, Integer, String, Enum, JSON, Date, ARRAY)


def plain(expression: Expression) -> ColumnElement[Any]:
    """Return the expression over bare table columns, without the ORM's annotations.

    A statement of bare columns is no ORM statement: it carries the organization clause that this
    package writes, and its compiled form is cached by its shape alone.
    """
    element = expression
    if hasattr(expression, "__clause_element__"):
        element = expression.__clause_element__()

    return _replaced(element, _bare)


def _bare(part: Any) -> Any:
    annotations = getattr(part, "_annotations", {})
    if getattr(part, "__visit_name__", "") == "column" and "parententity" in annotations:
        return annotations["parententity"].local_table.c[part.name]
    return None


def _replaced(element: Any, replace: Callable[[Any], Any]) -> ColumnElement[Any]:
    def each(part: Any, **_: Any) -> Any:
        return replace(part)

    made: ColumnElement[Any] = visitors.replacement_traverse(element, {}, cast("Any", each))
    return made


def inlined(condition: Expression) -> ColumnElement[bool]:
    """Return a condition of constants with its constants written out.

    PostgreSQL proves that a partial index serves a query from constants only, not from parameters.
    Never for values that come from outside.
    """

    def constant(part: Any) -> Any:
        return part.render_literal_execute() if part.__visit_name__ == "bindparam" else None

    return _replaced(plain(condition), constant)


def written_out(statement: Select[Any]) -> ColumnElement[str]:
    """Return a sub-select that names one text as the SQL that it is, its constants written out.

    For large expressions that never change: SQLAlchemy walks every part of a statement each time
    that it looks for the compiled form, which takes longer here than PostgreSQL's answer. Never
    for values that come from outside.
    """
    # named parameters: a per cent sign is not doubled yet, the statement around does that
    dialect: Any = PGDialect_psycopg
    compiled = statement.compile(
        dialect=dialect(paramstyle="named"), compile_kwargs={"literal_binds": True}
    )
    return literal_column(f"({compiled})", Text())


def json_value(expression: Expression) -> ColumnElement[Any]:
    """Return the SQL value in the form in which JSON carries it.

    Moments are RFC 3339 in UTC with microseconds, decimals strings; ids, dates, whole numbers,
    arrays and JSON documents are already right. Binary and floating values are refused.
    """
    bare = plain(expression)
    kind = bare.type
    if isinstance(kind, DateTime):
        return func.to_char(func.timezone(_UTC, bare), _TIME)
    if isinstance(kind, Numeric) and not isinstance(kind, Integer):
        if not kind.asdecimal:
            raise TypeError(f"{bare} is a floating number; JSON would carry a wrong amount")
        return sql_cast(bare, Text)
    if isinstance(kind, _AS_THEY_ARE):
        return bare
    raise TypeError(f"{bare} has no JSON form ({kind!r})")
