"""Statements that are compiled once and run often.

SQLAlchemy finds the compiled form of a statement by walking its every part; for what each request
asks, that walk costs more than PostgreSQL's answer (docs/adr/0098). A `Prepared` is built once for
each shape, keeps its SQL text and is given its values by name.

Limits: the answer's values are the driver's own (ids, moments, decimals, arrays, JSON documents are
right; a column type of Python's own is not applied). It carries no organization clause: whoever
builds it writes `organization_id == ORGANIZATION`, which is filled in.
"""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ClauseElement, CursorResult, Dialect, Uuid, bindparam
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from chassis.db.session import Session


def given(name: str, kind: TypeEngine[Any]) -> Any:
    """Return the parameter that stands for a value that `Prepared.execute` is given by name.

    A value that is not given is the driver's error.
    """
    return bindparam(name, None, type_=kind)


ORGANIZATION: Final = given("organization", Uuid())
"""Stands for the session's organization in a statement that is kept."""


class Prepared:
    """One statement of Core, with parameters (`given`) for whatever changes."""

    __slots__ = ("_compiled", "_statement")

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: _Compiled | None = None

    def execute(self, session: Session, **values: Any) -> CursorResult[Any]:
        """Run it in the session's transaction; nothing is flushed first."""
        connection = session.connection()
        compiled = self._compiled
        if compiled is None:
            compiled = self._compiled = _Compiled(self._statement, connection.dialect)
        if compiled.is_scoped:
            values["organization"] = session.organization
        return connection.exec_driver_sql(compiled.text, compiled.parameters(values))


class _Compiled:
    """The SQL as the driver takes it, constants included."""

    __slots__ = ("_binds", "_constants", "is_scoped", "text")

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        made = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        assert isinstance(made, SQLCompiler)
        self.text = str(made)
        self.is_scoped = ORGANIZATION.key in made.bind_names.values()
        self._binds: dict[str, Callable[[Any], Any]] = {}
        for bind, name in made.bind_names.items():
            processor = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if processor is not None:
                self._binds[name] = processor
        constants = {name: value for name, value in made.params.items() if value is not None}
        self._constants = self._bound(constants)

    def parameters(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return what the driver is given."""
        return self._constants | self._bound(values)

    def _bound(self, values: dict[str, Any]) -> dict[str, Any]:
        for name, processor in self._binds.items():
            if name in values:
                values[name] = processor(values[name])
        return values
