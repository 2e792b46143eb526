"""A session is one transaction for one organization.

What it guarantees: rows written are stamped with the organization, every ORM statement carries its
clause, a statement that could touch owned rows without an organization is refused, and SQL that
is not ORM is refused unless the chassis asked for it. Effects that must not precede the commit
(live messages, job wake-ups) are collected here and handed over after it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Executable, event, select
from sqlalchemy.orm import ORMExecuteState, UOWTransaction, with_loader_criteria
from sqlalchemy.orm import Session as OrmSession

from chassis.db.base import Aggregate, Owned
from chassis.errors import NotFound, Stale
from chassis.identity.actor import Actor
from chassis.observability import tracing

A = TypeVar("A", bound=Aggregate)

CHASSIS = {"troncal_chassis": True}
"""Execution options of statements that the chassis itself answers for."""


class UnscopedStatement(Exception):
    """A statement that no organization bounds; a defect, never a user's error."""


class Effect:
    """Something to do after the commit: `kind` is `live` or `job`, the rest is its content."""

    __slots__ = ("content", "kind")

    def __init__(self, kind: str, content: Mapping[str, Any]) -> None:
        self.kind = kind
        self.content = content


class Session(OrmSession):
    """One transaction of one service for one organization; opened by `Database` alone."""

    def __init__(
        self, *args: Any, service: str, organization_id: UUID | None, actor: Actor | None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.service = service
        self.organization_id = organization_id
        self._actor = actor
        self.correlation_id: UUID | None = None
        self.causation_id: UUID | None = None
        self.effects: list[Effect] = []
        self._woken: set[str] = set()
        self.callbacks: list[Callable[[], None]] = []

    @property
    def actor(self) -> Actor:
        """Who acts; the system where no person asked."""
        if self._actor is not None:
            return self._actor
        return Actor.system(self.organization)

    @property
    def acting_user(self) -> UUID | None:
        """The person who acts; None for the system, also across organizations."""
        return None if self._actor is None else self._actor.user_id

    @property
    def organization(self) -> UUID:
        """The organization of this session; a system session has none and raises."""
        if self.organization_id is None:
            raise UnscopedStatement("this session belongs to no organization")
        return self.organization_id

    def act_for(self, actor: Actor) -> None:
        """Go on in this person's name: work that they started and that goes on without them."""
        self._actor = actor

    def bind_organization(self, organization_id: UUID, actor: Actor | None = None) -> None:
        """Flush, forget what was loaded and go on for another organization (event batches)."""
        self.flush()
        self.expunge_all()
        self.organization_id = organization_id
        self._actor = actor

    def lock(self, model: type[A], id: UUID, *, expected_version: int | None = None) -> A:
        """Load one aggregate and hold its row lock until the transaction ends.

        Raises NotFound when it is absent or another organization's, Stale when its version is not
        the expected one.
        """
        statement = select(model).where(model.id == id).with_for_update()
        found = self.scalars(statement.execution_options(populate_existing=True)).one_or_none()
        if found is None:
            raise NotFound
        if expected_version is not None and found.version != expected_version:
            raise Stale(params={"version": found.version})
        return found

    def tell(self, user_ids: Iterable[UUID], kind: str, payload: Mapping[str, Any]) -> None:
        """Send a live message to these users' screens after the commit. It may be lost."""
        users = sorted({str(user) for user in user_ids})
        if users:
            message = {
                "organization_id": str(self.organization),
                "users": users,
                "kind": kind,
                "payload": dict(payload),
            }
            self.effects.append(Effect("live", message))

    def wake(self, job: str, **arguments: Any) -> None:
        """Wake a job after the commit, once however often a transaction asks for the same.

        It may be lost; the job's sweep finds the row anyway.
        """
        if not arguments:
            if job in self._woken:
                return
            self._woken.add(job)
        content = {"job": job, "arguments": arguments, "traceparent": tracing.traceparent()}
        self.effects.append(Effect("job", content))

    def after_commit(self, act: Callable[[], None]) -> None:
        """Call `act` once the transaction is committed; never when it is rolled back."""
        self.callbacks.append(act)

    def chassis_execute(self, statement: Executable, parameters: Any = None) -> Any:
        """Execute SQL that the chassis answers for (chassis.db and chassis.records only)."""
        return self.execute(statement, parameters, execution_options=CHASSIS)


@event.listens_for(Session, "do_orm_execute")
def _bound_by_organization(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, Session)
    if state.execution_options.get("troncal_chassis"):
        return
    if not state.is_orm_statement:
        raise UnscopedStatement("only ORM statements are scoped; use chassis.records for SQL")
    organization_id = session.organization
    if state.is_select or state.is_update or state.is_delete:
        # always, not only for the entities that the statement returns: a count names none
        state.statement = state.statement.options(
            with_loader_criteria(
                Owned, lambda cls: cls.organization_id == organization_id, include_aliases=True
            )
        )


@event.listens_for(Session, "before_flush")
def _stamp_organization(session: OrmSession, context: UOWTransaction, instances: Any) -> None:
    del context, instances
    assert isinstance(session, Session)
    for row in session.new:
        if isinstance(row, Owned):
            if row.organization_id is None:
                row.organization_id = session.organization
            elif session.organization_id not in (None, row.organization_id):
                raise UnscopedStatement("a row of another organization in this session")
